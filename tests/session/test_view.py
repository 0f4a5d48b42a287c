"""What a call shows to `when`, with the thread's call ids resolved."""

import pytest

from mockserver.scenario.load import from_json
from mockserver.session.session import Session
from mockserver.values import Call, Json, JsonObject
from tests.session.client import BEARER, lenient, said, send, start

TOOL: JsonObject = {"type": "function", "name": "get_weather", "parameters": {}, "strict": None}
CALL = {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": "{}"}
CUSTOM = {"type": "custom_tool_call", "call_id": "call_2", "name": "grep", "input": "x"}
ANSWER = {"role": "assistant", "content": "Hm."}
REASONING = {"type": "reasoning", "id": "rs_1", "summary": []}
CALLING = """
steps:
  - {when: {last_user: Go}, reply: [{function_call: {name: get_weather}}, {function_call: {name: get_time}}]}
  - {when: {tool_output: {of: get_time}}, reply: [{message: It is noon.}]}
"""


def output(value: Json, call_id: str = "call_1", kind: str = "function_call_output") -> JsonObject:
    return {"type": kind, "call_id": call_id, "output": value}


def custom_output(value: Json) -> JsonObject:
    return output(value, "call_2", "custom_tool_call_output")


def matches(when: JsonObject, headers: dict[str, str] | None = None, **body: Json) -> bool:
    """Say whether a step with this condition answers a call."""
    session = Session(lenient(), [from_json({"steps": [{"when": when, "reply": []}]}, "a.json")])
    given = {"model": "gpt-5", "input": "Hello", **body}
    return session.handle(Call("responses.create", {**BEARER, **(headers or {})}, given)).status == 200


@pytest.mark.parametrize(
    ("when", "body"),
    [
        ({}, {}),
        ({"model": "gpt-5"}, {}),
        ({"model": {"$regex": "^gpt"}}, {}),
        ({"last_user": "Hello"}, {}),
        ({"last_user": {"$contains": "ell"}}, {}),
        ({"input": "Hello"}, {}),
        ({"input": [{"role": "user"}]}, {}),
        ({"input": [{"content": "Hello"}]}, {}),
        ({"input": [{"content": [{"text": "Hello"}]}]}, {"input": [said("Hello")]}),
        ({"input": {"$has": {"role": "developer"}}}, {"input": [{"role": "developer", "content": "x"}, said("y")]}),
        ({"input": None}, {"input": None, "previous_response_id": "resp_1"}),
        ({"instructions": "Be brief."}, {"instructions": "Be brief."}),
        ({"instructions": None}, {}),
        ({"instructions": None}, {"instructions": None}),
        ({"instructions": {"$absent": True}}, {"instructions": None}),
        ({"instructions": {"$absent": False}}, {"instructions": ""}),
        ({"tools": {"$has": "get_weather"}}, {"tools": [TOOL]}),
        ({"tools": {"$has": ["get_weather", "web_search"]}}, {"tools": [TOOL, {"type": "web_search"}]}),
        ({"tools": [{"name": "get_weather"}]}, {"tools": [TOOL]}),
        ({"tools": {"$absent": True}}, {}),
        ({"metadata": {"a": "1"}}, {"metadata": {"a": "1", "b": "2"}}),
        ({"metadata": {"c": None}}, {"metadata": {"a": "1"}}),
        ({"metadata": {"$equals": {"a": "1"}}}, {"metadata": {"a": "1"}}),
        ({"previous_response_id": "resp_1"}, {"previous_response_id": "resp_1"}),
        ({"previous_response_id": {"$absent": True}}, {}),
    ],
    ids=str,
)
def test_a_condition_holds(when: JsonObject, body: JsonObject) -> None:
    assert matches(when, **body)


@pytest.mark.parametrize(
    ("when", "body"),
    [
        ({"model": "gpt-4"}, {}),
        ({"model": "gpt"}, {}),
        ({"last_user": "hello"}, {}),
        ({"last_user": "Hell"}, {}),
        ({"input": [{"role": "user"}, {"role": "user"}]}, {}),
        ({"input": []}, {}),
        ({"input": "Hello"}, {"input": [said("Hello")]}),
        ({"input": [{"role": "user"}]}, {"input": [said("a"), said("b")]}),
        ({"instructions": "Be brief."}, {}),
        ({"instructions": {"$absent": False}}, {"instructions": None}),
        ({"tools": {"$has": "get_time"}}, {"tools": [TOOL]}),
        ({"tools": [{"name": "get_weather"}]}, {"tools": [TOOL, TOOL]}),
        ({"metadata": {"a": "1"}}, {"metadata": {"b": "1"}}),
        ({"metadata": {"$equals": {"a": "1"}}}, {"metadata": {"a": "1", "b": "2"}}),
        ({"previous_response_id": "resp_1"}, {}),
        ({"model": "gpt-5", "last_user": "Bye"}, {}),
    ],
    ids=str,
)
def test_a_condition_fails(when: JsonObject, body: JsonObject) -> None:
    assert not matches(when, **body)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-Trace": "abc"}, True),
        ({"x-trace": "abc"}, True),
        ({"X-TRACE": {"$contains": "b"}}, True),
        ({"X-Trace": "ABC"}, False),
        ({"X-Other": None}, True),
        ({"X-Other": {"$absent": True}}, True),
        ({"X-Trace": {"$absent": True}}, False),
        ({"$has": "X-Trace"}, True),
        ({"$has": ["X-Trace", "X-Other"]}, False),
        ({"$not": {"X-Trace": "abc"}}, False),
        ({"$not": {"X-Trace": "abd"}}, True),
        ({"$any": [{"X-Other": "1"}, {"X-Trace": "abc"}]}, True),
        ({"$not": {"$any": [{"X-Trace": "ABC"}, {"X-Trace": "abc"}]}}, False),
        ({"$schema": {"minProperties": 2, "required": ["x-trace"]}}, True),
        ({"$schema": {"minProperties": 3}}, False),
    ],
    ids=str,
)
def test_header_names_are_written_in_any_case(headers: JsonObject, expected: bool) -> None:
    assert expected is matches({"headers": headers}, headers={"x-trace": "abc"})


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("Hello", "Hello"),
        ([said("Hello")], "Hello"),
        ([{"role": "user", "content": "Hello"}], "Hello"),
        ([{"type": "message", "role": "user", "content": "Hello"}], "Hello"),
        ([{"role": "user", "content": [{"type": "input_text", "text": t} for t in ("Hel", "lo")]}], "Hello"),
        ([said("First"), said("Hello")], "Hello"),
        ([ANSWER, said("Hello")], "Hello"),
        ([CALL, output("{}"), said("Hello")], "Hello"),
        ([said("Hello"), {"role": "developer", "content": "x"}], "Hello"),
        ([said("Hello"), {"role": "system", "content": "x"}], "Hello"),
        ([{"role": "user", "content": [{"type": "input_image", "image_url": "data:x", "detail": "auto"}]}], ""),
        ([said("Hello"), ANSWER], None),
        ([said("Hello"), CALL], None),
        ([said("Hello"), CALL, output("{}")], None),
        ([said("Hello"), REASONING], None),
        ([said("Hello"), {"type": "item_reference", "id": "msg_1"}], None),
        ([said("Hello"), CALL, output("{}"), {"role": "developer", "content": "x"}], None),
        ([{"role": "developer", "content": "x"}], None),
        ([], None),
    ],
    ids=str,
)
def test_the_last_user_is_absent_once_something_answers(items: Json, expected: str | None) -> None:
    assert matches({"last_user": expected}, input=items)
    assert expected == "Hello" or not matches({"last_user": "Hello"}, input=items)


