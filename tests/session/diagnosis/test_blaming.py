"""Whose fault it is."""

import pytest

from mockserver.values import JsonObject
from mockserver.values.blame import BLAMES
from tests.session.client import send, start
from tests.session.diagnosis.misses import NO_STEP, WEATHER, diagnosis

CLIENT, SCENARIO, _ = BLAMES
TOOLS = [{"type": "function", "name": "get_weather"}]
CONTAINS = "steps: [{when: {last_user: {$contains: weather}}, reply: []}]"
PLAIN = 'steps: [{when: {last_user: "What is the weather?"}, reply: []}]'
COMPACT = "stubs: [{when: {operation: responses.compact}, reply: []}]"

OPENINGS = [
    ("a condition holds", WEATHER, {"input": "Hello"}, CLIENT, "it is nearly what a step 1 waits for"),
    ("a text is alike", PLAIN, {"input": "what's the wether?"}, CLIENT, "it is nearly what a step 1 waits for"),
    ("a part is alike", CONTAINS, {"input": "And the WETHER?"}, CLIENT, "it is nearly what a step 1 waits for"),
    ("nothing is alike", CONTAINS, {"input": "Hello"}, SCENARIO, "no step or stub waits for anything like it"),
    ("no text", CONTAINS, {"input": []}, SCENARIO, "no step or stub waits for anything like it"),
    ("another model", NO_STEP, {"input": "Hello"}, SCENARIO, "no step or stub waits for anything like it"),
    ("tools", "stubs: [{when: {tools: {$has: x}}, reply: []}]", {"input": "", "tools": TOOLS}, SCENARIO, "no step or stub waits for anything like it"),
    ("other operations", COMPACT, {"input": "Hello"}, SCENARIO, "what may answer now is for other operations"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("scenario", "body", "blame", "reason"), [case[1:] for case in OPENINGS], ids=[case[0] for case in OPENINGS]
)
def test_a_first_call_is_blamed_when_it_comes_near(scenario: str, body: JsonObject, blame: str, reason: str) -> None:
    session = start(scenario, strict=False)
    send(session, **body)

    assert (blame, reason) == (diagnosis(session).blame, diagnosis(session).reason)


LATER = [
    ("the last step", "", CLIENT, "it comes after the last step of a"),
    ("another step", ", {when: {last_user: On}, reply: []}", CLIENT, "a step 2 comes next in its thread"),
    ("another operation", ", {when: {operation: responses.cancel}, reply: {error: {status: 409}}}", SCENARIO, "what may answer now is for other operations"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "blame", "reason"), [case[1:] for case in LATER], ids=[case[0] for case in LATER])
def test_a_later_call_is_blamed_when_its_thread_waits_for_another(steps: str, blame: str, reason: str) -> None:
    session = start(f"steps: [{{when: {{last_user: Go}}, reply: [{{message: Gone.}}]}}{steps}]")
    first = send(session, input="Go")
    send(session, input="Stop", previous_response_id=first.id)

    assert (blame, reason) == (diagnosis(session).blame, diagnosis(session).reason)


@pytest.mark.parametrize("scenario", ["starts: 1\nsteps: [{reply: []}]", "stubs: [{reply: [], times: 1}]"])
def test_a_call_too_many_is_the_clients(scenario: str) -> None:
    session = start(scenario)
    send(session, input="One"), send(session, input="Two")

    assert CLIENT == diagnosis(session).blame
    assert diagnosis(session).reason.startswith("it is one call more than a st")


def test_a_thread_of_stubs_has_no_steps() -> None:
    session = start("starts: 1\nsteps: [{when: {model: o3}, reply: []}]\nstubs: [{when: {operation: responses.compact}, reply: [{compaction: null}]}, {when: {last_user: Go}, reply: [{message: Gone.}]}]")  # fmt: skip
    first = send(session, input="Go")
    send(session, input="Stop", previous_response_id=first.id)

    assert (SCENARIO, "no step or stub waits for anything like it") == (
        diagnosis(session).blame,
        diagnosis(session).reason,
    )


def test_a_call_that_lost_its_thread_is_the_clients() -> None:
    session = start("steps: [{when: {last_user: Go}, reply: []}, {reply: []}]")
    send(session, input="Go"), send(session, input="On")

    reason = "it would be a step 2, but it does not go on with call 1"
    assert (CLIENT, reason) == (diagnosis(session).blame, diagnosis(session).reason)


def test_without_any_candidate_the_scenario_is_blamed() -> None:
    session = start()
    send(session, input="Hello")

    assert (SCENARIO, "there is no step or stub") == (diagnosis(session).blame, diagnosis(session).reason)
