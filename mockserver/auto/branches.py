"""The ways to read a JSON Schema, without references and unions."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from mockserver.auto.limits import MOST_ALTERNATIVES, MOST_OPENED, MOST_STEPS
from mockserver.auto.merge import as_schema, both
from mockserver.auto.pointer import resolve
from mockserver.auto.proof import TooMuchError
from mockserver.values import Json, JsonObject

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_UNIONS = ("anyOf", "oneOf")


class _Known(NamedTuple):
    """A schema that was read, kept so that its address stays its own, and its branches."""

    schema: Json
    branches: list[JsonObject]


class Branches:
    """Reads the schemas of one document; a branch is a schema of plain keywords.

    Everything that is read counts against one bound, beyond which `TooMuchError` is raised.
    """

    def __init__(self, root: JsonObject) -> None:
        self._root = root
        self._steps = 0
        self._known: dict[int, _Known] = {}
        self._met: dict[tuple[int, int], bool] = {}

    def of(self, schema: Json) -> list[JsonObject]:
        """List the branches of a schema in the order of the file, not more than some dozens."""
        known = self._known.get(id(schema))
        if known is None:
            found = list(islice(self._flat(as_schema(schema)), MOST_ALTERNATIVES))
            known = self._known[id(schema)] = _Known(schema, found)
        return known.branches

    def can(self, schema: Json, levels: int) -> bool:
        """Whether something that goes no more than so many levels down may fit the schema."""
        key = (id(schema), levels)
        if key not in self._met:
            self._met[key] = any(self.reaches(branch, levels) for branch in self.of(schema))
        return self._met[key]

    def reaches(self, branch: JsonObject, levels: int) -> bool:
        """Whether a branch may be met within so many levels."""
        self._count()
        if branch.get("enum") == [] or branch.get("type") == []:
            return False
        needed = list(needs(branch))
        return not needed or (levels > 0 and all(self.can(schema, levels - 1) for schema in needed))

    def height(self, schema: Json, limit: int) -> int:
        """Count the levels that the flattest value needs, up to the limit."""
        return next((levels for levels in range(limit) if self.can(schema, levels)), limit)

    def _flat(self, schema: JsonObject) -> Iterator[JsonObject]:
        waiting = [(schema, 0)]
        while waiting:
            self._count()
            found, depth = waiting.pop()
            if not _is_composed(found):
                yield found
            elif depth < MOST_OPENED:
                waiting += [(inner, depth + 1) for inner in reversed(self._opened(found))]

    def _opened(self, schema: JsonObject) -> list[JsonObject]:
        """Take one composing keyword away."""
        for key in _REFERENCES:
            if key in schema:
                return [both(_without(schema, key), as_schema(resolve(self._root, schema[key])))]
        if "allOf" in schema:
            return [self._joined(_without(schema, "allOf"), schema["allOf"])]
        for key in _UNIONS:
            if key in schema:
                rest = _without(schema, key)
                return [both(rest, as_schema(one)) for one in schema[key]]
        return _conditional(schema)

    def _joined(self, schema: JsonObject, others: Iterable[Json]) -> JsonObject:
        for other in others:
            self._count()
            schema = both(schema, as_schema(other))
        return schema

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooMuchError(f"it takes more than {MOST_STEPS:,} steps to read")


def needs(branch: JsonObject) -> Iterator[Json]:
    """Name the schemas of all that must stand inside a value of a branch."""
    if "enum" in branch or "const" in branch or not _is_structure(branch):
        return
    properties = branch.get("properties", {})
    yield from (properties[name] for name in branch.get("required", ()) if name in properties)
    prefix, least = branch.get("prefixItems", []), int(branch.get("minItems", 0))
    yield from prefix[:least]
    if least > len(prefix):
        yield branch.get("items", True)


def _is_structure(branch: JsonObject) -> bool:
    types = branch.get("type", ["object"] if "properties" in branch else ["array"])
    return {"object", "array"}.issuperset([types] if isinstance(types, str) else types)


def _is_composed(schema: JsonObject) -> bool:
    return any(key in schema for key in (*_REFERENCES, "allOf", *_UNIONS, "if"))


def _without(schema: JsonObject, *keys: str) -> JsonObject:
    return {key: value for key, value in schema.items() if key not in keys}


def _conditional(schema: JsonObject) -> list[JsonObject]:
    rest = _without(schema, "if", "then", "else")
    fitting = both(both(rest, as_schema(schema["if"])), as_schema(schema.get("then", True)))
    return [fitting, both(rest, as_schema(schema.get("else", True)))]
