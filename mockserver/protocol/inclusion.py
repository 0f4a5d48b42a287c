"""What the `include` parameter of a call shows of the items of a reply (surface/REPORT.md §5, R03)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from mockserver.protocol.courses import course_of
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.common import sealed
from mockserver.protocol.item_types.row import Making
from mockserver.protocol.pieces import Cut
from mockserver.protocol.token_pieces import made_up
from mockserver.protocol.wishes import Wishes
from mockserver.values import JsonObject


class Asked(NamedTuple):
    """What is known where something is shown."""

    wishes: Wishes
    making: Making
    cut: Cut


_Hide: TypeAlias = Callable[[JsonObject], JsonObject]
_Show: TypeAlias = Callable[[JsonObject, Asked], JsonObject]


def _as_it_is(item: JsonObject, asked: Asked) -> JsonObject:
    return item


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What one value of `include` asks of one item type.

    `hidden` takes it away where it was not asked for, `shown` makes it up where it was and the author wrote nothing.
    """

    include: str
    item: str
    hidden: _Hide
    shown: _Show = _as_it_is


def as_asked(item: JsonObject, wishes: Wishes, ids: Ids, index: int, cut: Cut) -> JsonObject:
    """Show of a finished item what the call asked for; `cut` makes the deltas of its texts, which are its tokens."""
    for inclusion in _INCLUSIONS_OF.get(item["type"], ()):
        if inclusion.include in wishes.include:
            item = inclusion.shown(item, Asked(wishes, Making(ids, index), cut))
        else:
            item = inclusion.hidden(item)
    return item


def _null(key: str) -> _Hide:
    return lambda item: {**item, key: None}


def _absent(*path: str) -> _Hide:
    return lambda item: _lost(item, path)


def _lost(value: JsonObject, path: tuple[str, ...]) -> JsonObject:
    key, *below = path
    if below:
        inner = value.get(key)
        return {**value, key: _lost(inner, tuple(below))} if isinstance(inner, dict) else value
    return {name: inner for name, inner in value.items() if name != key}


def _a_list(key: str) -> _Show:
    """Show an empty list where a finished item has none."""
    return lambda item, asked: {**item, key: []} if item.get(key) is None and course_of(item) == "completed" else item


def _sealed(item: JsonObject, asked: Asked) -> JsonObject:
    found = item.get("encrypted_content")
    return item if found is not None else {**item, "encrypted_content": sealed("rs")(asked.making)}


def _without_logprobs(item: JsonObject) -> JsonObject:
    return _with_parts(item, lambda part: {**part, "logprobs": []})


def _with_logprobs(item: JsonObject, asked: Asked) -> JsonObject:
    return _with_parts(item, lambda part: part if part.get("logprobs") else {**part, "logprobs": _made_up(part, asked)})


def _made_up(part: JsonObject, asked: Asked) -> list[JsonObject]:
    return made_up(part["text"], asked.cut, asked.wishes.top_logprobs)


def _with_parts(item: JsonObject, change: _Hide) -> JsonObject:
    parts = [change(part) if part["type"] == "output_text" else part for part in item["content"]]
    return {**item, "content": parts}


INCLUSIONS: tuple[Inclusion, ...] = (
    Inclusion("file_search_call.results", "file_search_call", _null("results"), _a_list("results")),
    Inclusion("web_search_call.action.sources", "web_search_call", _absent("action", "sources")),
    Inclusion("code_interpreter_call.outputs", "code_interpreter_call", _null("outputs"), _a_list("outputs")),
    Inclusion("computer_call_output.output.image_url", "computer_call_output", _absent("output", "image_url")),
    Inclusion("reasoning.encrypted_content", "reasoning", _absent("encrypted_content"), _sealed),
    Inclusion("message.output_text.logprobs", "message", _without_logprobs, _with_logprobs),
)
"""All of them but two: no output item has a field for `web_search_call.results` (surface/REPORT.md), nor for
`message.input_image.image_url`, which is about what a call sends."""

EVERYTHING = Wishes(frozenset(inclusion.include for inclusion in INCLUSIONS))
"""The wishes of a call that asks for all there is."""


def _by_item() -> Mapping[str, list[Inclusion]]:
    table: dict[str, list[Inclusion]] = {}
    for inclusion in INCLUSIONS:
        table.setdefault(inclusion.item, []).append(inclusion)
    return table


_INCLUSIONS_OF = _by_item()
