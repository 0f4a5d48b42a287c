"""Replies that are made up, and sessions that make them up where nothing else matches."""

from mockserver.session.session import Session
from mockserver.values import Json, JsonObject, Reply
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
DICE = {"type": "mcp", "server_label": "dice", "server_url": "https://example.com/mcp"}
ASKED = ("server_label", "name", "arguments")
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


def follow(session: Session, before: Reply, **parameters: Json) -> JsonObject:
    """Answer the call of a response, which is left to the server with all before it."""
    response = body_of(before)
    output = {"type": "function_call_output", "call_id": response["output"][-1]["call_id"], "output": "18 degrees"}
    return body_of(ask(session, previous_response_id=response["id"], input=[output], **parameters))


def test_what_is_left_to_the_server_is_known() -> None:
    session = session_of(auto=True)
    second = follow(session, ask(session, "get_weather, please", tools=[WEATHER]), tools=[WEATHER])

    assert "The tool get_weather answered: 18 degrees" == second["output"][0]["content"][0]["text"]


def test_required_calls_come_to_an_end_when_history_is_left_to_the_server() -> None:
    session = session_of(auto=True)
    wanted: JsonObject = {"tools": [WEATHER, {**WEATHER, "name": "final_result"}], "tool_choice": "required"}
    first = ask(session, "get_weather, please", **wanted)

    assert ["get_weather"] == [call["name"] for call in body_of(first)["output"]]
    assert ["final_result"] == [call["name"] for call in follow(session, first, **wanted)["output"]]


def test_a_call_is_approved_when_history_is_left_to_the_server() -> None:
    session = session_of(auto=True)
    wanted: JsonObject = {"tools": [DICE], "tool_choice": "required"}
    first = body_of(ask(session, "Roll", **wanted))
    approval = {"type": "mcp_approval_response", "approval_request_id": first["output"][0]["id"], "approve": True}
    second = body_of(ask(session, previous_response_id=first["id"], input=[approval], **wanted))

    assert ["mcp_call", "message"] == [item["type"] for item in second["output"]]
    assert [first["output"][0][key] for key in ASKED] == [second["output"][0][key] for key in ASKED]


def test_a_new_question_begins_anew_when_history_is_left_to_the_server() -> None:
    session = session_of(auto=True)
    first = body_of(ask(session, "Weather in Rome? Use get_weather"))
    second = ask(session, "Hello", previous_response_id=first["id"], tools=[WEATHER])

    assert ["message"] == [item["type"] for item in body_of(second)["output"]]


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
