"""Answers that may not be long."""

import json
from collections.abc import Callable, Mapping

from mockserver.auto.request import Request
from mockserver.values import Json, JsonObject
from mockserver.values.tokens import BYTES_PER_TOKEN, tokens_of


def within_budget(items: list[JsonObject], request: Request) -> tuple[list[JsonObject], bool]:
    """Cut the items to `max_output_tokens`; say whether anything was cut."""
    limit = request.body.get("max_output_tokens")
    if not isinstance(limit, int) or isinstance(limit, bool):
        return items, False
    kept: list[JsonObject] = []
    for item in items:
        [(name, body)] = item.items()
        needed = tokens_of(len(_written(name, body).encode(errors="replace")))
        if needed > limit:
            return [*kept, *_cut(name, body, limit)], True
        limit -= needed
        kept.append(item)
    return kept, False


def _written(name: str, body: Json) -> str:
    return _TEXTS.get(name, _as_json)(body)


def _cut(name: str, body: Json, tokens: int) -> list[JsonObject]:
    short = _written(name, body).encode(errors="replace")[: tokens * BYTES_PER_TOKEN].decode(errors="ignore")
    return [{name: _CUTS[name](body, short)}] if name in _CUTS and short else []


def _as_json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(body: Json) -> str:
    if isinstance(body, str):
        return body
    text = body.get("text")
    return text if isinstance(text, str) else _as_json(body["json"])


_TEXTS: Mapping[str, Callable[[Json], str]] = {
    "message": _text,
    "function_call": lambda body: body["name"] + _as_json(body["arguments"]),
    "custom_tool_call": lambda body: body["name"] + body["input"],
    "reasoning": lambda body: body["summary"] or "",
    "compaction": lambda body: "",
    "mcp_list_tools": lambda body: "",
    "tool_search_output": lambda body: "",
}
"""What the model writes of an item; of others, all of the body."""

_CUTS: Mapping[str, Callable[[Json, str], Json]] = {
    "message": lambda body, short: short,
    "function_call": lambda body, short: {**body, "arguments": short[len(body["name"]) :]},
    "reasoning": lambda body, short: {"summary": short},
}
"""How an item is broken off after so much text; others are left out."""
