"""The events of each stage of an item's grammar, without sequence number and output index."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from mockserver.protocol.courses import course_of
from mockserver.protocol.grammars import (
    GRAMMARS,
    CommandOutputs,
    Commands,
    PartialImages,
    Parts,
    Progress,
    Stage,
    Text,
)
from mockserver.protocol.pieces import Cut
from mockserver.protocol.rows import (
    CONTENT,
    OUTPUT_TEXT,
    REASONING_TEXT,
    REFUSAL,
    SUMMARY,
    SUMMARY_TEXT,
    PartList,
    TextRow,
    find_text,
)
from mockserver.protocol.token_pieces import told_in
from mockserver.values import Event, Json, JsonObject


class Manner(NamedTuple):
    """How the events of one item are told: cut so, with these partial images, logprobs with bytes or not."""

    cut: Cut
    images: Sequence[str] = ()
    has_bytes: bool = False


_Tell: TypeAlias = Callable[[Any, JsonObject, Manner], Iterator[Event]]

_PART_NAMES: Mapping[PartList, str] = {CONTENT: "content_part", SUMMARY: "reasoning_summary_part"}
_TEXT_NAMES: Mapping[TextRow, str] = {
    OUTPUT_TEXT: "output_text",
    REFUSAL: "refusal",
    REASONING_TEXT: "reasoning_text",
    SUMMARY_TEXT: "reasoning_summary_text",
}
_DONE_NAMES: Mapping[str, str] = {"function_call": "name"}
"""The field of the item that the done event of its text repeats."""

_EMPTIED = ("annotations", "logprobs")
_IMAGE_FIELDS = ("size", "quality", "background", "output_format")
_STREAMS = ("stdout", "stderr")


def item_stages(item: JsonObject, manner: Manner) -> Iterator[Event]:
    """Write the events between an item's added and its done, as its grammar and its course say."""
    for stage in GRAMMARS.get(item["type"], ()):
        yield from _TELL[type(stage)](stage, item, manner)


def _progress(stage: Progress, item: JsonObject, manner: Manner) -> Iterator[Event]:
    if course_of(item) in stage.courses:
        yield {"type": f"response.{item['type']}.{stage.name}", **_at(item)}


def _text(stage: Text, item: JsonObject, manner: Manner) -> Iterator[Event]:
    field = stage.row.field
    if item.get(field) is None:
        return
    name, repeated = f"response.{item['type']}_{field}", _DONE_NAMES.get(item["type"])
    for piece in manner.cut(item[field]):
        yield {"type": f"{name}.delta", **_at(item), "delta": piece}
    repeats = {repeated: item[repeated]} if repeated else {}
    yield {"type": f"{name}.done", **_at(item), field: item[field], **repeats}


def _parts(stage: Parts, item: JsonObject, manner: Manner) -> Iterator[Event]:
    name = f"response.{_PART_NAMES[stage.parts]}"
    for index, part in enumerate(item.get(stage.parts.field) or ()):
        at = {**_at(item), stage.parts.index: index}
        row = find_text(item["type"], stage.parts, part.get("type"))
        yield {"type": f"{name}.added", **at, "part": _begun(part, row)}
        if row is not None:
            yield from _part_text(row, at, part, manner)
        yield {"type": f"{name}.done", **at, "part": part}


def _begun(part: JsonObject, row: TextRow | None) -> JsonObject:
    empty: JsonObject = {name: [] for name in _EMPTIED if name in part}
    return part if row is None else {**part, row.field: "", **empty}


def _part_text(row: TextRow, at: JsonObject, part: JsonObject, manner: Manner) -> Iterator[Event]:
    name, text = f"response.{_TEXT_NAMES[row]}", part[row.field]
    logprobs = part.get("logprobs", [])
    for piece, tokens in told_in(manner.cut(text), logprobs):
        yield {"type": f"{name}.delta", **at, "delta": piece, **_logprobs(row, tokens, manner)}
    for index, annotation in enumerate(part.get("annotations", ())):
        yield {"type": f"{name}.annotation.added", **at, "annotation_index": index, "annotation": annotation}
    yield {"type": f"{name}.done", **at, row.field: text, **_logprobs(row, logprobs, manner)}


def _logprobs(row: TextRow, tokens: Sequence[JsonObject], manner: Manner) -> JsonObject:
    if row is not OUTPUT_TEXT:
        return {}
    return {"logprobs": list(tokens) if manner.has_bytes else [_without_bytes(token) for token in tokens]}


def _without_bytes(token: JsonObject) -> JsonObject:
    alternatives = [_plain(other) for other in token.get("top_logprobs", ())]
    return {**_plain(token), "top_logprobs": alternatives}


def _plain(token: JsonObject) -> JsonObject:
    return {"token": token["token"], "logprob": token["logprob"]}


def _partial_images(stage: PartialImages, item: JsonObject, manner: Manner) -> Iterator[Event]:
    said = {name: item[name] for name in _IMAGE_FIELDS if isinstance(item.get(name), str)}
    for index, image in enumerate(manner.images):
        counted = {"partial_image_index": index, "partial_image_b64": image}
        yield {"type": "response.image_generation_call.partial_image", **_at(item), **counted, **said}


def _commands(stage: Commands, item: JsonObject, manner: Manner) -> Iterator[Event]:
    name = "response.shell_call_command"
    for index, command in enumerate(item["action"]["commands"]):
        at = {"command_index": index}
        yield {"type": f"{name}.added", **at, "command": ""}
        for piece in manner.cut(command):
            yield {"type": f"{name}.delta", **at, "delta": piece}
        yield {"type": f"{name}.done", **at, "command": command}


def _command_outputs(stage: CommandOutputs, item: JsonObject, manner: Manner) -> Iterator[Event]:
    name = "response.shell_call_output_content"
    for index, output in enumerate(item["output"]):
        at = {**_at(item), "command_index": index}
        for stream in _STREAMS:
            for piece in manner.cut(output[stream]):
                yield {"type": f"{name}.delta", **at, "delta": {stream: piece}}
        yield {"type": f"{name}.done", **at, "output": [output]}


def _at(item: JsonObject) -> dict[str, Json]:
    # An item that was pasted, such as a function call, may have no id of its own.
    return {"item_id": item.get("id") or item.get("call_id") or ""}


_TELL: Mapping[type[Stage], _Tell] = {
    Progress: _progress,
    Text: _text,
    Parts: _parts,
    PartialImages: _partial_images,
    Commands: _commands,
    CommandOutputs: _command_outputs,
}
