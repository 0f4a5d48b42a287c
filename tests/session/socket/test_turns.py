"""Turns of the shipped scenarios: the frames of each are a stream as a WebSocket has it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import orjson
import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.protocol.checker import check
from mockserver.scenario.load import load_all
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.session.socket.actions import Begin
from mockserver.session.socket.connection import Connection
from mockserver.values import DIALECTS, Dialect, Event
from mockserver.values.operation import CONNECT

CONTRACTS: dict[Dialect, Contract] = {name: Contract.shipped(resources.contracts(), name) for name in DIALECTS}
HEADERS = {"authorization": "Bearer key"}


class Case(NamedTuple):
    scenario: Scenario
    dialect: Dialect


def cases() -> Iterator[Case]:
    """Pair each shipped scenario that is without a fault with each dialect that it speaks."""
    for scenario in load_all([resources.fixtures()]):
        for dialect in DIALECTS if _is_plain(scenario) else ():
            if scenario.dialect in (None, dialect):
                yield Case(scenario, dialect)


def _is_plain(scenario: Scenario) -> bool:
    replies = [reply for spec in (*scenario.steps, *scenario.stubs) for reply in spec.replies]
    depths = {type(reply).__name__ for reply in replies}
    spoilt = any(getattr(reply, "fault", None) or getattr(reply, "invalid", None) == "allow" for reply in replies)
    return not spoilt and depths <= {"ItemsReply", "EventsReply", "AutoReply", "ErrorReply"}


@pytest.fixture(params=cases(), ids=lambda case: f"{case.scenario.name}-{case.dialect}", scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    given: Case = request.param
    return given


def turn(case: Case, lane: str | None) -> list[Event]:
    """Ask for what opens a scenario; gives the frames of the first turn."""
    session = Session(CONTRACTS[case.dialect], [case.scenario])
    for gate in session.gates.names:
        session.gates.open(gate, 0.0)
    connection = Connection(session, CONTRACTS[case.dialect], HEADERS, 0.0)
    named = {"stream_id": lane} if lane else {}
    body = {"type": "response.create", "model": "gpt-5", "input": f"play {case.scenario.name}", **named}
    [action] = connection.take(orjson.dumps(body).decode(), 0.0)
    assert isinstance(action, Begin)
    return [orjson.loads(frame) for frame in _frames(action)]


def _frames(begun: Begin) -> Iterator[bytes]:
    reader = begun.turn.reply.reader
    assert reader
    step = reader.read(0.0)
    while True:
        yield from step.data
        if step.is_over:
            return
        assert step.data, f"nothing comes, but waits for {step.gate or step.wake}"
        step = reader.read(0.0)


def test_a_turn_is_a_stream(case: Case) -> None:
    events = turn(case, "a" if case.dialect == "openai" else None)

    assert [] == check(events, case.dialect, "websocket")
    assert [] == [breach for event in events for breach in CONTRACTS[case.dialect].event_violations(event, CONNECT)]
    assert {"a" if case.dialect == "openai" else None} == {event.get("stream_id") for event in events}


def test_a_default_lane_has_no_name(case: Case) -> None:
    events = turn(case, None)

    assert {None} == {event.get("stream_id") for event in events}
    assert re.fullmatch(r"response\.(completed|incomplete|failed)|error", events[-1]["type"])
