"""Replies that a function works out."""

from typing import Any

import pytest

from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import UnanswerableError
from mockserver.replies.sources import source_of
from mockserver.scenario.callable_reply import CallableReply
from mockserver.scenario.model import ItemsReply
from mockserver.values import Call

CALL = Call("responses.create", {"x-team": "a"}, {"model": "gpt-5"})


def told(call: Call, number: int) -> ItemsReply:
    return ItemsReply.model_validate([{"message": f"{call.headers['x-team']} {call.body['model']} {number}"}])


def refusing(call: Call, number: int) -> ItemsReply:
    raise UnanswerableError("not today")


def source(answer: Any) -> Any:
    reply: Any = CallableReply(answer=answer, name="told")
    return source_of(reply, "openai", 0)


def test_it_answers_the_very_call() -> None:
    made = source(told).for_call(CALL, 3)

    assert isinstance(made, ItemsScript)
    assert "a gpt-5 3" == made.spoken


def test_what_the_function_refuses_is_refused() -> None:
    with pytest.raises(UnanswerableError, match="not today"):
        source(refusing).for_call(CALL, 1)


def test_a_body_alone_is_not_enough() -> None:
    with pytest.raises(UnanswerableError, match="a function answers whole calls"):
        source(told).script_for({})


def test_other_sources_answer_every_call_alike() -> None:
    script = source_of(ItemsReply.model_validate([{"message": "Hi."}]), "openai", 0)

    assert script is script.for_call(CALL, 1)


def test_it_is_named_for_people() -> None:
    assert {"function": "told"} == CallableReply(answer=told, name="told").as_json()
