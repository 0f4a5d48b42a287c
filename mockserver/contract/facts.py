"""What a schema says of every value it accepts, read without a value: its JSON types and its tags."""

from collections.abc import Iterator
from dataclasses import dataclass

from mockserver.values import Json, JsonObject

ALL_TYPES = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})
LITERALS = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


@dataclass(frozen=True, slots=True)
class Tag:
    """The values that a property may have (None: any value), and whether it may be missing."""

    values: tuple[str | None, ...] | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads schemas that refer to these definitions."""

    definitions: JsonObject

    def members(self, union: list[Json]) -> list[Json]:
        """Return the members of an `anyOf`, those of the unions it names in place of their names."""
        return [inner for member in union for inner in self._expanded(member, ())]

    def types(self, schema: Json, seen: tuple[str, ...] = ()) -> frozenset[str]:
        """Return the JSON types that the schema permits; where `number` is, `integer` is too."""
        permitted = ALL_TYPES
        for part, known in self._conjuncts(schema, seen):
            permitted &= self._own_types(part, known)
        return permitted

    def tag(self, schema: Json, name: str) -> Tag:
        """Return what the schema says of one property of an object."""
        values: tuple[str | None, ...] | None = None
        optional = True
        for part, _ in self._conjuncts(schema, ()):
            optional = optional and name not in part.get("required", ())
            values = _both(values, self._tag_values(part, name))
        return Tag(values, optional)

    def merged(self, schema: Json) -> list[JsonObject]:
        """Return every schema that must hold at once, in place of references and `allOf`."""
        return [part for part, _ in self._conjuncts(schema, ())]

    def property(self, schema: Json, name: str) -> list[Json]:
        """Return the schemas that an object's property has, each of which must hold."""
        return [part["properties"][name] for part in self.merged(schema) if name in part.get("properties", {})]

    def closed_names(self, schema: Json) -> frozenset[str] | None:
        """Return the names that an object may have; None when it may have others."""
        closed = [part for part in self.merged(schema) if _is_closed(part)]
        return frozenset.intersection(*(frozenset(part.get("properties", ())) for part in closed)) if closed else None

    def _expanded(self, member: Json, seen: tuple[str, ...]) -> Iterator[Json]:
        target = self._target(member)
        if not isinstance(target, dict) or member["$ref"] in seen:
            yield member
        elif target.keys() == {"$ref"}:
            yield from self._expanded(target, (*seen, member["$ref"]))
        elif target.keys() == {"anyOf"}:
            for inner in target["anyOf"]:
                yield from self._expanded(inner, (*seen, member["$ref"]))
        else:
            yield member

    def _conjuncts(self, schema: Json, seen: tuple[str, ...]) -> Iterator[tuple[JsonObject, tuple[str, ...]]]:
        """Yield every schema that must hold at once, with the references followed on the way to it."""
        if not isinstance(schema, dict):
            return
        yield schema, seen
        if "$ref" in schema and schema["$ref"] not in seen:
            yield from self._conjuncts(self._definition(schema["$ref"]), (*seen, schema["$ref"]))
        for member in schema.get("allOf", ()):
            yield from self._conjuncts(member, seen)

    def _own_types(self, part: JsonObject, seen: tuple[str, ...]) -> frozenset[str]:
        own = _type_keyword(part) & _literal_types(part)
        if "anyOf" in part:
            own &= frozenset().union(*(self.types(member, seen) for member in part["anyOf"]))
        return own

    def _tag_values(self, part: JsonObject, name: str) -> tuple[str | None, ...] | None:
        properties = part.get("properties", {})
        if name not in properties:
            return () if _is_closed(part) else None
        values: tuple[str | None, ...] | None = None
        for rule, _ in self._conjuncts(properties[name], ()):
            values = _both(values, _literals(rule))
        return values

    def _target(self, member: Json) -> Json:
        alone = isinstance(member, dict) and member.keys() == {"$ref"}
        return self._definition(member["$ref"]) if alone else None

    def _definition(self, reference: str) -> Json:
        return self.definitions[reference.removeprefix("#/$defs/")]


def _is_closed(part: JsonObject) -> bool:
    return part.get("additionalProperties") is False and "patternProperties" not in part


def _type_keyword(part: JsonObject) -> frozenset[str]:
    if "type" not in part:
        return ALL_TYPES
    named = frozenset(part["type"] if isinstance(part["type"], list) else [part["type"]])
    return named | {"integer"} if "number" in named else named


def _literal_types(part: JsonObject) -> frozenset[str]:
    values = [part["const"]] if "const" in part else part.get("enum")
    if values is None:
        return ALL_TYPES
    named = frozenset("null" if value is None else LITERALS[type(value)] for value in values)
    # 1.0 is an integer to JSON Schema, and 1 a number.
    return named | {"integer", "number"} if named & {"integer", "number"} else named


def _literals(rule: JsonObject) -> tuple[str | None, ...] | None:
    values = [rule["const"]] if "const" in rule else rule.get("enum")
    if values is None or not all(value is None or isinstance(value, str) for value in values):
        return None
    return tuple(values)


def _both(one: tuple[str | None, ...] | None, other: tuple[str | None, ...] | None) -> tuple[str | None, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other)
