from typing import Any

import pytest

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.values import DIALECTS, Dialect


def test_every_dialect_has_its_row() -> None:
    assert set(DIALECTS) == set(DIALECT_ROWS)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("event", [{}, {"type": 1}, {"type": "ping"}, {"type": "response.created"}, {"type": "a:"}])
def test_event_that_cannot_be_read_has_no_row(event: Any, dialect: Dialect) -> None:
    assert DIALECT_ROWS[dialect].read(event) is None


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("response.created", [True, True]),
        ("response.reasoning_text.delta", [True, False]),
        ("response.reasoning.delta", [False, True]),
        ("response.web_search_call.completed", [True, False]),
        ("acme:search.progress", [False, True]),
        ("Acme:search", [False, False]),
    ],
)
def test_each_dialect_knows_its_events(name: str, known: list[bool]) -> None:
    assert known == [DIALECT_ROWS[dialect].row({"type": name}) is not None for dialect in DIALECTS]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("message", [True, True]),
        ("reasoning", [False, True]),
        ("web_search_call", [True, False]),
        ("program", [False, False]),
    ],
)
def test_some_items_always_have_a_status(item: str, expected: list[bool]) -> None:
    rows = [DIALECT_ROWS[dialect].status_row(item) for dialect in DIALECTS]

    assert expected == [row is not None and row.always for row in rows]


def test_renamed_events_are_known_to_one_dialect_each() -> None:
    row = DIALECT_ROWS["open-responses"]

    assert row.renamed.keys() <= DIALECT_ROWS["openai"].events.keys() - row.events.keys()
    assert set(row.renamed.values()) <= row.events.keys()
