"""Turns that the contract refuses: each is one error frame, on its lane, that fits the contract."""

from typing import Any

import orjson
import pytest

from mockserver.protocol.checker import check
from mockserver.scenario.terms import Mode
from mockserver.session.session import Session
from mockserver.session.socket.actions import Begin
from mockserver.session.socket.connection import Connection
from mockserver.values import Dialect, Event
from mockserver.values.operation import CONNECT
from tests.session.socket.client import CONTRACTS

KEY = {"authorization": "Bearer key"}


def turn(
    dialect: Dialect, body: Any, *, lane: str | None = None, headers: dict[str, str] = KEY, mode: Mode = "enforce"
) -> list[Event]:
    """Have a turn of a session that makes everything up."""
    contract = CONTRACTS[dialect]
    connection = Connection(Session(contract, [], auto=True, mode=mode), contract, headers, 0.0)
    frame = {"type": "response.create", "model": "gpt-5", "input": "Hi", **body}
    [action] = connection.take(orjson.dumps({**frame, "stream_id": lane} if lane else frame).decode(), 0.0)
    assert isinstance(action, Begin)
    reader = action.turn.reply.reader
    assert reader
    return [orjson.loads(text) for text in reader.read(0.0).data]


@pytest.mark.parametrize(
    ("dialect", "body", "param"),
    [
        ("openai", {"background": True}, "background"),
        ("openai", {"temperature": 9}, "temperature"),
        ("openai", {"temprature": 1}, "temprature"),
        ("openai", {"input": [{"type": "message"}]}, "input[0].role"),
        ("openai", {"previous_response_id": "resp_none"}, "previous_response_id"),
        ("openai", {"conversation": "conv_none"}, "conversation"),
        ("openai", {"generate": "no"}, "generate"),
        ("open-responses", {"background": True}, "background"),
        ("open-responses", {"stream": True}, "stream"),
        ("open-responses", {"stream_options": {}}, "stream_options"),
        ("open-responses", {"previous_response_id": "resp_none"}, "previous_response_id"),
    ],
)
def test_a_refusal_is_one_frame(dialect: Dialect, body: Any, param: str) -> None:
    lane = "a" if dialect == "openai" else None
    [error] = turn(dialect, body, lane=lane)

    assert ("error", param, lane) == (error["type"], error["error"]["param"], error.get("stream_id"))
    assert error["status"] in (400, 404)
    assert [] == [*check([error], dialect, "websocket"), *CONTRACTS[dialect].event_violations(error, CONNECT)]


@pytest.mark.parametrize("body", [{"stream": True}, {"background": False}, {"background": None}, {"generate": True}])
def test_what_is_without_effect_is_taken(body: Any) -> None:
    assert "response.completed" == turn("openai", body)[-1]["type"]


@pytest.mark.parametrize(("mode", "expected"), [("enforce", "error"), ("report", "response.completed")])
def test_authorization_is_looked_at(mode: Mode, expected: str) -> None:
    last = turn("openai", {}, headers={}, mode=mode)[-1]

    assert expected == last["type"]
    assert last.get("status", 401) == 401


def test_a_turn_needs_a_model() -> None:
    [error] = turn("openai", {"model": None})

    assert ("error", "model") == (error["type"], error["error"]["param"])


@pytest.mark.parametrize(
    ("frame", "body"),
    [
        ("{", {}),
        ('{"type": "response.creat"}', {"type": "response.creat"}),
        ('{"type": "response.inject"}', {"type": "response.inject"}),
        ('{"type": "response.create", "stream_id": ""}', {"type": "response.create", "stream_id": ""}),
    ],
    ids=["no JSON", "unknown type", "inject", "create"],
)
def test_the_journal_says_what_was_refused_and_where(frame: str, body: Any) -> None:
    session = Session(CONTRACTS["openai"], [])
    Connection(session, session.contract, KEY, 0.0).take(frame, 0.0)
    [exchange] = session.journal
    assert (CONNECT, KEY, body) == (exchange.asked.operation, exchange.asked.headers, exchange.asked.body)
