"""Why a body breaks the contract; slower than a plain no, so it runs only after one."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import jsonschema_rs

from mockserver.contract.discriminate import discriminate, tags_of
from mockserver.contract.facts import Facts
from mockserver.contract.finding import Finding, closest
from mockserver.contract.limits import EXPLAINED_PLACES, TOLD_VIOLATIONS, VALUE_DEPTH, exceeds
from mockserver.values import Json, JsonObject, Violation

UNIONS = frozenset({"anyOf", "oneOf"})
KIND = "type"
LENGTHS = frozenset({"minLength", "maxLength"})
Path = tuple[str | int, ...]
KEPT_WALKS = 32
"""Compiled forms of one schema; each takes about a millisecond to make."""

TOO_DEEP = Violation(
    "invalid_value",
    f"Invalid value for the body: something deeper than {VALUE_DEPTH} levels is not allowed.",
    code="invalid_value",
)


class Explanation:
    """Explains what a cleaned schema refuses.

    It walks the explanation form with the library that said no: a second one would read regular expressions in its
    own way (Python's `$` lets a final line feed pass) and have its own limit of nesting.
    """

    def __init__(self, schema: JsonObject) -> None:
        self._schema = schema
        self._names = Facts(schema.get("$defs", {})).closed_names(schema)
        self._walks: dict[frozenset[str | None] | None, _Walk] = {}

    def violations(self, body: Json) -> list[Violation]:
        """Return what is wrong with a body, in the API's words; the deepest place comes first.

        Of a body of ordinary size all is told, of a large one the first mistake.
        """
        judged = self._trimmed(body)
        if exceeds(judged, places=EXPLAINED_PLACES, depth=VALUE_DEPTH):
            return self._first(judged)
        return _in_order(self._walk(tags_of(judged)).all(judged))

    def _first(self, body: Json) -> list[Violation]:
        walk = self._walk(None)
        try:
            return _in_order(walk.first(body))
        except ValueError:
            # What is wrong is nested deeper than the library can copy, so the place is sought without its depths.
            return _in_order(walk.first(_shallow(body, VALUE_DEPTH))) or [TOO_DEEP]

    def _trimmed(self, body: Json) -> Json:
        """Leave out unknown names beyond those that are told; thousands would all be copied into one error."""
        if not isinstance(body, dict) or self._names is None or len(body) <= len(self._names) + TOLD_VIOLATIONS:
            return body
        told = frozenset(islice((name for name in body if name not in self._names), TOLD_VIOLATIONS))
        return {name: value for name, value in body.items() if name in self._names or name in told}

    def _walk(self, tags: frozenset[str | None] | None) -> "_Walk":
        if tags not in self._walks:
            if len(self._walks) == KEPT_WALKS:
                self._walks.clear()
            self._walks[tags] = _Walk(discriminate(self._schema, tags))
        return self._walks[tags]


class _Walk:
    """One explanation form, compiled."""

    def __init__(self, schema: JsonObject) -> None:
        self._schema = schema
        self._validator = jsonschema_rs.validator_for(schema, offline=True)

    def all(self, body: Json) -> list[Finding]:
        """Find all that is wrong, as far as it will be told."""
        errors = islice(self._validator.iter_errors(body), TOLD_VIOLATIONS)
        return [finding for error in errors for finding in self._findings(body, error)]

    def first(self, body: Json) -> list[Finding]:
        """Find the first thing that is wrong, which costs no more than to accept the rest."""
        try:
            self._validator.validate(body)
        except jsonschema_rs.ValidationError as error:
            return self._findings(body, error)
        return []

    def _findings(self, body: Json, error: jsonschema_rs.ValidationError) -> list[Finding]:
        keyword, value = error.kind.name, error.kind.value
        if keyword in UNIONS and any(value):
            return closest([[f for inner in member for f in self._findings(body, inner)] for member in value])
        path, instance = _found(body, error.instance_path)
        if keyword == "propertyNames":
            path, keyword, instance, value = (
                (*path, str(value.instance)),
                value.kind.name,
                value.instance,
                value.kind.value,
            )
        _, schema = _found(self._schema, error.schema_path[:-1])
        around = schema if isinstance(schema, dict) else {}
        return [Finding((*path, *name), keyword, value, instance, around) for name in _names(keyword, value)]


def _shallow(value: Json, levels: int) -> Json:
    """Copy a value without what is deeper than some levels."""
    if isinstance(value, dict):
        return {name: _shallow(inner, levels - 1) for name, inner in value.items()} if levels else {}
    if isinstance(value, list):
        return [_shallow(inner, levels - 1) for inner in value] if levels else []
    return value


def _names(keyword: str, value: Json) -> Iterable[tuple[str, ...]]:
    """Yield what to add to the path: the missing or unknown property, else nothing."""
    if keyword == "required":
        return [(value,)]
    if keyword in {"additionalProperties", "unevaluatedProperties"} and isinstance(value, list):
        return [(name,) for name in value[:TOLD_VIOLATIONS]]
    return [()]


def _found(value: Json, steps: Iterable[str | int]) -> tuple[Path, Json]:
    """Go a way of the library's; give it in the names of the value, and what it leads to."""
    path: Path = ()
    for step in steps:
        path = (*path, _name(value, step))
        value = value[path[-1]]
    return path, value


def _name(holder: Json, step: str | int) -> str | int:
    """Name a step as its holder does: the library tells names that can be read as numbers, `0` or `+07`, as numbers."""
    if isinstance(step, str) or not isinstance(holder, dict):
        return step
    plain = str(step)
    return plain if plain in holder else next(name for name in holder if re.fullmatch(rf"\+?0*{plain}", name))


def _in_order(findings: list[Finding]) -> list[Violation]:
    """Sort by depth, without what only follows from something else that is told."""
    places = _Places.of(findings)
    telling = sorted((one for one in findings if not places.imply(one)), key=lambda finding: -len(finding.path))
    return list(dict.fromkeys(finding.violation() for finding in telling[:TOLD_VIOLATIONS]))


class _Places(NamedTuple):
    """Where something is wrong that makes other findings pointless."""

    mistyped: frozenset[Path]
    mismeasured: frozenset[Path]
    of_no_kind: frozenset[Path]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "_Places":
        """Sort findings."""
        mistyped = frozenset(finding.path for finding in findings if finding.keyword == "type")
        mismeasured = frozenset(finding.path for finding in findings if finding.keyword in LENGTHS)
        kinds = (finding.path for finding in findings if _is_unknown_kind(finding) and finding.path not in mistyped)
        return cls(mistyped, mismeasured, frozenset(path[:-1] for path in kinds))

    def imply(self, finding: Finding) -> bool:
        """Say whether a finding adds nothing.

        A value of the wrong type is not also unsupported, a text of the wrong length not also of the wrong form, and
        an object of no known kind not also incomplete.
        """
        if finding.keyword != "type" and finding.path in self.mistyped:
            return True
        if finding.keyword == "pattern" and finding.path in self.mismeasured:
            return True
        outer = (finding.path[:end] for end in range(len(finding.path)))
        return not _is_unknown_kind(finding) and any(path in self.of_no_kind for path in outer)


def _is_unknown_kind(finding: Finding) -> bool:
    return finding.path[-1:] == (KIND,) and finding.keyword in {"enum", "const"}
