"""Words put in while a response runs."""

from typing import Any

import pytest

from mockserver.session.socket.lanes import MOST_ACTIVE
from mockserver.session.socket.steering import MOST_STEERS
from mockserver.values import Event
from tests.session.socket.client import FAILED, INCOMPLETE, Client, codes

CALL = {"type": "function_call", "call_id": "call_1", "name": "look", "arguments": "{}", "status": "completed"}
STUB = {"type": "function_call_output", "call_id": "call_1", "name": "look"}
OUTPUT = {"type": "function_call_output", "call_id": "call_1", "output": "sun"}
STOP = {"role": "user", "content": "Stop."}


def kinds(events: list[Event]) -> list[str]:
    """Give the types of events without their common beginning."""
    return [event["type"].removeprefix("response.") for event in events]


def numbers(events: list[Event]) -> list[int]:
    return [event["sequence_number"] for event in events]


def steered(end: str = INCOMPLETE, lane: str | None = None, **more: Any) -> Client:
    """Begin a turn, `resp_1`, which ends so, and steer it once it has begun to tell."""
    client = Client(ends={"hi": end}, outputs={"hi": more.pop("output", [])})
    client.create("hi", lane, **more)
    client.tell(client.begun[0], 1)
    client.steer("resp_1")
    return client


def test_steering_is_accepted_and_cuts() -> None:
    client = steered(lane="a")
    accepted = client.sent[-1]

    assert ("response.steer.accepted", "a") == (accepted["type"], accepted["stream_id"])
    assert {"id": "steer_100", "previous_response_id": "resp_1"} == accepted["steer"]
    assert [("resp_1", 0.0)] == client.session.cut
    assert [] == client.breaches()


@pytest.mark.parametrize("end", [INCOMPLETE, "response.completed"])
@pytest.mark.parametrize("lane", [None, "a"])
def test_a_successor_heeds_it(end: str, lane: str | None) -> None:
    client = steered(end, lane, instructions="Be kind.", previous_response_id="resp_0")
    client.create("later", lane)
    client.finish_all()

    inherited = {"type": "response.create", "model": "gpt-5", "instructions": "Be kind."}
    named = {"stream_id": lane} if lane else {}
    successor = {**inherited, **named, "previous_response_id": "resp_1", "input": [STOP]}
    assert [successor, "later"] == [client.session.calls[1].body, client.session.calls[2].body["input"]]
    assert ("resp_1",) == client.session.calls[1].kept


def test_what_is_told_beside_a_turn_takes_a_number_of_its_own() -> None:
    client = Client(ends={"hi": INCOMPLETE})
    client.create("hi")
    told = [*client.tell(client.begun[0], 1), *client.steer("resp_1"), *client.steer("resp_1")]

    assert [0, 1, 2, 3] == numbers([*told, *client.finish(client.begun[0])])


def test_later_events_count_on() -> None:
    client = steered()
    client.steer("resp_1")
    told = client.begun[0].tell([b'{"sequence_number":1}', b"no JSON", b"[]", b'{"type":"error"}'])

    assert [b'{"sequence_number":3}', b"no JSON", b"[]", b'{"type":"error"}'] == told


def test_all_that_was_put_in_is_heeded_in_order() -> None:
    client = steered()
    more = [{"type": "message", "role": "user", "content": "Now."}]
    client.steer("resp_1", more)
    client.finish_all()

    assert [STOP, *more] == client.session.calls[1].body["input"]
    assert 1 == len(client.session.cut)


def test_steering_waits_for_what_the_client_owes() -> None:
    client = steered("response.completed", lane="a", output=[CALL])
    told = client.finish_all()

    assert ["completed", "steer.pending"] == kinds(told)
    assert [STUB] == told[-1]["required_input"]
    assert ("waiting_for_required_input", "a", [2, 3]) == (told[1]["reason"], told[1]["stream_id"], numbers(told))
    assert ([], 1) == (client.breaches(), len(client.session.calls))


def test_what_waits_goes_before_the_next_input() -> None:
    client = steered("response.completed", output=[CALL])
    client.finish_all()
    client.send(type="response.create", input=[OUTPUT], previous_response_id="resp_1", temperature=0)
    client.send(type="response.create", input=[OUTPUT], previous_response_id="resp_1")
    client.finish_all()

    bodies = [call.body for call in client.session.calls[1:]]
    assert [[STOP, OUTPUT], [OUTPUT]] == [body["input"] for body in bodies]
    assert 0 == bodies[0]["temperature"]


def test_a_fork_leaves_it_waiting() -> None:
    client = steered("response.completed", output=[CALL])
    client.finish_all()
    client.send(type="response.create", input=[OUTPUT], previous_response_id="resp_1", stream_id="fork")

    assert [OUTPUT] == client.session.calls[-1].body["input"]


def test_a_refused_continuation_gives_it_back() -> None:
    client = steered("response.completed", output=[CALL])
    client.finish_all()
    client.create("refuse", previous_response_id="resp_1")
    told = client.finish(client.begun[-1])

    assert ["error", "steer.failed"] == kinds(told)
    assert ("successor_creation_failed", "Stop.", "steer_100") == _failure(told[-1])
    assert [] == client.breaches()


def test_a_successor_that_cannot_be_made_gives_it_back() -> None:
    client = Client(ends={"hi": INCOMPLETE})
    client.create("hi", "a")
    client.steer("resp_1", "refuse")
    told = client.finish_all()

    assert ["created", "incomplete", "steer.failed"] == kinds(told)
    assert (("successor_creation_failed", "refuse", "steer_100"), "No.") == (_failure(told[-1]), _message(told[-1]))
    client.create("next", "a")
    assert ["hi", "next"] == client.texts


