"""Searches in vector stores (seed 001, ResponseFileSearchToolCall)."""

from mockserver.protocol.author import (
    check_each,
    check_fields,
    check_mapping,
    check_nullable,
    check_number,
    check_text,
    check_text_or,
    check_texts,
)
from mockserver.protocol.item_types.common import AGENT, constant, each, emptied, nothing
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_RESULT = check_fields(
    "a result",
    {
        "text": check_nullable(check_text),
        "file_id": check_nullable(check_text),
        "filename": check_nullable(check_text),
        "score": check_nullable(check_number),
        "attributes": check_nullable(check_mapping),
    },
)


def _result(value: Json, making: Making) -> JsonObject:
    return {
        "file_id": making.inner_id("file"),
        "filename": f"document_{making.number + 1}.txt",
        "score": max(0.05, round(0.95 - making.number / 20, 2)),
        "attributes": {},
        **(value if isinstance(value, dict) else {"text": value}),
    }


FILE_SEARCH_CALL = ItemType(
    "file_search_call",
    "fs",
    {
        "queries": Field(
            check_texts,
            needed=True,
            shorts={"query": check_text},
            build=lambda shorts, making: [shorts["query"]],
            first=emptied,
        ),
        "results": Field(
            check_nullable(check_each(check_text_or(dict, _RESULT))),
            make=constant(None),
            read=each(_result),
            first=nothing,
        ),
        **AGENT,
    },
    text="query",
    written=("queries",),
)
