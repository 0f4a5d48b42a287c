"""Every shipped stream, ended early after each of its events."""

from mockserver.protocol.break_off import break_off
from mockserver.protocol.checker import check
from mockserver.protocol.outcome import Outcome
from mockserver.values import Dialect, Event
from tests.laws.player import Exchange

CANCELLED = Outcome("cancelled")


def has_error(events: list[Event]) -> bool:
    return any(event["type"] == "error" for event in events)


def ended_after(told: int, events: list[Event], dialect: Dialect) -> list[Event]:
    return [*events[:told], *break_off(events[:told], events[told:], CANCELLED, None, dialect)]


def test_a_stream_may_end_anywhere(streams: list[Exchange], dialect: Dialect) -> None:
    whole = [exchange.events for exchange in streams if not has_error(exchange.events)]
    cut = [ended_after(told, events, dialect) for events in whole for told in range(1, len(events))]

    assert [] == [broken for events in cut for broken in check(events, dialect)]


def test_the_numbers_go_on(streams: list[Exchange], dialect: Dialect) -> None:
    halves = [exchange.events[: len(exchange.events) // 2] for exchange in streams if not has_error(exchange.events)]
    tails = [break_off(told, [], CANCELLED, None, dialect) for told in halves if told]

    assert [len(told) for told in halves if told] == [tail[0]["sequence_number"] for tail in tails]
