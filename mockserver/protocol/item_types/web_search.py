"""Searches on the web (surface/REPORT.md §3, ResponseFunctionWebSearch)."""

from collections.abc import Iterator

from mockserver.protocol.author import Problem, check_each, check_mapping, check_text, check_text_or, check_texts
from mockserver.protocol.item_types.body import check_at_most_one
from mockserver.protocol.item_types.common import AGENT, each, filled, without
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_KINDS = (check_at_most_one("query", "url"), check_at_most_one("queries", "url"))
_SOURCES = each(filled("url", {"type": "url"}))


def _action(shorts: JsonObject, making: Making) -> JsonObject:
    if "url" in shorts:
        return {"type": "find_in_page" if "pattern" in shorts else "open_page", **shorts}
    queries = shorts.get("queries", [shorts.get("query", "")])
    return _read({"type": "search", "query": queries[0], "queries": queries, **shorts}, making)


def _read(action: Json, making: Making) -> JsonObject:
    sources = {"sources": _SOURCES(action["sources"], making)} if action.get("sources") else {}
    return {**action, **sources}


def _check_queries(value: Json) -> Iterator[Problem]:
    yield from check_texts(value)
    if value == []:
        yield (), "expected at least one query"


def _check_kind(body: JsonObject) -> Iterator[Problem]:
    for check in _KINDS:
        yield from check(body)
    if "pattern" in body and "url" not in body:
        yield ("pattern",), "'pattern' belongs beside 'url'"


WEB_SEARCH_CALL = ItemType(
    "web_search_call",
    "ws",
    {
        "action": Field(
            check_mapping,
            read=_read,
            needed=True,
            shorts={
                "query": check_text,
                "queries": _check_queries,
                "url": check_text,
                "pattern": check_text,
                "sources": check_each(check_text_or(dict, check_mapping)),
            },
            build=_action,
            first=without("sources"),
        ),
        **AGENT,
    },
    text="query",
    also=_check_kind,
    written=("action.query", "action.queries", "action.url", "action.pattern"),
)