@pytest.mark.parametrize(
    "when",
    [
        {"of": "get_weather"},
        {"of": {"$regex": "weather$"}},
        {"call_id": "call_1"},
        {"text": '{"temp": 18, "sky": null}'},
        {"text": {"$contains": "temp"}},
        {"json": {"temp": 18}},
        {"json": {"temp": {"$type": "number"}}},
        {"json": {"temp": 18.0, "wind": None}},
        {"json": {"$schema": {"required": ["temp"]}}},
        {"json": {"sky": {"$absent": False}}},
        {"of": "get_weather", "json": {"temp": 18}},
        '{"temp": 18, "sky": null}',
        {"$contains": "18"},
        {"$any": True},
        {"$absent": False},
        [{"of": "get_weather"}],
        [{"of": "get_weather"}, {"call_id": "call_1"}],
        [],
    ],
    ids=str,
)
def test_a_tool_output_matches(when: Json) -> None:
    items = [said("Go"), CALL, output('{"temp": 18, "sky": null}')]
    assert matches({"tool_output": when}, input=items)


@pytest.mark.parametrize(
    "when",
    [
        {"of": "get_time"},
        {"of": None},
        {"call_id": "call_2"},
        {"text": "temp"},
        {"json": {"temp": 19}},
        {"json": {"sky": {"$absent": True}}},
        {"json": {"temp": {"$type": "string"}}},
        {"json": {"$absent": True}},
        {"of": "get_weather", "json": {"temp": 19}},
        "18",
        {"$contains": "19"},
        {"$absent": True},
        None,
        [{"of": "get_weather"}, {"of": "get_time"}],
    ],
    ids=str,
)
def test_a_tool_output_differs(when: Json) -> None:
    items = [said("Go"), CALL, output('{"temp": 18, "sky": null}')]
    assert not matches({"tool_output": when}, input=items)


