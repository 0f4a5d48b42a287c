"""One schema that values are held against."""

from collections.abc import Callable
from functools import cached_property

import jsonschema_rs

from mockserver.contract.clean import unconditional
from mockserver.contract.explain import Explanation
from mockserver.values import Json, JsonObject, Violation


class Shape:
    """Accepts fast, explains slowly: two forms of one cleaned, self-contained schema, each compiled on first use."""

    def __init__(self, schema: JsonObject) -> None:
        self.schema = schema

    @cached_property
    def accepts(self) -> Callable[[Json], bool]:
        """Say whether a value fits."""
        return jsonschema_rs.validator_for(unconditional(self.schema), offline=True).is_valid

    def violations(self, value: Json) -> list[Violation]:
        """Return how a value breaks the schema, the deepest place first; empty means it fits."""
        return [] if self.accepts(value) else self.explain(value)

    def explain(self, value: Json) -> list[Violation]:
        """Return what is wrong with a value that was not accepted."""
        violations = self._explanation.violations(value)
        if not violations:
            raise AssertionError("the acceptance form refused a value that the explanation form accepts")
        return violations

    @cached_property
    def _explanation(self) -> Explanation:
        return Explanation(self.schema)
