"""What the API accepts: one contract, read from its documents."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import jsonschema_rs

from mockserver.contract.clean import clean
from mockserver.contract.document import read_requests
from mockserver.contract.explain import Explanation
from mockserver.contract.rules import AUTHORIZATION, BODY_RULES, History
from mockserver.values import Call, Json, JsonObject, Violation


class RequestBody:
    """The body of one operation: accepts fast, explains slowly."""

    def __init__(self, schema: JsonObject) -> None:
        self._schema = clean(schema)

    @cached_property
    def accepts(self) -> Callable[[Json], bool]:
        """Say whether a body fits; compiled on first use, which takes a few milliseconds."""
        return jsonschema_rs.validator_for(self._schema, offline=True).is_valid

    def explain(self, body: Json) -> list[Violation]:
        """Return what is wrong with a body that was not accepted, the deepest place first."""
        violations = self._explanation.violations(body)
        if not violations:
            raise AssertionError("the acceptance form refused a body that the explanation form accepts")
        return violations

    @cached_property
    def _explanation(self) -> Explanation:
        return Explanation(self._schema)


class Contract:
    """Checks calls against contract documents and rules."""

    def __init__(self, bodies: Mapping[str, RequestBody]) -> None:
        self._bodies = bodies

    @classmethod
    def load(cls, path: Path) -> "Contract":
        """Read the documents at `path` (a folder, or a root file); raises DocumentError when they are broken."""
        return cls({operation: RequestBody(schema) for operation, schema in read_requests(path).items()})

    def authorize(self, call: Call) -> list[Violation]:
        """Return what is wrong with the call's authorization; asked before anything else of it is looked at."""
        return [*AUTHORIZATION.check(call, None)]

    def violations(self, call: Call, history: History | None) -> list[Violation]:
        """Return how a call breaks the contract; rules are asked only when the schema accepts the body.

        An operation without a request body in the documents is only asked the rules.
        """
        body = self._bodies.get(call.operation)
        if body is not None and not body.accepts(call.body):
            return body.explain(call.body)
        found: list[Violation] = []
        for rule in BODY_RULES:
            found += rule.check(call, history)
        return found
