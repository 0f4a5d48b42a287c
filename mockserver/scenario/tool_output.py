"""The outputs of tool calls that a request brings back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.match import SchemaCheck, differences
from mockserver.scenario.operators import is_operators
from mockserver.values import Items, Json, JsonObject, Kind, Mismatch, text_of

TOOL_OUTPUT_KEYS: Final = ("of", "call_id", "text", "json")


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """One output: its item's path, the tool it is of, the call's id, and the text; `json` is the text parsed."""

    path: str
    of: str | None
    call_id: str | None
    text: str
    json: Json = field(repr=False)


def tool_outputs(items: Items, tool_name: Callable[[str], str | None]) -> list[ToolOutput]:
    """Read the outputs after the last model item; calls in these items name tools before `tool_name` is asked."""
    calls = [(_text(item, "call_id"), _text(item, "name")) for item, kind in items if kind is Kind.MODEL]
    names = {call_id: name for call_id, name in calls if name}

    def name_of(call_id: str) -> str | None:
        return names.get(call_id) or tool_name(call_id)

    return [_read(index, item, name_of) for index, item in _fresh(items)]


def tool_output_differences(expected: Json, outputs: list[ToolOutput], schema_check: SchemaCheck) -> list[Mismatch]:
    """Say what differs from the nearest output; of a list, every entry wants an output that matches."""
    if isinstance(expected, list):
        return [found for one in expected for found in tool_output_differences(one, outputs, schema_check)]
    if not outputs:
        return _of_nothing(expected, schema_check)
    return min((_of_one(expected, output, schema_check) for output in outputs), key=len)


def _fresh(items: Items) -> list[tuple[int, JsonObject]]:
    last_made = max((index for index, (_, kind) in enumerate(items) if kind is Kind.MODEL), default=-1)
    return [(index, item) for index, (item, kind) in enumerate(items) if index > last_made and kind is Kind.OUTPUT]


def _read(index: int, item: JsonObject, tool_name: Callable[[str], str | None]) -> ToolOutput:
    call_id, output = _text(item, "call_id"), item.get("output")
    text = text_of(output) if isinstance(output, str | list) else orjson.dumps(output).decode()
    named = _text(item, "name") or (tool_name(call_id) if call_id else None)
    return ToolOutput(f"$.input[{index}]", named, call_id, text, _parsed(text))


def _text(item: JsonObject, key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) else None


def _parsed(text: str) -> Json:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return ABSENT


def _of_one(expected: Json, output: ToolOutput, schema_check: SchemaCheck) -> list[Mismatch]:
    if not isinstance(expected, Mapping) or is_operators(expected):
        return differences(expected, output.text, f"{output.path}.output", schema_check=schema_check)
    return [
        found
        for name, wanted in expected.items()
        for found in differences(wanted, *_aspect(name, output), schema_check=schema_check)
    ]


def _aspect(name: str, output: ToolOutput) -> tuple[Json, str]:
    place = "call_id" if name in ("of", "call_id") else "output"
    value = getattr(output, name)
    return (ABSENT if value is None and name != "json" else value), f"{output.path}.{place}"


def _of_nothing(expected: Json, schema_check: SchemaCheck) -> list[Mismatch]:
    if not isinstance(expected, Mapping) or is_operators(expected):
        return differences(expected, ABSENT, "$.input", schema_check=schema_check)
    wanted = f" of {orjson.dumps(expected['of']).decode()}" if "of" in expected else ""
    return [Mismatch("$.input", f"a tool output{wanted} after the last model item", ABSENT)]
