"""Streams that are asked for again."""

import pytest

from mockserver.contract.rulebook import RuleBook
from mockserver.values import Call, JsonObject
from tests.contract.rules.asking import Past

AGAIN: JsonObject = {"stream": "true"}


def rules(query: JsonObject, past: Past | None) -> list[tuple[str, str | None]]:
    call = Call("responses.retrieve", {}, {}, query, {"response_id": "resp_1"})
    return [(one.rule, one.param) for one in RuleBook().broken(call, past)]


@pytest.mark.parametrize("lacking", ["background", "stream"])
def test_what_was_not_streamed_in_the_background_is_noted(lacking: str) -> None:
    assert [("streamed_again", "stream")] == rules(AGAIN, Past(lacking=lacking))


@pytest.mark.parametrize(
    ("query", "past"),
    [(AGAIN, Past()), ({}, Past(lacking="stream")), ({"stream": "false"}, Past(lacking="stream")), (AGAIN, None)],
    ids=["streamed in the background", "no stream", "false", "no past"],
)
def test_all_else_is_fine(query: JsonObject, past: Past | None) -> None:
    assert [] == rules(query, past)


def test_it_refuses_nothing_unless_told_to() -> None:
    assert "warn" == RuleBook().severity("streamed_again")
