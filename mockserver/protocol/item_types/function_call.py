"""Calls of the client's own functions (seed 001, ResponseFunctionToolCall)."""

from collections.abc import Iterator

import orjson

from mockserver.protocol.author import check_any, check_fields, check_one_of, check_text, check_text_or
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.parts import text_events
from mockserver.protocol.item_types.row import ItemType
from mockserver.protocol.pieces import Cut
from mockserver.values import Event, Json, JsonObject

_PROBLEMS = check_fields(
    "a function_call",
    {
        "name": check_text,
        "arguments": check_text_or(dict, check_any),
        "call_id": check_text,
        "namespace": check_text,
        "status": check_one_of("in_progress", "completed", "incomplete"),
        "id": check_text,
    },
    required=("name",),
)


def _complete(body: Json, ids: Ids, index: int) -> JsonObject:
    arguments = body.get("arguments", {})
    namespace = {"namespace": body["namespace"]} if "namespace" in body else {}
    return {
        "id": body.get("id") or ids.of("fc", index),
        "type": "function_call",
        "status": body.get("status", "completed"),
        "call_id": body.get("call_id") or ids.of("call", index),
        "name": body["name"],
        "arguments": arguments if isinstance(arguments, str) else orjson.dumps(arguments).decode(),
        **namespace,
    }


def _begun(item: JsonObject) -> JsonObject:
    return {**item, "status": "in_progress", "arguments": ""}


def _events(item: JsonObject, cut: Cut) -> Iterator[Event]:
    at = {"item_id": item["id"]}
    *deltas, done = text_events("function_call_arguments", at, "arguments", item["arguments"], cut, {})
    yield from deltas
    yield {**done, "name": item["name"]}


def _texts(item: JsonObject) -> list[str]:
    return [item["name"], item["arguments"]]


FUNCTION_CALL = ItemType("function_call", _PROBLEMS, _complete, _begun, _events, _texts)
