"""References inside a JSON Schema."""

from collections.abc import Iterator
from urllib.parse import unquote

from mockserver.auto.proof import NoInstance
from mockserver.values import Json, JsonObject

_ANCHORS = ("$anchor", "$dynamicAnchor", "$id", "id")


def resolve(root: JsonObject, reference: str) -> Json:
    """Find what a `$ref` names: a JSON pointer such as `#/$defs/node`, or an anchor. Raises `NoInstance`."""
    _, _, fragment = reference.partition("#")
    if not fragment:
        return root if reference.startswith("#") else _anchored(root, reference)
    return _pointed(root, reference, fragment) if fragment.startswith("/") else _anchored(root, fragment)


def _pointed(root: JsonObject, reference: str, fragment: str) -> Json:
    found: Json = root
    for step in fragment.split("/")[1:]:
        found = _inside(found, unquote(step).replace("~1", "/").replace("~0", "~"), reference)
    return found


def _inside(value: Json, step: str, reference: str) -> Json:
    if isinstance(value, dict) and step in value:
        return value[step]
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    raise NoInstance(f"{reference} leads nowhere")


def _anchored(root: JsonObject, name: str) -> Json:
    names = {name, f"#{name}"}
    for schema in _mappings(root):
        if any(isinstance(schema.get(key), str) and schema[key] in names for key in _ANCHORS):
            return schema
    raise NoInstance(f"{name} leads nowhere")


def _mappings(root: Json) -> Iterator[JsonObject]:
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
