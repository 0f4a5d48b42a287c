"""Why a body breaks the contract; slower than a plain no, so it runs only after one."""

from collections.abc import Iterable

import jsonschema_rs

from mockserver.contract.discriminate import discriminate
from mockserver.contract.finding import Finding, closest
from mockserver.values import Json, JsonObject, Violation

UNIONS = frozenset({"anyOf", "oneOf"})


class Explanation:
    """Explains what a cleaned schema refuses.

    It walks the explanation form with the library that said no: a second one would read regular expressions in its
    own way (Python's `$` lets a final line feed pass) and have its own limit of nesting.
    """

    def __init__(self, schema: JsonObject) -> None:
        self._schema = discriminate(schema)
        self._validator = jsonschema_rs.validator_for(self._schema, offline=True)

    def violations(self, body: Json) -> list[Violation]:
        """Return what is wrong with a body, in the API's words; the deepest place comes first."""
        errors = self._validator.iter_errors(body)
        return _in_order([finding for error in errors for finding in self._findings(body, error)])

    def _findings(self, body: Json, error: jsonschema_rs.ValidationError) -> list[Finding]:
        keyword, value = error.kind.name, error.kind.value
        if keyword in UNIONS and any(value):
            return closest([[f for inner in member for f in self._findings(body, inner)] for member in value])
        path = tuple(error.instance_path)
        instance = _at(body, path)
        if keyword == "propertyNames":
            path, keyword, instance, value = (
                (*path, str(value.instance)),
                value.kind.name,
                value.instance,
                value.kind.value,
            )
        schema = _at(self._schema, error.schema_path[:-1])
        around = schema if isinstance(schema, dict) else {}
        return [Finding((*path, *name), keyword, value, instance, around) for name in _names(keyword, value)]


def _names(keyword: str, value: Json) -> Iterable[tuple[str, ...]]:
    """Yield what to add to the path: the missing or unknown property, else nothing."""
    if keyword == "required":
        return [(value,)]
    if keyword in {"additionalProperties", "unevaluatedProperties"} and isinstance(value, list):
        return [(name,) for name in value]
    return [()]


def _at(value: Json, path: Iterable[str | int]) -> Json:
    for step in path:
        value = value[step]
    return value


def _in_order(findings: list[Finding]) -> list[Violation]:
    """Sort by depth; a value of the wrong type is not also called an unsupported value."""
    mistyped = {finding.path for finding in findings if finding.keyword == "type"}
    telling = [f for f in findings if f.keyword == "type" or f.path not in mistyped]
    telling.sort(key=lambda finding: -len(finding.path))
    return list(dict.fromkeys(finding.violation() for finding in telling))