@pytest.mark.parametrize("text", ["explode", "hi"])
def test_a_failed_response_gives_it_back(text: str) -> None:
    client = Client(ends={"hi": FAILED})
    client.create(text)
    client.steer("resp_1")
    told = client.finish_all()

    assert ("response_not_active", "Stop.", "steer_100") == _failure(told[-1])
    assert 1 == len(client.session.calls)


def test_after_an_hour_it_is_given_back() -> None:
    client = steered()
    client.wait(3600)

    assert ("successor_creation_failed", "Stop.", "steer_100") == _failure(client.finish_all()[-2])
    assert client.closed


def test_a_successor_waits_for_nobody() -> None:
    client = steered(lane="a")
    for number in range(MOST_ACTIVE):
        client.create("busy", f"lane{number}")
    client.finish(client.begun[0])

    assert "Stop." == client.texts[-1]


@pytest.mark.parametrize(
    ("text", "code"),
    [("hi", "response_already_completed"), ("cut", "response_not_active"), ("failed", "response_not_active")],
)
def test_a_response_that_has_ended_is_not_steered(text: str, code: str) -> None:
    client = Client(ends={"cut": INCOMPLETE, "failed": FAILED})
    client.create(text)
    client.finish_all()
    [failed] = client.steer("resp_1")

    assert (code, "Stop.", None) == _failure(failed)
    assert (None, []) == (failed.get("stream_id"), client.breaches())


def test_one_that_has_just_ended_is_not_steered() -> None:
    client = Client()
    client.create("hi")
    client.session.ended.append(True)

    assert "response_already_completed" == _failure(client.steer("resp_1")[0])[0]


def test_an_unknown_response_is_not_steered() -> None:
    client = Client()
    [failed] = client.steer("resp_9")

    assert ("response_not_found", "Stop.", None) == _failure(failed)
    assert ([], []) == (client.breaches(), client.session.refused)


@pytest.mark.parametrize(
    "body",
    [
        {"conversation": "conv_1"},
        {"context_management": [{"type": "compaction"}]},
        {"multi_agent": {"enabled": True}},
    ],
    ids=lambda body: next(iter(body)),
)
def test_some_responses_cannot_be_steered(body: Any) -> None:
    client = Client()
    client.create("hi", **body)

    assert "steering_not_supported" == _failure(client.steer("resp_1")[0])[0]


@pytest.mark.parametrize(
    "body", [{"conversation": None}, {"context_management": []}, {"multi_agent": {"enabled": False}}]
)
def test_others_can(body: Any) -> None:
    client = Client()
    client.create("hi", **body)

    assert ["steer.accepted"] == kinds(client.steer("resp_1"))


def test_only_so_much_may_wait() -> None:
    client = Client()
    client.create("hi")
    told = [client.steer("resp_1")[0] for _ in range(MOST_STEERS + 1)]

    assert ["steer.accepted"] * MOST_STEERS + ["steer.failed"] == kinds(told)
    assert "too_many_pending_steers" == _failure(told[-1])[0]
    assert [*range(MOST_STEERS + 1)] == numbers(told)


@pytest.mark.parametrize(
    "given",
    [[], [{"type": "message", "role": "assistant", "content": "Hi"}], [{"type": "message", "role": "user"}]],
    ids=["nothing", "model's", "no content"],
)
def test_input_that_does_not_fit_comes_back_or_is_refused(given: Any) -> None:
    client = Client()
    client.create("hi")
    [told] = client.steer("resp_1", given)

    assert told["type"] in ("response.steer.failed", "error")
    assert ([], []) == (client.breaches(), client.session.cut)


@pytest.mark.parametrize(
    "frame",
    [{"previous_response_id": "resp_1"}, {"input": "Stop."}, {"previous_response_id": 1, "input": "Stop."}],
    ids=["no input", "no response", "number"],
)
def test_a_frame_that_cannot_come_back_is_refused(frame: Any) -> None:
    client = Client()
    [told] = client.send(type="response.steer", **frame)

    assert ("error", [], 1) == (told["type"], client.breaches(), len(client.session.refused))


def test_a_message_need_not_say_its_type() -> None:
    client = Client()
    client.create("hi")

    assert ["steer.accepted"] == kinds(client.steer("resp_1", [{"role": "user", "content": "Stop."}]))


def test_the_lane_is_that_of_the_response() -> None:
    client = Client()
    client.create("hi", "a")
    [told] = client.send(type="response.steer", previous_response_id="resp_1", input="Stop.", stream_id="a")

    assert ("response.steer.failed", "invalid_input", "a") == (
        told["type"],
        told["error"]["code"],
        told["stream_id"],
    )


@pytest.mark.parametrize(
    ("response_id", "expected"),
    [("resp_1", "response_already_completed"), ("resp_2", None), ("resp_3", "response_not_found")],
    ids=["ended", "running", "unknown"],
)
def test_items_are_put_into_what_runs(response_id: str, expected: str | None) -> None:
    client = Client()
    client.create("one")
    client.create("two", "a")
    client.finish(client.begun[0])
    [told] = client.send(type="response.inject", response_id=response_id, input=[OUTPUT])

    assert (expected, response_id) == (told.get("error", {}).get("code"), told["response_id"])
    assert f"inject.{'failed' if expected else 'created'}" == kinds([told])[0]
    assert [] == client.breaches()


def test_a_wrong_injection_is_refused() -> None:
    client = Client()

    assert [("missing_required_parameter", None)] == codes(client.send(type="response.inject", input=[]))


def _failure(event: Event) -> tuple[str, Any, str | None]:
    return event["error"]["code"], event["steer"]["input"], event["steer"].get("id")


def _message(event: Event) -> str:
    return str(event["error"]["message"])
