"""Messages of the assistant (seed 001, ResponseOutputMessage)."""

from collections.abc import Iterator, Mapping

import orjson

from mockserver.protocol.author import (
    Check,
    Problem,
    check_any,
    check_each,
    check_fields,
    check_integer,
    check_nullable,
    check_number,
    check_one_of,
    check_tagged,
    check_text,
    check_text_or,
    under,
)
from mockserver.protocol.item_types.body import check_one
from mockserver.protocol.item_types.common import AGENT, constant, each, emptied
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_TEXT_KEYS = ("text", "json", "refusal")

_ANNOTATIONS: Mapping[str, Mapping[str, Check]] = {
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
_TOKEN: Mapping[str, Check] = {"token": check_text, "logprob": check_number, "bytes": check_each(check_integer)}
_ALTERNATIVE = check_fields("an alternative", _TOKEN, ("token", "logprob"))
_LOGPROB = check_fields("a logprob", {**_TOKEN, "top_logprobs": check_each(_ALTERNATIVE)}, ("token", "logprob"))
_PART_FIELDS: Mapping[str, Check] = {
    "text": check_text,
    "json": check_any,
    "refusal": check_text,
    "annotations": check_each(check_tagged("an annotation", _ANNOTATIONS)),
    "logprobs": check_each(_LOGPROB),
}
_PART = check_fields("a content part", {"type": check_one_of("output_text", "refusal"), **_PART_FIELDS})
_ONE_TEXT = check_one(*_TEXT_KEYS)
_ONE_TEXT_OR_PARTS = check_one(*_TEXT_KEYS, "content")


def _check_texts(body: JsonObject) -> Iterator[Problem]:
    yield from _ONE_TEXT_OR_PARTS(body)
    yield from _misplaced_notes(body)
    content = body.get("content")
    for index, part in enumerate(content if isinstance(content, list) else ()):
        if isinstance(part, dict):
            yield from under("content", under(index, _ONE_TEXT(part)))
            yield from under("content", under(index, _misplaced_notes(part)))


def _misplaced_notes(part: JsonObject) -> Iterator[Problem]:
    for key in ("annotations", "logprobs"):
        if key in part and "refusal" in part:
            yield (key,), f"{key} belong beside 'text'"


def _part(value: Json, making: Making) -> JsonObject:
    fields = value if isinstance(value, dict) else {"text": value}
    if "refusal" in fields:
        return {"type": "refusal", "refusal": fields["refusal"]}
    text = orjson.dumps(fields["json"]).decode() if "json" in fields else fields["text"]
    logprobs = [_logprob(token) for token in fields.get("logprobs", [])]
    return {"type": "output_text", "text": text, "annotations": fields.get("annotations", []), "logprobs": logprobs}


def _logprob(written: JsonObject) -> JsonObject:
    alternatives = [_token(token) for token in written.get("top_logprobs", [])]
    return {**_token(written), "top_logprobs": alternatives}


def _token(written: JsonObject) -> JsonObject:
    return {"bytes": list(written["token"].encode()), **written}


def _spoken(item: JsonObject) -> str:
    return "".join(part.get("text", part.get("refusal", "")) for part in item["content"])


MESSAGE = ItemType(
    "message",
    "msg",
    {
        "role": Field(check_one_of("assistant"), make=constant("assistant")),
        "content": Field(
            check_text_or(list, check_each(check_text_or(dict, _PART))),
            read=each(_part),
            shorts=_PART_FIELDS,
            build=lambda shorts, making: [_part(shorts, making)],
            first=emptied,
        ),
        "phase": Field(check_nullable(check_one_of("commentary", "final_answer"))),
        **AGENT,
    },
    text="text",
    also=_check_texts,
    written=("content.text", "content.refusal"),
    spoken=_spoken,
)
