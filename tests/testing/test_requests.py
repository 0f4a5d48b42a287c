"""Requests as tests look at them."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from dirty_equals import IsList, IsPartialDict, IsStr
from inline_snapshot import snapshot

from mockserver import RequestSnapshot, SessionHandle, call, say
from tests.testing.asking import TOOLS, ask, client, output_of

BODY = {"model": "gpt-5", "input": "Hello", "metadata": {"a": "b"}, "tools": TOOLS}


@pytest.fixture
def request_(session: SessionHandle) -> RequestSnapshot:
    session.script(say("Hi."))
    ask(session, **{key: value for key, value in BODY.items() if key not in ("model", "input")})
    return session.requests[0]


def test_it_is_its_body(request_: RequestSnapshot) -> None:
    assert BODY == request_
    assert request_ == BODY
    assert repr(BODY) == repr(request_)
    assert isinstance(request_, dict)
    assert {**BODY, "model": "gpt-4"} != request_


def test_it_goes_with_dirty_equals(request_: RequestSnapshot) -> None:
    assert request_ == IsPartialDict(model=IsStr(regex="gpt.*"), tools=IsList(length=1))
    assert request_ != IsPartialDict(model="gpt-4")


def test_it_goes_with_inline_snapshot(request_: RequestSnapshot) -> None:
    assert request_ == snapshot(
        {
            "model": "gpt-5",
            "input": "Hello",
            "metadata": {"a": "b"},
            "tools": [{"type": "function", "name": "get_weather", "parameters": {"type": "object"}, "strict": False}],
        }
    )


CHANGES: list[Callable[[Any], object]] = [
    lambda request: request.update(model="x"),
    lambda request: request.pop("model"),
    lambda request: request.clear(),
    lambda request: request.__setitem__("model", "x"),
    lambda request: request.__delitem__("model"),
    lambda request: request.__ior__({"model": "x"}),
    lambda request: request["metadata"].setdefault("c", "d"),
    lambda request: request["metadata"].popitem(),
    lambda request: request["tools"].append({}),
    lambda request: request["tools"][0].update(name="x"),
    lambda request: request["tools"].__iadd__([{}]),
    lambda request: request["tools"].sort(),
    lambda request: request.input.append({}),
    lambda request: request.output.append({}),
    lambda request: setattr(request, "number", 3),
]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_it_cannot_be_changed(change: Callable[[Any], object], request_: RequestSnapshot) -> None:
    with pytest.raises(TypeError, match="not to be changed"):
        change(request_)
    assert BODY == request_


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, dict, lambda one: one.copy(), lambda one: json.loads(json.dumps(one))], ids=range(5)
)  # fmt: skip
def test_a_copy_of_it_can(copied: Callable[[RequestSnapshot], Any], request_: RequestSnapshot) -> None:
    plain = copied(request_)
    plain["model"] = "gpt-4"

    assert ("gpt-4", "gpt-5") == (plain["model"], request_["model"])


def test_a_deep_copy_can_be_changed_deeply(request_: RequestSnapshot) -> None:
    plain = copy.deepcopy(request_)
    plain["tools"][0]["name"] = "other"

    assert BODY == request_


def test_it_can_be_pickled(request_: RequestSnapshot) -> None:
    assert BODY == pickle.loads(pickle.dumps(request_))  # noqa: S301 - it was written in the line itself


def test_it_knows_how_it_came(session: SessionHandle) -> None:
    session.script(say("Hi."))
    with client(session) as opened:
        opened.post("/responses?beta=true", json={"model": "gpt-5", "input": "Hello"}, headers={"X-Team": "a"})
        opened.get("/responses/resp_1")
    created, retrieved = session.requests

    assert (1, "responses.create", {"beta": "true"}) == (created.number, created.operation, created.query)
    assert ("a", "Bearer sk-test") == (created.headers["x-team"], created.headers["authorization"])
    assert ("responses.retrieve", {"response_id": "resp_1"}, {}) == (retrieved.operation, retrieved.path, retrieved)


def test_it_knows_what_became_of_it(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session)
    ask(session, unknown=1)
    answered, refused = session.requests

    assert (200, "script step 1", None, None) == (answered.status, answered.played, answered.problem, answered.retry_of)
    assert "Hi." == answered.output[0]["content"][0]["text"]
    assert (400, None, "unknown_parameter", []) == (refused.status, refused.played, refused.problem, refused.output)
    assert ["unknown"] == [violation.param for violation in refused.violations]


def test_the_events_of_a_stream_are_kept(session: SessionHandle) -> None:
    session.script(say("Hi."))
    with client(session) as opened:
        opened.post("/responses", json={"model": "gpt-5", "input": "Hello", "stream": True})

    types = [event["type"] for event in session.requests[0].events]
    assert ("response.created", "response.completed") == (types[0], types[-1])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Hello", [{"role": "user", "content": "Hello"}]),
        ([{"role": "user", "content": "Hello"}], [{"role": "user", "content": "Hello"}]),
    ],
)
def test_its_input_is_a_list_of_items(given: Any, expected: Any, session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session, given)

    assert expected == session.requests[0].input


def test_it_finds_the_output_of_a_call(session: SessionHandle) -> None:
    session.script(call("get_weather", city="Paris"), say("18 °C"))
    first = ask(session, tools=TOOLS)
    ask(session, output_of(first, '{"temp": 18}'), previous_response_id=first["id"], tools=TOOLS)
    request, call_id = session.requests[1], first["output"][0]["call_id"]

    assert '{"temp": 18}' == request.function_call_output(call_id) == request.function_call_output()
    with pytest.raises(LookupError, match=f"call 2 has no output for 'call_x'; outputs: {call_id}"):
        request.function_call_output("call_x")
    with pytest.raises(LookupError, match="call 1 has no output for None; the request brings no function_call_output"):
        session.requests[0].function_call_output()
