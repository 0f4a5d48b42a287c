"""What a schema says, as a set of short statements, so that two ways of writing it can be compared.

A statement is a path and what holds there: `.input[] type string`, `.input[] is functions.json#/FunctionCall`,
`.model required`. A named object is named and not entered; any other reference is followed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "maxProperties", "pattern")
MARKS = ("x-since", "x-optional-since")
UNIONS = ("anyOf", "allOf")


@dataclass(frozen=True, slots=True)
class Schemas:
    """Files of named schemas, and the label by which an object in them is known."""

    files: Mapping[str, Mapping[str, Any]]
    label: Callable[[str], str]

    def statements(self, place: str) -> frozenset[str]:
        """Return what the schema at a place such as `create.json#/CreateResponse` says."""
        return frozenset(self._walk(place.partition("#")[0], self._at(place), ""))

    def _at(self, place: str) -> Any:
        file, _, name = place.partition("#/")
        return self.files[file][name]

    def _walk(self, file: str, schema: Any, path: str) -> Iterator[str]:
        if isinstance(schema, bool):
            yield f"{path} {'always' if schema else 'never'}"
            return
        if "$ref" in schema:
            yield from self._follow(file, schema["$ref"], path)
        for member in (*(m for union in UNIONS for m in schema.get(union, ())), *_branches(schema)):
            yield from self._walk(file, member, path)
        yield from _keywords(schema, path)
        yield from self._children(file, schema, path)

    def _follow(self, file: str, reference: str, path: str) -> Iterator[str]:
        place = f"{file}{reference}" if reference.startswith("#") else reference
        target = self._at(place)
        if target.get("properties"):
            yield f"{path} is {self.label(place)}"
        else:
            yield from self._walk(place.partition("#")[0], target, path)

    def _children(self, file: str, schema: Any, path: str) -> Iterator[str]:
        for name, child in schema.get("properties", {}).items():
            yield f"{path}.{name}"
            yield from self._walk(file, child, f"{path}.{name}")
        inside = {"items": "[]", "additionalProperties": "{}", "propertyNames": "{name}"}
        for keyword, step in inside.items():
            if keyword in schema:
                yield from self._walk(file, schema[keyword], f"{path}{step}")


def _branches(schema: Any) -> Iterator[Any]:
    return (schema[keyword] for keyword in ("if", "else") if keyword in schema)


def _keywords(schema: Any, path: str) -> Iterator[str]:
    types = schema.get("type", [])
    yield from (f"{path} type {name}" for name in ([types] if isinstance(types, str) else types))
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    yield from (f"{path} value {value}" for value in values if value is not None)
    yield from (f"{path} {limit} {schema[limit]}" for limit in LIMITS if limit in schema)
    yield from (f"{path} {mark} {schema[mark]}" for mark in MARKS if mark in schema)
    yield from (f"{path}.{name} required" for name in schema.get("required", []))


def differences(name: str, theirs: frozenset[str], ours: frozenset[str]) -> list[str]:
    """Return what only one of them says: `+` ours, `-` theirs."""
    return sorted([f"{name}{only} +" for only in ours - theirs] + [f"{name}{only} -" for only in theirs - ours])
