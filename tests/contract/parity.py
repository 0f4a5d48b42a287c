"""Two descriptions of one JSON value brought to one form and compared: the types of the SDK, and our documents.

A shape maps the path of each part of a value to what may stand there: `<message>.content[]<output_text>.text`. A `.name`
is a property, `[]` an array's item, `{}` a map's value, `<x>` the member of a union whose `type` is x.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import TypeAdapter

CONTRACTS = Path(__file__).parents[2] / "contracts"
OPENAI = CONTRACTS / "openai"
ROUNDS = 2
"""How often a schema may stand inside itself before the walk stops."""

ANY = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})
JSON_TYPES = {type(None): "null", bool: "boolean", int: "integer", float: "number", str: "string"}


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand at one path: its JSON types, and its texts unless any will do; `required` by its parent."""

    required: bool
    types: frozenset[str]
    values: frozenset[str] | None

    @property
    def nullable(self) -> bool:
        return "null" in self.types


Shape: TypeAlias = dict[str, Field]


@dataclass(frozen=True, slots=True)
class Node:
    """A schema, the file that it stands in, and the references that led to it."""

    files: Mapping[str, Any]
    file: str
    schema: Any
    trail: tuple[str, ...] = ()

    def inner(self, schema: Any) -> "Node":
        return Node(self.files, self.file, schema, self.trail)

    def follow(self) -> "Node":
        file, _, pointer = self.schema["$ref"].partition("#")
        here = file or self.file
        return Node(self.files, here, _at(self.files[here], pointer), (*self.trail, f"{here}#{pointer}"))

    @property
    def repeats(self) -> bool:
        return bool(self.trail) and self.trail.count(self.trail[-1]) > ROUNDS


def sdk_shape(sdk_type: Any) -> Shape:
    """Return the shape of a type of the SDK: a model, a TypedDict, or a union of them."""
    return _shape(Node({"": TypeAdapter(sdk_type).json_schema()}, "", {"$ref": "#"}))


def contract_shape(reference: str, folder: Path = OPENAI) -> Shape:
    """Return the shape of a named schema of ours, such as `items.json#/InputItem`."""
    return document_shape(documents(folder), reference)


def document_shape(files: Mapping[str, Any], reference: str) -> Shape:
    """Return the shape of a named schema in parsed documents by file name; for tests that seed a defect."""
    return _shape(Node(files, "", {"$ref": reference}))


def fact_shape(name: str, source: str) -> Shape:
    """Return what one source says in `facts/<name>.json`: `{source: {path: [required, nullable, types or values]}}`.

    Types are joined by `|`; `any` says nothing. Seeds never show what may be null, and list only what they say otherwise.
    """
    facts = json.loads((Path(__file__).parent / "facts" / f"{name}.json").read_text())[source]
    return {path: _fact(*row) for path, row in facts.items()}


def _fact(required: bool, nullable: bool, kind: str | list[str]) -> Field:
    null = {"null"} if nullable else set()
    if isinstance(kind, list):
        return Field(required, frozenset({"string", *null}), frozenset(kind))
    return Field(required, ANY if kind == "any" else frozenset({*kind.split("|"), *null}), None)


@lru_cache
def _read(folder: Path) -> str:
    return json.dumps({file.name: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))})


def documents(folder: Path = OPENAI) -> dict[str, Any]:
    """Return a fresh copy of all documents of a folder by file name."""
    files: dict[str, Any] = json.loads(_read(folder))
    return files


def bits(shape: Shape) -> dict[str, list[bool]]:
    """Return each path's [required, nullable], as fact files write them."""
    return {path: [field.required, field.nullable] for path, field in shape.items()}


def merged(*shapes: Shape) -> Shape:
    """Return what any of the shapes allows."""
    union: Shape = {}
    for path, field in (entry for shape in shapes for entry in shape.items()):
        union[path] = _either(union[path], field) if path in union else field
    return union


def missing(wanted: Shape, found: Shape) -> list[str]:
    """Return what `wanted` has and `found` lacks: paths, `path = value` of enums, `path: JSON type`; null is no type here.

    Below a path that is itself missing nothing more is reported.
    """
    absent = [path for path in wanted if path not in found]
    tops = [path for path in absent if _parent(path) not in absent]
    both = sorted(wanted.keys() & found.keys())
    return sorted(tops) + [lack for path in both for lack in _lacks(path, wanted[path], found[path])]


def missing_nulls(wanted: Shape, found: Shape) -> list[str]:
    """Return the paths where `wanted` allows null and `found` does not."""
    both = [path for path in wanted.keys() & found.keys() if wanted[path].types != ANY]
    return sorted(path for path in both if wanted[path].nullable and not found[path].nullable)


