"""Whatever a call asks for, the answer is one that the contract lets a server send."""

from typing import Any

import orjson
import pytest

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import DIALECTS, Call, Dialect
from mockserver.wire.sse import decode
from tests.contract.corpus.cases import Case, cases, contract
from tests.session.client import BEARER

SCENARIO = "stubs: [{reply: [{reasoning: {summary: Hm.}}, {message: Hi}, {function_call: {name: look}}]}]"
GOOD = [
    pytest.param(dialect, case, id=f"{dialect}: {case['name']}")
    for dialect in DIALECTS
    for case in cases("good", dialect)
    if case["operation"] == "responses.create"
]


def answer(dialect: Dialect, body: dict[str, Any], *, stream: bool) -> bytes:
    # What the calls tell of earlier ones is not looked at, for there were none.
    session = Session(contract(dialect), [loads(SCENARIO, "a.yaml")], mode="off")
    reply = session.handle(Call("responses.create", BEARER, {**body, "stream": stream}))
    assert 200 == reply.status
    return reply.body


@pytest.mark.parametrize(("dialect", "case"), GOOD)
def test_the_answer_to_a_good_call_is_good(dialect: Dialect, case: Case) -> None:
    body = orjson.loads(answer(dialect, case["body"], stream=False))
    events = decode(answer(dialect, case["body"], stream=True))

    assert [] == contract(dialect).reply_violations("responses.create", body)
    assert [] == [found for event in events for found in contract(dialect).event_violations(event)]
