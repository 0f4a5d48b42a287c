"""How values, types and lists are said in a message."""

import json
import math
from collections.abc import Iterable

from mockserver.values import Json

LONGEST = 120
TYPE_WORDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a decimal",
    "boolean": "a boolean",
    "array": "an array",
    "object": "an object",
    "null": "null",
}
PYTHON_TYPES = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    type(None): "null",
}


def type_of(value: Json) -> str:
    """Say the JSON type of a value, such as `an integer`; numbers that JSON does not have are said themselves."""
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    return TYPE_WORDS[PYTHON_TYPES[type(value)]]


def types_named(names: Iterable[str]) -> list[str]:
    """Say JSON types; null is not worth a word beside others, for it is the same as leaving the thing out."""
    named = list(names)
    return [TYPE_WORDS[name] for name in named if name != "null" or named == ["null"]]


def quoted(value: Json) -> str:
    """Write a value as the API does: a text in single quotes, anything else as JSON, cut when it is long."""
    text = value if isinstance(value, str) else _beginning(value)
    return f"'{cut(text)}'" if isinstance(value, str) else cut(text)


def _beginning(value: Json) -> str:
    """Write a value as JSON, as far as it will be shown; it may hold megabytes."""
    text = ""
    for piece in json.JSONEncoder(ensure_ascii=False).iterencode(value):
        text += piece
        if len(text) > LONGEST:
            break
    return text


def counted(number: int, one: str, many: str = "") -> str:
    """Say a number of things: `1 item`, `2 items`; `many` is for words that take more than an s."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def place(path: Iterable[str | int]) -> str:
    """Write a path as the API writes `param`: `input[16].content[0].type`."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{cut(step)}" for step in path)
    return steps.removeprefix(".")


def cut(text: str) -> str:
    """Show a text of the client, of a long one only the beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def head(param: str | None) -> str:
    """Name the top-level parameter that a place such as `input[16].content[0].type` is in."""
    return (param or "").partition(".")[0].partition("[")[0]
