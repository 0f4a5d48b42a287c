"""Messages of the assistant (seed 001, ResponseOutputMessage)."""

from collections.abc import Iterator

import orjson

from mockserver.protocol.author import (
    Check,
    Problem,
    check_any,
    check_each,
    check_fields,
    check_integer,
    check_one_of,
    check_tagged,
    check_text,
    check_text_or,
    under,
)
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.parts import part_events, text_events
from mockserver.protocol.item_types.row import ItemType
from mockserver.protocol.pieces import Cut
from mockserver.values import Event, Json, JsonObject

_TEXT_KEYS = ("text", "json", "refusal")

_ANNOTATIONS: dict[str, dict[str, Check]] = {
    "file_citation": {"file_id": check_text, "filename": check_text, "index": check_integer},
    "url_citation": {
        "url": check_text,
        "title": check_text,
        "start_index": check_integer,
        "end_index": check_integer,
    },
    "container_file_citation": {
        "container_id": check_text,
        "file_id": check_text,
        "filename": check_text,
        "start_index": check_integer,
        "end_index": check_integer,
    },
    "file_path": {"file_id": check_text, "index": check_integer},
}
_PART_FIELDS: dict[str, Check] = {
    "text": check_text,
    "json": check_any,
    "refusal": check_text,
    "annotations": check_each(check_tagged("an annotation", _ANNOTATIONS)),
    "logprobs": check_each(check_any),
}
_PART = check_fields("a content part", {"type": check_one_of("output_text", "refusal"), **_PART_FIELDS})
_BODY = check_text_or(
    dict,
    check_fields(
        "a message",
        {
            **_PART_FIELDS,
            "content": check_text_or(list, check_each(check_text_or(dict, _PART))),
            "phase": check_one_of("commentary", "final_answer"),
            "role": check_one_of("assistant"),
            "status": check_one_of("in_progress", "completed", "incomplete"),
            "id": check_text,
        },
    ),
)


def _problems(body: Json) -> Iterator[Problem]:
    yield from _BODY(body)
    if isinstance(body, dict):
        yield from _one_text(body, "content")
        content = body.get("content")
        for index, part in enumerate(content if isinstance(content, list) else ()):
            if isinstance(part, dict):
                yield from under("content", under(index, _one_text(part)))


def _one_text(body: JsonObject, *others: str) -> Iterator[Problem]:
    allowed = (*_TEXT_KEYS, *others)
    given = [key for key in allowed if key in body]
    if len(given) != 1:
        got = " and ".join(given) if given else "none of them"
        yield (), f"expected exactly one of {', '.join(allowed)}, got {got}"
    elif "annotations" in body and "text" not in body:
        yield ("annotations",), "annotations belong beside 'text'"


def _complete(body: Json, ids: Ids, index: int) -> JsonObject:
    fields = body if isinstance(body, dict) else {"text": body}
    content = fields.get("content", [fields])
    parts = [_part(part) for part in ([content] if isinstance(content, str) else content)]
    phase = {"phase": fields["phase"]} if "phase" in fields else {}
    return {
        "id": fields.get("id") or ids.of("msg", index),
        "type": "message",
        "status": fields.get("status", "completed"),
        "role": "assistant",
        "content": parts,
        **phase,
    }


def _part(part: Json) -> JsonObject:
    fields = part if isinstance(part, dict) else {"text": part}
    if "refusal" in fields:
        return {"type": "refusal", "refusal": fields["refusal"]}
    text = orjson.dumps(fields["json"]).decode() if "json" in fields else fields["text"]
    annotations, logprobs = fields.get("annotations", []), fields.get("logprobs", [])
    return {"type": "output_text", "text": text, "annotations": annotations, "logprobs": logprobs}


def _begun(item: JsonObject) -> JsonObject:
    return {**item, "status": "in_progress", "content": []}


def _events(item: JsonObject, cut: Cut) -> Iterator[Event]:
    for index, part in enumerate(item["content"]):
        at = {"item_id": item["id"], "content_index": index}
        empty, inside = _PARTS[part["type"]](at, part, cut)
        yield from part_events("content_part", at, empty, inside, part)


def _output_text(at: JsonObject, part: JsonObject, cut: Cut) -> tuple[JsonObject, Iterator[Event]]:
    empty = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
    return empty, _output_text_events(at, part, cut)


def _output_text_events(at: JsonObject, part: JsonObject, cut: Cut) -> Iterator[Event]:
    *deltas, done = text_events("output_text", at, "text", part["text"], cut, {"logprobs": []})
    yield from deltas
    for index, annotation in enumerate(part["annotations"]):
        name = "response.output_text.annotation.added"
        yield {"type": name, **at, "annotation_index": index, "annotation": annotation}
    yield {**done, "logprobs": part["logprobs"]}


def _refusal(at: JsonObject, part: JsonObject, cut: Cut) -> tuple[JsonObject, Iterator[Event]]:
    empty = {"type": "refusal", "refusal": ""}
    return empty, text_events("refusal", at, "refusal", part["refusal"], cut, {})


_PARTS = {"output_text": _output_text, "refusal": _refusal}


def _texts(item: JsonObject) -> list[str]:
    return [part.get("text", part.get("refusal", "")) for part in item["content"]]


MESSAGE = ItemType("message", _problems, _complete, _begun, _events, _texts, lambda item: "".join(_texts(item)))
