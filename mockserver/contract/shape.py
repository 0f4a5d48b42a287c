"""One schema that values are held against."""

from collections.abc import Callable
from functools import cached_property

import jsonschema_rs

from mockserver.contract.clean import unconditional
from mockserver.contract.explain import Explanation
from mockserver.values import Json, JsonObject, Violation

UNEXPLAINED = Violation(
    "invalid_value", "Invalid value for the body: the contract does not allow it.", code="invalid_value"
)


class Shape:
    """Accepts fast, explains slowly: two forms of one cleaned, self-contained schema, each compiled on first use.

    That the two agree is tested for our own documents; a foreign one may hold what nobody thought of.
    """

    def __init__(self, schema: JsonObject, *, foreign: bool = False) -> None:
        self.schema = schema
        self._foreign = foreign

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
        if violations:
            return violations
        if self._foreign:
            return [UNEXPLAINED]
        raise AssertionError("the acceptance form refused a value that the explanation form accepts")

    @cached_property
    def _explanation(self) -> Explanation:
        return Explanation(self.schema)
