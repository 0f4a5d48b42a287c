"""The model's reasoning (seed 001, ResponseReasoningItem)."""

from collections.abc import Iterator

from mockserver.protocol.author import check_each, check_fields, check_one_of, check_text, check_text_or
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.parts import part_events, text_events
from mockserver.protocol.item_types.row import ItemType
from mockserver.protocol.pieces import Cut
from mockserver.values import Event, Json, JsonObject

_STATUSES = ("in_progress", "completed", "incomplete")
_PART = check_fields("a part", {"type": check_one_of("summary_text", "reasoning_text"), "text": check_text}, ("text",))
_TEXTS = check_text_or(list, check_each(check_text_or(dict, _PART)))
_BODY = check_fields(
    "a reasoning item",
    {
        "summary": _TEXTS,
        "content": _TEXTS,
        "encrypted_content": check_text,
        "status": check_one_of(*_STATUSES),
        "id": check_text,
    },
)


def _complete(body: Json, ids: Ids, index: int) -> JsonObject:
    fields = body if isinstance(body, dict) else {"summary": body}
    content = {"content": _parts("reasoning_text", fields["content"])} if "content" in fields else {}
    verbatim = {key: fields[key] for key in ("encrypted_content", "status") if key in fields}
    return {
        "id": fields.get("id") or ids.of("rs", index),
        "type": "reasoning",
        "summary": _parts("summary_text", fields.get("summary", [])),
        **content,
        **verbatim,
    }


def _parts(type_name: str, texts: Json) -> list[JsonObject]:
    parts = [texts] if isinstance(texts, str) else texts
    return [{"type": type_name, "text": part if isinstance(part, str) else part["text"]} for part in parts]


def _begun(item: JsonObject) -> JsonObject:
    emptied: JsonObject = {key: [] for key in ("summary", "content") if key in item}
    status = {"status": "in_progress"} if "status" in item else {}
    return {**item, **emptied, **status}


def _events(item: JsonObject, cut: Cut) -> Iterator[Event]:
    for index, part in enumerate(item["summary"]):
        at = {"item_id": item["id"], "summary_index": index}
        inside = text_events("reasoning_summary_text", at, "text", part["text"], cut, {})
        yield from part_events("reasoning_summary_part", at, {**part, "text": ""}, inside, part)
    for index, part in enumerate(item.get("content", [])):
        at = {"item_id": item["id"], "content_index": index}
        inside = text_events("reasoning_text", at, "text", part["text"], cut, {})
        yield from part_events("content_part", at, {**part, "text": ""}, inside, part)


def _texts(item: JsonObject) -> list[str]:
    return [part["text"] for part in (*item["summary"], *item.get("content", []))]


REASONING = ItemType("reasoning", check_text_or(dict, _BODY), _complete, _begun, _events, _texts)
