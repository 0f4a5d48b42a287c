"""Replies given as events."""

import pytest

from mockserver.values import DIALECTS, Dialect, Event, Json, ScenarioError
from tests.replies.told import ask, body_of, events_of, session_of, tell

CALL = {
    "type": "function_call",
    "id": "fc_1",
    "call_id": "call_1",
    "name": "f",
    "arguments": "{}",
    "status": "completed",
}
AT = {"output_index": 0, "item_id": "fc_1"}
GOOD: list[Event] = [
    {"type": "response.created"},
    {
        "type": "response.output_item.added",
        "output_index": 0,
        "item": {**CALL, "status": "in_progress", "arguments": ""},
    },
    {"type": "response.function_call_arguments.delta", **AT, "delta": "{}"},
    {"type": "response.function_call_arguments.done", **AT, "arguments": "{}", "name": "f"},
    {"type": "response.output_item.done", "output_index": 0, "item": CALL},
    {"type": "response.completed"},
]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_an_author_leaves_out_is_filled_in(dialect: Dialect) -> None:
    events = events_of(tell({"events": GOOD}, dialect, stream=True))

    assert [event["type"] for event in GOOD] == [event["type"] for event in events]
    assert [*range(len(GOOD))] == [event["sequence_number"] for event in events]
    assert ("in_progress", [], "completed", [CALL]) == tuple(
        events[at]["response"][key] for at in (0, -1) for key in ("status", "output")
    )


def test_json_is_the_response_of_the_last_event() -> None:
    session = session_of({"events": GOOD})
    asked = body_of(ask(session))

    assert ("completed", [CALL]) == (asked["status"], asked["output"])
    assert asked["model"] == "gpt-5"


def test_what_an_author_writes_stays_as_it_is() -> None:
    response = {**body_of(tell([])), "id": "resp_mine", "model": "mine"}
    events = [
        {
            "type": "response.created",
            "response": {**response, "status": "in_progress", "completed_at": None, "usage": None},
        },
        {"type": "response.completed", "sequence_number": 1, "response": response},
    ]

    assert response == events_of(tell({"events": events}, stream=True))[-1]["response"]
    assert response == body_of(tell({"events": events}))


def test_a_call_can_follow_a_response_whose_id_an_author_wrote() -> None:
    response = {**body_of(tell([])), "id": "resp_mine"}
    told = {
        "events": [{"type": "response.created"}, {"type": "response.completed", "response": response}],
        "invalid": "allow",
    }
    session = session_of(told, [{"message": "again"}])
    ask(session, "0")

    assert 200 == ask(session, "1", previous_response_id="resp_mine").status
    assert 400 == ask(session, "1", previous_response_id="resp_other").status


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (GOOD[1:], "first_event"),
        (GOOD[:2] + GOOD[3:], "delta_sum"),
        (GOOD[:-1], "rule terminal"),
        ([*GOOD[:-1], {"type": "response.complete"}], "response.complete"),
        ([{"type": "response.created", "response": {"id": "x"}}], "contract does not allow this event"),
    ],
    ids=["no first", "a delta missing", "no last", "unknown type", "not a response"],
)
def test_events_that_the_api_could_not_send_are_refused(events: Json, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        session_of({"events": events})
    assert 200 == tell({"events": events, "invalid": "allow"}, stream=True).status


def test_an_error_event_is_an_http_error_in_json() -> None:
    reply = {"events": [{"type": "response.created"}, {"type": "error", "code": "c", "message": "m", "param": None}]}

    assert (500, "c", "m") == (tell(reply).status, *(body_of(tell(reply))["error"][key] for key in ("code", "message")))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("last", [{"type": "error", "message": "m"}, {"type": "response.completed", "response": None}])
def test_a_fault_breaks_off_events_without_a_last_response(last: Event, dialect: Dialect) -> None:
    reply = {"events": [last], "invalid": "allow", "fault": {"error_event": {"then_failed": True}}}
    events = events_of(tell(reply, dialect, stream=True))

    assert ["error", "response.failed"] == [event["type"] for event in events]
    assert ("failed", "server_error", []) == tuple(
        (events[-1]["response"] | events[-1]["response"]["error"])[key] for key in ("status", "code", "output")
    )


def test_events_that_stop_are_a_response_in_progress() -> None:
    body = body_of(tell({"events": GOOD[:4], "invalid": "allow"}))

    assert ("in_progress", "f", "{}") == (body["status"], body["output"][0]["name"], body["output"][0]["arguments"])


def test_a_queued_response_begins_as_queued() -> None:
    events = [
        {"type": name} for name in ("response.created", "response.queued", "response.in_progress", "response.completed")
    ]

    told = events_of(tell({"events": events}, stream=True))
    assert ["queued", "queued", "in_progress", "completed"] == [event["response"]["status"] for event in told]


@pytest.mark.parametrize(
    "usage", [5, [1], {"output_tokens": "x"}, {"output_tokens": None, "total_tokens": None}], ids=repr
)
def test_usage_that_counts_nothing_is_passed_on(usage: Json) -> None:
    response = {"id": "resp_1", "output": [1], "usage": usage}
    session = session_of({"events": [{"type": "response.completed", "response": response}], "invalid": "allow"})

    assert response == events_of(ask(session, stream=True))[0]["response"]
    assert 400 == ask(session, "next", previous_response_id="resp_1").status


OWN: list[Event] = [
    {"type": "response.created"},
    {"type": "acme:trace", "found": 1},
    {"type": "response.output_item.added", "output_index": 0, "item": {"type": "acme:hit", "id": "hit_1"}},
    {"type": "response.output_item.done", "output_index": 0, "item": {"type": "acme:hit", "id": "hit_1"}},
    {"type": "response.completed"},
]


def test_types_of_an_own_server_belong_to_one_dialect() -> None:
    events = events_of(tell({"events": OWN}, "open-responses", stream=True))

    assert [event["type"] for event in OWN] == [event["type"] for event in events]
    assert [{"type": "acme:hit", "id": "hit_1"}] == events[-1]["response"]["output"]
    with pytest.raises(ScenarioError, match="Invalid value: 'acme:trace'"):
        session_of({"events": OWN})


def test_many_events_are_numbered_while_they_leave() -> None:
    many = {"events": [*GOOD[:2], *([GOOD[2]] * 2_000)], "invalid": "allow"}
    reply = tell(many, stream=True)

    assert not isinstance(reply.bursts, tuple)
    assert [*range(2_002)] == [event["sequence_number"] for event in events_of(reply)]
