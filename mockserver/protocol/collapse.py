"""Events back into items: the road of `expand` in the other direction."""

from collections.abc import Sequence

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.stream_state import StreamState, advance
from mockserver.protocol.streamed import StreamedItem, StreamedOutput, StreamedText
from mockserver.values import Dialect, Event, Json, JsonObject

_PARTIAL_IMAGE = "response.image_generation_call.partial_image"


def collapse(events: Sequence[Event], dialect: Dialect = "openai") -> list[JsonObject]:
    """Build the output items out of a stream of a dialect, in the order of their `output_index`.

    Texts, parts, annotations, commands and what they wrote are put together from the events that brought them; only
    what no event brings (id, status, call_id, name, role, logprobs, encrypted_content …) is read off the last snapshot
    of the item or part.
    A stream that was cut gives what came before the cut; events that make no sense are passed over.
    """
    state = StreamState(DIALECT_ROWS[dialect])
    for event in events:
        advance(state, event)
    return [_item(item) for _, item in sorted(state.items.items())]


def partial_images(events: Sequence[Event]) -> dict[int, list[str]]:
    """List what a stream told and no item holds: the partial images, as base64, by the `output_index` of their item."""
    images: dict[int, list[str]] = {}
    for event in events:
        if event.get("type") == _PARTIAL_IMAGE and DIALECT_ROWS["openai"].read(event):
            images.setdefault(event["output_index"], []).append(event["partial_image_b64"])
    return images


def _item(item: StreamedItem) -> JsonObject:
    last = item.added if item.done is None else item.done
    texts = {name: text.joined for name, text in item.texts.items() if text.deltas or last.get(name)}
    lists = {name: _parts(parts) for name, parts in item.parts.items() if parts or last.get(name)}
    return {**last, **texts, **lists, **_commands(last, item), **_outputs(item)}


def _commands(last: JsonObject, item: StreamedItem) -> JsonObject:
    action = last.get("action")
    if not item.commands or not isinstance(action, dict):
        return {}
    return {"action": {**action, "commands": [text.joined for _, text in sorted(item.commands.items())]}}


def _outputs(item: StreamedItem) -> JsonObject:
    outputs = [part for _, output in sorted(item.outputs.items()) for part in _output(output)]
    return {"output": outputs} if outputs else {}


def _output(output: StreamedOutput) -> list[Json]:
    told = {"stdout": "".join(output.stdout), "stderr": "".join(output.stderr)}
    return [told] if output.value is None else output.value


def _parts(parts: dict[int, StreamedText]) -> list[Json]:
    return [_part(text) for _, text in sorted(parts.items())]


def _part(text: StreamedText) -> JsonObject:
    if text.row is None:
        return text.part
    annotated = text.annotations or text.part.get("annotations")
    annotations = {"annotations": list(text.annotations)} if annotated else {}
    return {**text.part, text.row.field: text.joined, **annotations}
