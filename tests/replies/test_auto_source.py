"""Replies that are made up, and sessions that make them up where nothing else matches."""

from mockserver.values import Reply
from tests.replies.told import ask, body_of, events_of, session_of, tell

WEATHER = {
    "type": "function",
    "name": "get_weather",
    "strict": True,
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "unit": {"enum": ["c", "f"]}},
        "required": ["city", "unit"],
        "additionalProperties": False,
    },
}
IMPOSSIBLE = {
    "type": "object",
    "properties": {"a": {"type": "integer", "minimum": 5, "maximum": 1}},
    "required": ["a"],
    "additionalProperties": False,
}


def is_made_up(reply: Reply) -> bool:
    return dict(reply.headers).get(b"x-mockserver-reply") == b"auto"


def test_an_answer_is_made_up_and_says_so() -> None:
    reply = tell("auto")

    assert (200, True) == (reply.status, is_made_up(reply))
    assert body_of(reply)["output"][0]["content"][0]["text"]


def test_json_and_stream_say_the_same() -> None:
    session = session_of("auto")
    body, events = body_of(ask(session)), events_of(ask(session, stream=True))

    assert [part["text"] for part in body["output"][0]["content"]] == [
        part["text"] for part in events[-1]["response"]["output"][0]["content"]
    ]


def test_equal_sessions_make_up_the_same() -> None:
    assert tell("auto", tools=[WEATHER]).body == tell("auto", tools=[WEATHER]).body


def test_a_forced_call_has_arguments_that_fit() -> None:
    choice = {"type": "function", "name": "get_weather"}
    [call] = body_of(tell("auto", tools=[WEATHER], tool_choice=choice))["output"]

    assert ("function_call", "get_weather") == (call["type"], call["name"])


def test_a_made_up_call_can_be_answered() -> None:
    session = session_of(auto=True)
    first = body_of(ask(session, "weather, please: get_weather", tools=[WEATHER]))
    output = {"type": "function_call_output", "call_id": first["output"][0]["call_id"], "output": "18 degrees"}
    second = ask(session, tools=[WEATHER], previous_response_id=first["id"], input=[output])

    assert ["auto stub 1", "auto stub 1"] == [exchange.played for exchange in session.journal]
    assert "18 degrees" in body_of(second)["output"][0]["content"][0]["text"]


def test_scenarios_come_first() -> None:
    session = session_of([{"message": "written"}], auto=True)

    assert [False, True] == [is_made_up(ask(session, text)) for text in ("0", "something else")]


def test_without_auto_nothing_is_made_up() -> None:
    assert 400 == ask(session_of([{"message": "written"}]), "something else").status


def test_a_schema_that_nothing_fits_is_told() -> None:
    wanted = {"format": {"type": "json_schema", "name": "n", "schema": IMPOSSIBLE}}
    reply = tell("auto", text=wanted)

    assert (500, "mock_scenario_error") == (reply.status, body_of(reply)["error"]["code"])
    assert "told stub 1" in body_of(reply)["error"]["message"]


def test_pacing_and_faults_hold_for_what_is_made_up() -> None:
    reply = tell({"auto": True, "stream": {"first": "1s"}, "fault": {"truncate_after": 2}}, stream=True)

    assert ["response.created", "response.in_progress"] == [event["type"] for event in events_of(reply)]
