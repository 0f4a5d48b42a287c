"""Steps and stubs of other operations than that which makes a response: each is called as it wants to be."""

import orjson
import pytest

from mockserver.scenario.reply import depth_of
from mockserver.values import DIALECTS
from tests.laws.player import contract, scenarios
from tests.laws.turns import Turn, answered, turns

TURNS = [turn for dialect in DIALECTS for one in scenarios(dialect) for turn in turns(one, dialect)]


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_it_answers_its_call(turn: Turn) -> None:
    played, _ = answered(turn)

    assert turn.label == played


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_its_answer_fits_the_contract(turn: Turn) -> None:
    _, reply = answered(turn)
    body, rules = orjson.loads(reply.body), contract(turn.dialect)

    assert [] == (
        rules.reply_violations(turn.spec.operation, body) if reply.status == 200 else rules.error_violations(body)
    )


def test_there_is_one_of_each_kind_of_reply() -> None:
    shown = {(turn.spec.operation, depth_of(reply)) for turn in TURNS for reply in turn.spec.replies}

    assert {
        ("responses.retrieve", "error"),
        ("responses.retrieve", "items"),
        ("responses.compact", "items"),
        ("responses.input_tokens", "input_tokens"),
    } == shown
