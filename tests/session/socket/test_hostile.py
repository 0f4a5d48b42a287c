"""Frames of any kind: none breaks a connection, and whatever comes back fits the contract."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.contract.contract import Contract
from mockserver.scenario.load import load_all
from mockserver.session.session import Session
from mockserver.session.socket.actions import Begin, Send
from mockserver.session.socket.connection import Connection
from mockserver.values import DIALECTS, Dialect
from mockserver.values.operation import CONNECT

CHECKOUT = Path(__file__).parents[3]
CONTRACTS: dict[Dialect, Contract] = {name: Contract.shipped(CHECKOUT / "contracts", name) for name in DIALECTS}
SCENARIOS = load_all([CHECKOUT / "fixtures" / "tool_call.yaml"])
MODES = ("enforce", "report", "off")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5) | st.sampled_from(["resp_1", "a"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["type", "input", "model", "stream_id", "previous_response_id", "response_id", "generate", "conversation", "store"]
)
KINDS = st.sampled_from(["response.create", "response.steer", "response.inject", "response.cancel"])
FRAMES = st.builds(lambda body, kind: {"type": kind, **body}, st.dictionaries(KEYS, VALUES, max_size=4), KINDS)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("dialect", DIALECTS)
@given(frames=st.lists(FRAMES, max_size=6))
def test_nothing_breaks_a_connection(dialect: Dialect, mode: Any, frames: list[Any]) -> None:
    contract = CONTRACTS[dialect]
    connection = Connection(Session(contract, SCENARIOS, mode=mode), contract, {"authorization": "Bearer key"}, 0.0)
    for frame in [*frames, {"type": "response.create", "model": "gpt-5", "input": "play tool_call"}]:
        actions = connection.take(orjson.dumps(frame).decode(), 0.0)
        while actions:
            action = actions.pop(0)
            if isinstance(action, Begin):
                reader = action.turn.reply.reader
                told = action.turn.tell(reader.read(0.0).data if reader else ())
                actions += [*map(Send, told), *connection.end(action.turn, 0.0)]
            elif isinstance(action, Send):
                assert [] == contract.event_violations(orjson.loads(action.text), CONNECT)
