"""Examples of everything that the server sends, and the ways to break them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from mockserver.contract.load import load_contract
from tests.contract.parity import OPENAI, Shape, fact_shape

EXAMPLES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "emitted.json").read_text())
CONTRACT = load_contract(OPENAI)
FREE = {
    "arguments",
    "attributes",
    "categories",
    "category_applied_input_types",
    "category_scores",
    "env",
    "input",
    "input_schema",
    "instructions",
    "metadata",
    "schema",
    "tools",
    "variables",
}
"""Properties that hold maps or any JSON, or repeat the request."""

FREE_IN = {("mcp_tool_execution_error", "content"), (None, "annotations")}
"""More of them, in objects of a type or of none."""


def crowded(value: Any) -> Iterator[Any]:
    """Yield copies of a value with one unknown property each, in every object that is closed."""
    if isinstance(value, dict):
        yield value | {"surprise": 1}
        closed = [name for name in value if name not in FREE and (value.get("type"), name) not in FREE_IN]
        yield from (value | {name: crowd} for name in closed for crowd in crowded(value[name]))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from ([*value[:index], crowd, *value[index + 1 :]] for crowd in crowded(inner))


def required(facts: str, kind: str) -> list[str]:
    """Return the properties of a type of item or event that the official document requires."""
    return [name for name, field in _own(facts, kind).items() if field.required]


def listed_values(facts: str, kind: str) -> list[str]:
    """Return the properties of a type of item or event whose texts the official document lists."""
    return [name for name, field in _own(facts, kind).items() if field.values]


def _own(facts: str, kind: str) -> Shape:
    start = f"<{kind}>."
    found = {path.removeprefix(start): field for path, field in official(facts).items() if path.startswith(start)}
    return {name: field for name, field in found.items() if not set(".<[{") & set(name)}


@cache
def official(facts: str) -> Shape:
    """Return what the official document says."""
    return fact_shape(facts, "official")
