"""Required names that nothing defines: mistakes of published documents, which no client can know of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mockserver.contract.subschemas import beside, children, map_children, referred
from mockserver.values import Json, JsonObject


def without_undefined(definitions: Mapping[str, Json]) -> JsonObject:
    """Return definitions in which an object requires only properties that it, or what it is merged with, defines.

    The official document requires six names that it defines nowhere (`surface/REPORT.md` §10.1). A schema without
    `properties` of its own only adds to another, and one with open names may mean any: both keep all they require.
    """
    neighbours = _Neighbours(definitions)
    for schema in definitions.values():
        neighbours.add(schema)
    return {name: _repaired(neighbours, schema) for name, schema in definitions.items()}


def _repaired(neighbours: "_Neighbours", schema: Json) -> Json:
    if not isinstance(schema, dict):
        return schema
    repaired = map_children(schema, lambda child: _repaired(neighbours, child))
    if not _lists_its_names(schema) or set(schema.get("required", ())) <= schema["properties"].keys():
        return repaired
    defined = neighbours.defined(schema)
    return repaired | {"required": [name for name in schema["required"] if name in defined]}


def _lists_its_names(schema: JsonObject) -> bool:
    return "properties" in schema and not schema.get("additionalProperties") and "patternProperties" not in schema


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Knows which schemas describe the same value; schemas are told apart by identity."""

    definitions: Mapping[str, Json]
    _beside: dict[int, list[JsonObject]] = field(default_factory=dict)
    _around: dict[int, list[JsonObject]] = field(default_factory=dict)

    def add(self, schema: Json) -> None:
        """Note the neighbours of a schema and of all in it."""
        if not isinstance(schema, dict):
            return
        for other in (*beside(schema), *referred(schema, self.definitions)):
            self._beside.setdefault(id(schema), []).append(other)
            self._around.setdefault(id(other), []).append(schema)
        for child in children(schema):
            self.add(child)

    def defined(self, schema: JsonObject) -> frozenset[str]:
        """Return the properties that the schema, its neighbours and theirs define."""
        outward = _reach(schema, self._around)
        every = {id(one): one for outer in outward for one in _reach(outer, self._beside)}
        return frozenset(name for one in every.values() for name in one.get("properties", ()))


def _reach(start: JsonObject, steps: Mapping[int, list[JsonObject]]) -> list[JsonObject]:
    found = {id(start): start}
    waiting = [start]
    while waiting:
        for other in steps.get(id(waiting.pop()), ()):
            if id(other) not in found:
                found[id(other)] = other
                waiting.append(other)
    return list(found.values())