def needless(wanted: Shape, found: Shape) -> list[str]:
    """Return the paths that `found` requires and `wanted` does not."""
    return sorted(path for path in wanted.keys() & found.keys() if found[path].required and not wanted[path].required)


def unexplained(found: Iterable[str], exceptions: Mapping[str, str]) -> list[str]:
    """Return what no exception covers; an exception is `{pattern: reason}`, in which `*` stands for anything."""
    return [one for one in found if not any(_fits(pattern, one) for pattern in exceptions)]


def stale(found: Iterable[str], exceptions: Mapping[str, str]) -> list[str]:
    """Return the exceptions that cover nothing any more."""
    known = list(found)
    return [pattern for pattern in exceptions if not any(_fits(pattern, one) for one in known)]


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("*")), text, re.DOTALL) is not None


def _lacks(path: str, wanted: Field, found: Field) -> Iterator[str]:
    if wanted.types == ANY:  # a source that says nothing about the type asks for none
        return
    allowed = found.types | ({"null", "integer"} if "number" in found.types else {"null"})
    yield from (f"{path}: {name}" for name in sorted(wanted.types - allowed))
    if found.values is not None and "string" in wanted.types & found.types:
        yield from (f"{path} = {value}" for value in sorted((wanted.values or {"*"}) - found.values))


def _parent(path: str) -> str:
    return re.sub(r"(\.[^.<>\[\]{}]+|<[^<>]*>|\[\]|\{\})$", "", path)


def _at(value: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        value = value[key.replace("~1", "/").replace("~0", "~")]
    return value


def _shape(node: Node) -> Shape:
    shape: Shape = {}
    _add(shape, "", node, required=True)
    return shape


def _add(shape: Shape, path: str, node: Node, required: bool) -> None:
    """Enter a path and everything below it; what two members say of one path becomes what either allows."""
    members = list(_members(node))
    field = Field(required, frozenset().union(*(_types(one.schema) for one in members)), _values(members))
    shape[path] = _either(shape[path], field) if path in shape else field
    tagged: dict[str, list[Node]] = {}
    for member in members:
        for tag in _tags(member):
            tagged.setdefault(tag, []).append(member)
        for suffix, child in _elements(member):
            _add(shape, path + suffix, child, required=True)
    for tag, same in tagged.items():
        _add_properties(shape, path + tag, same)


def _add_properties(shape: Shape, path: str, members: list[Node]) -> None:
    for name in dict.fromkeys(name for member in members for name in member.schema["properties"]):
        required = all(name in member.schema.get("required", ()) for member in members)
        for member in members:
            if name in member.schema["properties"]:
                _add(shape, f"{path}.{name}", member.inner(member.schema["properties"][name]), required)
    shape.setdefault(path, Field(True, frozenset({"object"}), None))


def _either(one: Field, other: Field) -> Field:
    values = None if _open(one) or _open(other) else frozenset({*(one.values or ()), *(other.values or ())})
    return Field(one.required and other.required, one.types | other.types, values)


def _open(field: Field) -> bool:
    return field.values is None and "string" in field.types


def _members(node: Node) -> Iterator[Node]:
    """Yield the alternatives of a schema, with references followed and unions flattened."""
    schema = node.schema
    if not isinstance(schema, dict):
        yield node.inner({})
    elif "$ref" in schema:
        target = node.follow()
        yield from () if target.repeats else _members(target)
    elif "anyOf" in schema or "oneOf" in schema:
        for member in schema["anyOf" if "anyOf" in schema else "oneOf"]:
            yield from _members(node.inner(member))
    else:
        yield node


def _types(schema: dict[str, Any]) -> frozenset[str]:
    if "const" in schema or "enum" in schema:
        return frozenset(JSON_TYPES[type(value)] for value in schema.get("enum", [schema.get("const")]))
    given = schema.get("type", "object" if "properties" in schema else sorted(ANY))
    return frozenset({given} if isinstance(given, str) else given)


def _values(members: list[Node]) -> frozenset[str] | None:
    texts = [one.schema for one in members if "string" in _types(one.schema)]
    if not all("enum" in schema or "const" in schema for schema in texts):
        return None
    listed = (value for schema in texts for value in schema.get("enum", [schema.get("const")]))
    return frozenset(value for value in listed if isinstance(value, str))


def _tags(member: Node) -> list[str]:
    """Return `<x>` for each value that an object's `type` may take; an object without such a type has one empty tag."""
    if "properties" not in member.schema:
        return []
    own = member.schema["properties"].get("type")
    values = None if own is None else _values(list(_members(member.inner(own))))
    return [f"<{value}>" for value in sorted(values)] if values else [""]


def _elements(member: Node) -> Iterator[tuple[str, Node]]:
    for suffix, keyword in (("[]", "items"), ("{}", "additionalProperties")):
        if isinstance(member.schema.get(keyword), dict):
            yield suffix, member.inner(member.schema[keyword])
