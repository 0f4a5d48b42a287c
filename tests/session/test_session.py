"""Whatever comes, a session answers and does not fall over."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver import resources
from mockserver.scenario.terms import Mode
from mockserver.values import Call, Json, JsonObject, Reply, Violation
from tests.session.client import BEARER, lenient, start

SCENARIO = """
steps:
  - when: {last_user: {$contains: a}}
    reply: [{reasoning: {summary: Think.}}, {message: Hm.}, {function_call: {name: look, call_id: call_1}}]
  - when: {tool_output: {of: look}}
    reply: [{message: {json: {a: 1}}}]
  - when: {input: {$has: {role: user}}}
    attempts: [{error: {status: 500}}, [{function_call: {name: touch}}]]
    repeat: true
stubs:
  - when: {$any: [{tool_output: [{json: {a: 1}}, {text: a}]}, {headers: {X-Any: "1"}}, {tools: {$has: look}}]}
    expect: {metadata: {a: {$type: string}}}
    reply: {output: [{message: Cut}], status: incomplete}
    times: 3
  - {when: {instructions: b}, reply: {error: {status: 500}}, priority: -1}
"""
KEYS = st.sampled_from(("type", "role", "content", "call_id", "id", "name", "output", "text", "refusal"))
WORDS = st.sampled_from(
    ("a", "user", "assistant", "message", "function_call", "function_call_output", "call_1", "look")
)
GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | WORDS
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TEXTS = st.sampled_from(("a", "b", "a b", " ", ""))
CALL_IDS = st.sampled_from(("call_1", "call_2"))


def item(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[JsonObject]:
    return st.fixed_dictionaries(dict(fields))


ITEMS = st.one_of(
    item(role=st.sampled_from(("user", "assistant", "developer")), content=TEXTS),
    item(role=st.just("user"), content=st.lists(item(type=st.just("input_text"), text=TEXTS), max_size=2)),
    item(type=st.just("function_call"), call_id=CALL_IDS, name=st.just("look"), arguments=TEXTS),
    item(type=st.just("function_call_output"), call_id=CALL_IDS, output=TEXTS),
    item(type=st.just("item_reference"), id=st.sampled_from(("issued", "msg_1"))),
)
BODIES: st.SearchStrategy[JsonObject] = st.fixed_dictionaries(
    {"model": st.just("gpt-5"), "input": TEXTS | st.lists(ITEMS, max_size=4)},
    optional={
        "stream": st.booleans() | st.none(),
        "previous_response_id": st.sampled_from(("issued", "resp_1")),
        "instructions": TEXTS,
        "metadata": st.dictionaries(TEXTS, TEXTS, max_size=1),
        "tools": st.just([{"type": "function", "name": "look", "parameters": {}, "strict": None}]),
    },
)
RETRIES = st.sampled_from((None, 0, 1, 2))


def call(body: JsonObject, retry: int | None = None) -> Call:
    counted = {} if retry is None else {"x-stainless-retry-count": str(retry)}
    return Call("responses.create", {**BEARER, **counted}, body)


def with_issued_ids(body: Json, issued: dict[str, str]) -> Json:
    """Put an id that the session issued wherever a body says so."""
    if isinstance(body, dict):
        return {
            key: issued.get(key, "x") if value == "issued" else with_issued_ids(value, issued)
            for key, value in body.items()
        }
    return [with_issued_ids(one, issued) for one in body] if isinstance(body, list) else body


def play(calls: list[tuple[JsonObject, int | None]]) -> list[Reply]:
    session = start(SCENARIO, strict=False)
    issued: dict[str, str] = {}
    replies = []
    for body, retry in calls:
        replies.append(session.handle(call(with_issued_ids(body, issued), retry)))
        base = dict(replies[-1].headers)[b"x-request-id"].decode().removeprefix("req_")
        issued = {"id": f"msg_{base}00", "previous_response_id": f"resp_{base}00"}
    return replies


@given(calls=st.lists(st.tuples(BODIES, RETRIES), max_size=6))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_accepted_bodies_are_answered_and_always_the_same(calls: list[tuple[JsonObject, int | None]]) -> None:
    replies = play(calls)
    assert {reply.status for reply in replies} <= {200, 400, 500}
    assert replies == play(calls)


@given(inputs=st.lists(GARBAGE | st.lists(GARBAGE, max_size=4), min_size=1, max_size=4), stream=st.booleans())
@settings(derandomize=True, deadline=None, max_examples=300)
def test_garbage_in_input_is_answered(inputs: list[Json], stream: bool) -> None:
    session = start(SCENARIO, mode="off")
    replies = [session.handle(call({"model": "gpt-5", "input": one, "stream": stream})) for one in inputs]
    assert {reply.status for reply in replies} <= {200, 400, 500}


CREATE = json.loads((resources.contracts() / "openai" / "create.json").read_bytes())["CreateResponse"]
PARAMETERS = sorted(CREATE["properties"])


@given(body=st.dictionaries(st.sampled_from(PARAMETERS) | KEYS, GARBAGE), mode=st.sampled_from(("report", "off")))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_garbage_in_any_parameter_is_answered(body: JsonObject, mode: Mode) -> None:
    session = start(SCENARIO, "stubs: [{reply: [{message: Hi}], priority: 99}]", mode=mode)
    assert session.handle(call(body)).status in {200, 400, 500}


@pytest.mark.parametrize(
    "item",
    [
        {"type": "function_call", "call_id": [], "name": "look"},
        {"type": "function_call_output", "call_id": {"a": 1}, "output": None},
        {"type": "function_call_output", "call_id": "call_1", "name": ["look"], "output": 1},
        {"type": ["message"], "role": {"user": 1}, "content": {"text": "a"}},
        {"role": "user", "content": [None, 1, {"text": None}, {"refusal": []}]},
        {"type": "item_reference", "id": 7},
    ],
    ids=str,
)
def test_wrong_types_in_items_are_answered(item: JsonObject) -> None:
    session = start(SCENARIO, mode="off")
    reply = session.handle(call({"model": "gpt-5", "input": [{"role": "user", "content": "b"}, item]}))
    assert reply.status in (200, 400)


def test_the_random_bodies_reach_every_kind_of_answer() -> None:
    statuses: Counter[int] = Counter()

    @given(calls=st.lists(st.tuples(BODIES, RETRIES), min_size=3, max_size=6))
    @settings(derandomize=True, deadline=None, max_examples=100, database=None)
    def count(calls: list[tuple[JsonObject, int | None]]) -> None:
        statuses.update(reply.status for reply in play(calls))

    count()
    assert {200, 400, 500} == statuses.keys()


def test_the_shipped_contract_accepts_the_random_bodies() -> None:
    refused: list[JsonObject] = []

    @given(body=BODIES)
    @settings(derandomize=True, deadline=None, database=None)
    def check(body: JsonObject) -> None:
        refused.extend([body] if lenient().violations(call(body), None) else [])

    check()
    assert [] == refused


def test_a_request_that_could_not_be_decoded_is_refused_and_journalled() -> None:
    session = start(SCENARIO, strict=False)
    violation = Violation("json", "No JSON.", code="invalid_json")
    assert 400 == session.refuse(violation).status
    assert [("invalid_json", (violation,))] == [(one.problem, one.violations) for one in session.journal]
