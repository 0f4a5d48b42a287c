"""Sessions in which every id exists."""

from typing import Any

import pytest

from mockserver.protocol.checker import check
from mockserver.scenario.operations import OPERATIONS
from mockserver.values import JsonObject
from tests.session.client import said
from tests.session.life import CREATE, Life, ids, texts

ANY = "stubs: [{reply: [{message: Hi}]}]"
NAMED = {"response_id": "resp_any", "conversation_id": "conv_any", "item_id": "msg_any", "model": "gpt-any"}
FORBIDDEN: dict[str, dict[str, Any]] = {
    "nothing": {},
    "both pasts": {"previous_response_id": "resp_x", "conversation": "conv_x"},
    "background without a store": {"background": True, "store": False},
    "an unknown past": {"model": "gpt-5", "input": "Hi", "previous_response_id": "resp_x"},
    "an unknown conversation": {"model": "gpt-5", "input": "Hi", "conversation": "conv_x"},
    "an unknown item": {"model": "gpt-5", "input": [{"type": "item_reference", "id": "msg_x"}]},
    "an unknown call": {
        "model": "gpt-5",
        "input": [{"type": "function_call_output", "call_id": "call_x", "output": "1"}],
    },
}


def life() -> Life:
    """Open a session as servers for generated clients do."""
    return Life(ANY, stateless=True, mode="off")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_answers_any_id_and_an_empty_body(operation: str) -> None:
    path = {name: NAMED[name] for name in OPERATIONS[operation].path}

    assert 200 == life().ask(operation, path).status


@pytest.mark.parametrize("body", FORBIDDEN.values(), ids=[*FORBIDDEN])
def test_forbidden_combinations_are_answered(body: dict[str, Any]) -> None:
    assert 200 == life().ask(CREATE, **body).status


@pytest.mark.parametrize("body", FORBIDDEN.values(), ids=[*FORBIDDEN])
def test_forbidden_combinations_are_streamed(body: dict[str, Any]) -> None:
    heard = life().ask(CREATE, stream=True, **{**body, "background": False})

    assert (200, []) == (heard.status, check(heard.events, "openai"))


def test_what_was_not_made_is_made_up_under_its_id() -> None:
    one = life()

    assert ("resp_any", "completed") == tuple(one.retrieve("resp_any")[key] for key in ("id", "status"))
    assert "resp_any" == one.about("retrieve", "resp_any", stream="true").events[-1]["response"]["id"]
    assert 1 == len(one.listed("resp_any"))


def test_it_is_the_same_every_time() -> None:
    assert life().retrieve("resp_any") == life().retrieve("resp_any")


def test_what_was_made_is_shown_as_it_is() -> None:
    one = life()
    made = one.create("Hello", metadata={"a": "b"})

    assert (made, ["Hello"]) == (one.retrieve(made["id"]), texts(one.listed(made["id"])))


def test_even_what_was_deleted_exists() -> None:
    one = life()
    made = one.create()["id"]
    one.about("delete", made)

    assert (200, 200) == (one.about("retrieve", made).status, one.about("delete", made).status)


def test_a_synchronous_response_may_be_cancelled() -> None:
    one = life()

    assert 200 == one.about("cancel", one.create()["id"]).status


def test_made_up_conversations_take_items() -> None:
    path = {"conversation_id": "conv_any"}
    added: JsonObject = life().ask("conversations.items.create", path, items=[said("a")]).json

    assert (["a"], ids(added["data"])[0]) == (texts(added["data"]), added["first_id"])


def test_ids_are_refused_where_the_session_remembers() -> None:
    assert 404 == Life(ANY, mode="off").about("retrieve", "resp_any").status
