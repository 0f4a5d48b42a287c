"""What the SDK's models look like when a client dumps them whole: every optional field is there, as null."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

BY_NAME: dict[str, Any] = {"filters": {"type": "eq", "key": "k", "value": "v"}, "tunnel_id": f"tunnel_{'0' * 32}"}
PLAIN: dict[Any, Any] = {str: "a", bool: True, int: 1, float: 1.0, object: {"type": "object"}, Any: {"type": "object"}}


def dumps(annotation: Any) -> Iterator[dict[str, Any]]:
    """Dump models of every kind that the annotation allows: the barest, and one for each value of an optional field."""
    adapter = TypeAdapter(annotation)
    for value in _values(annotation, ""):
        dumped = adapter.validate_python(value)
        if isinstance(dumped, BaseModel):
            yield dumped.model_dump(by_alias=True, warnings="error")


def _values(annotation: Any, name: str) -> Iterator[Any]:
    arguments, origin = get_args(annotation), get_origin(annotation)
    if origin in {Union, types.UnionType}:
        for member in arguments:
            yield from _values(member, name)
    elif origin is Annotated:
        yield from _values(arguments[0], name)
    elif origin is Literal:
        yield from arguments
    elif origin is list:
        yield from ([value] for value in _values(arguments[0], name))
    elif origin is dict:
        yield from ({"k": value} for value in _values(arguments[1], name))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _objects(annotation)
    elif annotation is not type(None):
        yield BY_NAME.get(name, PLAIN[annotation])


def _objects(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    bare = {name: next(_values(field.annotation, name)) for name, field in fields.items() if field.is_required()}
    yield bare
    for name, field in fields.items():
        yield from ({**bare, name: value} for value in _values(field.annotation, name))
