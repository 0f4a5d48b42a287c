"""The journal's bounds."""

from typing import Any

import pytest

from mockserver.session.exchange import Delivery, Exchange
from mockserver.session.journal import Journal
from mockserver.values import Call, JsonObject, Violation
from tests.session.client import send, start

LONG: JsonObject = {"input": "x" * 10_000}


def journal(*bodies: JsonObject, max_exchanges: int = 100, max_bytes: int = 1_000_000) -> Journal:
    """Fill a journal with what a session wrote down of calls."""
    session, kept = start("steps: [{reply: [{message: Hi}], repeat: true}]"), Journal(max_exchanges, max_bytes)
    session.journal.watchers.append(kept.add)
    for body in bodies:
        send(session, **body)
    return kept


def numbers(kept: Journal) -> list[int]:
    return [exchange.number for exchange in kept]


def test_the_oldest_goes_first() -> None:
    kept = journal(LONG, LONG, LONG, max_exchanges=2)

    assert ([2, 3], 1) == (numbers(kept), kept.forgotten)


def test_bytes_are_counted() -> None:
    kept = journal(LONG, LONG, LONG, max_bytes=25_000)

    assert ([2, 3], 1) == (numbers(kept), kept.forgotten)


@pytest.mark.parametrize("beside", ["headers", "query", "path"])
def test_what_comes_beside_a_body_is_counted_too(beside: str) -> None:
    session, kept = start("steps: [{reply: [{message: Hi}], repeat: true}]"), Journal(100, 25_000)
    session.journal.watchers.append(kept.add)
    for _ in range(3):
        given: dict[str, Any] = {"headers": {}, "body": {}, beside: {"x": "x" * 10_000}}
        session.refuse(Violation("path", "No."), Call("GET /", **given))

    assert [2, 3] == numbers(kept)


def test_one_exchange_is_kept_however_large() -> None:
    assert [2] == numbers(journal(LONG, LONG, max_bytes=1))


def test_problems_outlive_their_bodies() -> None:
    kept = journal({"nothing": "here"}, LONG, LONG, max_exchanges=1)

    [lost] = kept.lost
    assert (1, 400, {}) == (lost.number, lost.status, lost.asked.body)
    assert lost.violations


def test_a_delivery_is_written_down() -> None:
    kept, left = journal(LONG), Delivery("left", 1.5)
    kept.deliver(1, left)
    kept.deliver(7, left)

    assert [left] == [exchange.delivery for exchange in kept]


def test_numbers_go_on_after_clearing() -> None:
    kept = journal(LONG)
    kept.calls = 1
    kept.clear()

    assert ([], 2) == (numbers(kept), kept.next_number())


def test_watchers_hear_of_every_exchange() -> None:
    heard: list[Exchange] = []
    session = start("steps: [{reply: [{message: Hi}], repeat: true}]")
    session.journal.watchers.append(heard.append)
    send(session, **LONG)

    assert heard == [*session.journal]