@pytest.mark.parametrize(
    ("items", "when"),
    [
        (
            [CALL, output([{"type": "input_text", "text": '{"a"'}, {"type": "input_text", "text": ": 1}"}])],
            {"json": {"a": 1}},
        ),
        ([CALL, output("plain")], {"text": "plain", "json": {"$absent": True}}),
        ([CALL, output("null")], {"json": None}),
        ([CALL, output("null")], {"json": {"$absent": False}}),
        ([CALL, output("")], {"text": ""}),
        ([CUSTOM, custom_output("found")], {"of": "grep", "text": "found"}),
        ([CALL, CUSTOM, output("a"), custom_output("b")], [{"of": "grep", "text": "b"}, {"of": "get_weather"}]),
        ([CALL, output("a"), said("Well?")], {"of": "get_weather"}),
        ([CALL, {"role": "developer", "content": "x"}, output("a")], {"of": "get_weather"}),
        ([output("a", "unknown")], {"of": None, "call_id": "unknown"}),
        ([output("a", "unknown")], {"of": {"$absent": True}}),
    ],
    ids=str,
)
def test_outputs_come_in_many_forms(items: Json, when: Json) -> None:
    assert matches({"tool_output": when}, input=items)


@pytest.mark.parametrize(
    "items",
    [[said("Go")], [CALL, output("a"), ANSWER], [CALL, output("a"), CUSTOM], "Go", [output("a"), REASONING]],
    ids=str,
)
def test_only_outputs_after_the_last_model_item_are_seen(items: Json) -> None:
    assert matches({"tool_output": {"$absent": True}}, input=items)
    assert matches({"tool_output": None}, input=items)
    assert not matches({"tool_output": {"$any": True}}, input=items)
    assert not matches({"tool_output": {"call_id": "call_1"}}, input=items)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"$any": True}, True),
        ({"$any": [{"last_user": "Hello"}, {"last_user": "Bye"}]}, True),
        ({"$any": [{"last_user": "Bye"}, {"model": "gpt-4"}]}, False),
        ({"$any": [{"last_user": "Bye"}, {}]}, True),
        ({"$not": {"last_user": "Hello"}}, False),
        ({"$not": {"last_user": "Bye"}}, True),
        ({"$not": {}}, False),
        ({"$not": {"last_user": "Hello", "model": "gpt-4"}}, True),
        ({"$not": {"$any": [{"last_user": "Bye"}, {"model": "gpt-5"}]}}, False),
        ({"$any": [{"last_user": "Hello"}], "$not": {"model": "gpt-4"}}, True),
        ({"$any": [{"last_user": "Hello"}], "$not": {"model": "gpt-5"}}, False),
        ({"$any": [{"tool_output": {"of": "x"}}, {"headers": {"Authorization": "Bearer x"}}]}, True),
    ],
    ids=str,
)
def test_conditions_are_joined_at_the_top(when: JsonObject, expected: bool) -> None:
    assert expected is matches(when)


def test_a_name_is_resolved_through_the_thread_when_the_input_holds_only_the_output() -> None:
    session = start(CALLING, strict=False)
    first = send(session, input="Go")
    time = first.output[1]["call_id"]
    assert "a step 2" == send(session, input=[output("12:00", time)], previous_response_id=first.id).played


def test_a_name_is_resolved_through_a_conversation_of_several_replies() -> None:
    session = start(CALLING.replace("noon.}]", "noon.}], repeat: true"), strict=False)
    first = send(session, input="Go", conversation="conv_1")
    outputs = [output("12:00", first.output[1]["call_id"])]
    played = [send(session, input=outputs, conversation="conv_1").played for _ in range(3)]
    assert ["a step 2"] * 3 == played


def test_the_input_names_a_call_before_the_thread_does() -> None:
    session = start(CALLING, strict=False)
    first = send(session, input="Go")
    weather = first.output[0]["call_id"]
    items = [{**CALL, "call_id": weather, "name": "get_time"}, output("12:00", weather)]
    assert "a step 2" == send(session, input=items, previous_response_id=first.id).played
