"""Scripted counts of input tokens."""

import pytest

from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import Fault, Scenario, TokensReply
from mockserver.values import Json

GOOD: list[tuple[str, TokensReply, Json]] = [
    ("{input_tokens: 7}", TokensReply(input_tokens=7), {"input_tokens": 7}),
    (
        "{input_tokens: 0, stream: null, output: null, background: null}",
        TokensReply(input_tokens=0),
        {"input_tokens": 0},
    ),
    (
        "{fault: {empty_body: true}, input_tokens: 1}",
        TokensReply(input_tokens=1, fault=Fault(empty_body=True)),
        {"input_tokens": 1, "fault": {"empty_body": True}},
    ),
]


def scenario(reply: str) -> Scenario:
    return loads(f"stubs: [{{when: {{operation: responses.input_tokens}}, reply: {reply}}}]", "s.yaml")


@pytest.mark.parametrize(("written", "value", "short"), GOOD, ids=[written for written, *_ in GOOD])
def test_a_count_is_read_and_dumped(written: str, value: TokensReply, short: Json) -> None:
    [stub] = scenario(written).stubs

    assert (value, short) == (stub.reply, value.as_json())
    assert scenario(written) == from_json(scenario(written).as_json(), "s.yaml")
