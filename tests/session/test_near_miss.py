"""Who came near."""

from typing import Any

import pytest

from mockserver.session.session import Session
from tests.session.client import send, start
from tests.session.diagnosis.misses import diagnosis, message


def test_a_candidate_of_which_something_holds_is_nearer() -> None:
    stubs = "".join(f"\n- {{when: {{last_user: Wether {at}}}, reply: []}}" for at in range(3))
    half = "\n- {when: {last_user: {$contains: Weather}, tools: {$has: get_weather}}, reply: []}"
    said = message(send(start(f"stubs:{stubs}{half}"), input="Weather?"))

    assert "nearest 1/3: a stub 4 (a.yaml:5:3)" in said.splitlines()


def nearest(session: Session, text: str, **more: Any) -> list[str]:
    """Name those that came nearest, in their order."""
    send(session, input=text, **more)
    return [near.label for near in diagnosis(session).nearest]


STUBS = "stubs: [%s]"
MODEL = "{when: {model: o3}, reply: []}"
RANKS = [
    ("an alike text", [MODEL, "{when: {last_user: Hallo}, reply: []}"], ["a stub 2", "a stub 1"]),
    ("a part that is alike", [MODEL, "{when: {last_user: {$contains: hellos}}, reply: []}"], ["a stub 2", "a stub 1"]),
    ("the more alike", ["{when: {last_user: Held}, reply: []}", "{when: {last_user: Hallo}, reply: []}"], ["a stub 2", "a stub 1"]),
    ("as in the file", [MODEL, MODEL, MODEL, MODEL], ["a stub 1", "a stub 2", "a stub 3"]),
    ("fewer failures", ["{when: {model: o3, tools: []}, reply: []}", MODEL], ["a stub 2", "a stub 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("stubs", "labels"), [case[1:] for case in RANKS], ids=[str(case[0]) for case in RANKS])
def test_the_nearest_stands_first(stubs: list[str], labels: list[str]) -> None:
    assert labels == nearest(start(STUBS % ", ".join(stubs)), "Hello, you")


def test_the_step_that_follows_stands_before_stubs() -> None:
    step = "{when: {model: o3}, reply: []}"
    stub = "{when: {last_user: Stopp}, reply: []}"
    session = start(f"steps: [{{when: {{last_user: Go}}, reply: [{{message: Gone.}}]}}, {step}]\nstubs: [{stub}]")
    first = send(session, input="Go")

    assert ["a step 2", "a stub 1"] == nearest(session, "Stop", previous_response_id=first.id)


def test_what_is_used_up_stands_behind_its_likes() -> None:
    session = start(
        "stubs: [{when: {last_user: Go}, times: 1, reply: []}, {when: {last_user: Go!}, times: 1, reply: []}]"
    )
    send(session, input="Go")

    assert ["a stub 2", "a stub 1"] == nearest(session, "Gone")


def test_a_pattern_of_nothing_is_like_nothing() -> None:
    assert ["a stub 1"] == nearest(start('stubs: [{when: {last_user: {$regex: "^$"}}, reply: []}]'), "Hello")
