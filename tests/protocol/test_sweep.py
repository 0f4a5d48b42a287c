"""Every single loss, repetition and exchange of neighbours in every good stream is found, or listed with its reason."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.outcome import Outcome, is_cut
from mockserver.values import Dialect, Event
from tests.protocol.conftest import numbered
from tests.protocol.good_streams import OPEN_STREAMS, STREAMS
from tests.protocol.item_bodies import CASE_IDS, CASES
from tests.protocol.played import items_of, stream_of

Excuse: TypeAlias = Callable[[list[Event], int], bool]
"""Whether nothing can be wrong when this has happened to the event at this place of a good stream."""

MAX_TOKENS = Outcome("incomplete", reason="max_output_tokens")


def written(dialect: Dialect, name: str, body: Any) -> list[Event]:
    """Tell the item that an author wrote, in a response that ends as the item does."""
    items = items_of([(name, body)], dialect)
    breaks_off = is_cut(items[0], DIALECT_ROWS[dialect])
    return stream_of(items, MAX_TOKENS if breaks_off else Outcome(), dialect)


ALL: list[tuple[Dialect, list[Event]]] = [
    *(("openai", numbered(build())) for build in STREAMS.values()),
    *(("open-responses", numbered(build())) for build in OPEN_STREAMS.values()),
    *((dialect, written(dialect, name, body)) for dialect, name, body in CASES),
]
NAMES = [*(f"openai {name}" for name in STREAMS), *(f"open-responses {name}" for name in OPEN_STREAMS), *CASE_IDS]
EVERY = pytest.mark.parametrize(("dialect", "events"), ALL, ids=NAMES)

PROGRESS = (".in_progress", ".searching", ".interpreting", ".generating")
PARTIAL_IMAGE = "response.image_generation_call.partial_image"
INDEXES = ("content_index", "summary_index", "command_index")


def named(*names: str) -> Excuse:
    return lambda events, at: events[at]["type"] in names


def done_of(events: list[Event], at: int) -> Any:
    """Find the item that the event belongs to, as it was when done."""
    index = events[at].get("output_index", -1)
    done = [one["item"] for one in events if one["type"].endswith("item.done") and one["output_index"] == index]
    return done[0] if done else {}


def may_have_broken_off_before(events: list[Event], at: int) -> bool:
    is_progress = events[at]["type"].endswith(PROGRESS)
    return bool(is_progress and done_of(events, at).get("status") in ("incomplete", "generating"))


def is_last_image(events: list[Event], at: int) -> bool:
    return bool(events[at]["type"] == PARTIAL_IMAGE != events[at + 1]["type"])


def is_open_at_the_end(events: list[Event], at: int) -> bool:
    return "output_index" in events[at] and not done_of(events, at)


def is_empty(events: list[Event], at: int) -> bool:
    return bool(events[at].get("delta") == "")


def is_told_by_an_error(events: list[Event], at: int) -> bool:
    return bool(events[at]["type"] == "response.failed" and events[at - 1]["type"] == "error")


def of_two_items(events: list[Event], at: int) -> bool:
    one, other = (event.get("output_index") for event in events[at : at + 2])
    return None not in (one, other) and one != other


def of_two_parts(events: list[Event], at: int) -> bool:
    one, other = ([event.get(index) for index in INDEXES] for event in events[at : at + 2])
    return any(one) + any(other) > 0 and one != other


def of_two_lists(events: list[Event], at: int) -> bool:
    one, other = events[at : at + 2]
    return "summary_index" in one and "content_index" in other


def of_two_channels(events: list[Event], at: int) -> bool:
    one, other = (event.get("delta") for event in events[at : at + 2])
    return isinstance(one, dict) and isinstance(other, dict) and one.keys() != other.keys()


def with_annotation(events: list[Event], at: int) -> bool:
    return any("annotation" in event for event in events[at : at + 2])


def with_extension(events: list[Event], at: int) -> bool:
    return any(event["type"].startswith("acme:") for event in events[at : at + 2])


def with_empty(events: list[Event], at: int) -> bool:
    return any(event.get("delta") == "" for event in events[at : at + 2])


LOSSES: dict[str, Excuse] = {
    "created says the same as queued and in_progress": named("response.queued", "response.in_progress"),
    "only the newest source knows it": named("response.compaction.compacting"),
    "servers add what they like": named("acme:search.progress"),
    "a response may fail without an error event": named("error"),
    "an error may end a stream by itself": is_told_by_an_error,
    "where an item broke off is unknown": may_have_broken_off_before,
    "there may be any number of partial images": is_last_image,
    "what a failed response had begun is left open": is_open_at_the_end,
    "an empty delta says nothing": is_empty,
}
REPETITIONS: dict[str, Excuse] = {
    "servers add what they like": named("acme:search.progress"),
    "what a failed response had begun is left open": is_open_at_the_end,
    "an empty delta says nothing": is_empty,
}
EXCHANGES: dict[str, Excuse] = {
    "items arrive side by side": of_two_items,
    "parts and commands arrive side by side": of_two_parts,
    "summary and content arrive side by side": of_two_lists,
    "what a command writes and complains about arrives side by side": of_two_channels,
    "annotations may stand anywhere in their part": with_annotation,
    "servers add where they like": with_extension,
    "an empty delta says nothing": with_empty,
}


def without(events: list[Event], at: int) -> list[Event]:
    return numbered(events[:at] + events[at + 1 :])


def repeated(events: list[Event], at: int) -> list[Event]:
    return numbered(events[: at + 1] + events[at:])


def exchanged(events: list[Event], at: int) -> list[Event]:
    return numbered([*events[:at], events[at + 1], events[at], *events[at + 2 :]])


def unfound(
    dialect: Dialect, events: list[Event], damage: Any, count: int, excuses: dict[str, Excuse]
) -> Iterator[str]:
    for at in range(count):
        if not check(damage(events, at), dialect) and not any(excuse(events, at) for excuse in excuses.values()):
            yield f"{at} {events[at]['type']}"


@EVERY
def test_stream_is_good(dialect: Dialect, events: list[Event]) -> None:
    assert [] == check(events, dialect)


@EVERY
def test_every_loss_is_found(dialect: Dialect, events: list[Event]) -> None:
    assert [] == list(unfound(dialect, events, without, len(events), LOSSES))


@EVERY
def test_every_repetition_is_found(dialect: Dialect, events: list[Event]) -> None:
    assert [] == list(unfound(dialect, events, repeated, len(events), REPETITIONS))


@EVERY
def test_every_exchange_of_neighbours_is_found(dialect: Dialect, events: list[Event]) -> None:
    assert [] == list(unfound(dialect, events, exchanged, len(events) - 1, EXCHANGES))


@EVERY
def test_every_wrong_number_is_found_where_it_stands(dialect: Dialect, events: list[Event]) -> None:
    for at, event in enumerate(events):
        for number in (at - 1, at + 1, None):
            damaged = [*events[:at], {**event, "sequence_number": number}, *events[at + 1 :]]

            assert ("sequence", f"events[{at}].sequence_number") == first_of(check(damaged, dialect))


def first_of(found: list[Any]) -> tuple[str, str | None]:
    return found[0].rule, found[0].param


@pytest.mark.parametrize(
    ("damage", "excuses", "short"),
    [(without, LOSSES, 0), (repeated, REPETITIONS, 0), (exchanged, EXCHANGES, 1)],
    ids=["losses", "repetitions", "exchanges"],
)
def test_every_excuse_is_needed(damage: Any, excuses: dict[str, Excuse], short: int) -> None:
    needed = set()
    for dialect, events in ALL:
        for at in range(len(events) - short):
            reasons = [reason for reason, excuse in excuses.items() if excuse(events, at)]
            needed |= set(reasons) if len(reasons) == 1 and not check(damage(events, at), dialect) else set()

    assert set(excuses) == needed
