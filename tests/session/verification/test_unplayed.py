"""Steps that were never played."""

import pytest

from mockserver.scenario.load import loads
from mockserver.session.opener import Opener
from mockserver.session.session import Session
from mockserver.session.verification import verify
from mockserver.values import JsonObject, Place
from tests.session.client import BEARER, contract, send
from tests.session.verification.runs import LOOP, TALK, Run, output_of, said

ATTEMPTS = """
steps:
  - attempts: [{error: {status: 429}}, {error: {status: 500}}, [{message: Free now.}]]
"""
OPTIONAL = """
steps:
  - reply: [{message: One.}]
  - {optional: true, when: {last_user: Extra}, reply: [{message: Two.}]}
  - reply: [{message: Three.}]
"""


def test_a_step_that_no_thread_reached_is_told_with_its_place() -> None:
    run = Run(LOOP)
    run.ask("Weather?")
    assert ["unplayed", "unanswered_calls"] == run.kinds()
    assert Place("a.yaml", 5, 5) == run.findings()[0].place
    assert run.findings()[0].message == (
        "mockserver: a step 2 (a.yaml:5:5) was never played, session default\n"
        "blame: client request (the latest step that was reached is a step 1)\n"
        "to mend it: make the call that it waits for, take the step out, or say `optional: true` in it"
    )


def test_what_was_played_to_its_end_is_fine() -> None:
    run = Run(LOOP)
    first = run.ask("Weather?")
    run.ask([output_of(first["output"][0])], previous_response_id=first["id"])
    assert [] == run.findings()


def test_without_any_call_every_step_is_told() -> None:
    run = Run(TALK)
    assert ["unplayed", "unplayed"] == run.kinds()
    assert "there was no call at all" in run.findings()[0].message


def test_stubs_may_be_left_alone() -> None:
    assert [] == Run("stubs: [{reply: [{message: Hi.}], times: 2}]").findings()


def test_attempts_that_nobody_asked_for_are_told() -> None:
    run = Run(ATTEMPTS)
    run.ask()
    run.ask(retry=1)
    assert "was asked for 2 of its 3 attempts" in run.of("unplayed").message
    run.ask(retry=2)
    assert [] == run.findings()


def test_a_step_that_gave_up_is_told_to_have_been_come_to() -> None:
    run = Run("steps: [{expect: {model: o3}, reply: []}]")
    run.ask()
    _, unplayed = run.findings()
    assert "blame: client request (call 1 came to it and was refused)" in unplayed.message
    assert "to mend it: see what is said of call 1" in unplayed.message


def test_a_client_that_asks_anew_is_told_why_it_gets_no_further() -> None:
    run = Run(ATTEMPTS)
    run.ask()
    run.wait(1)
    run.ask()
    message = run.of("unplayed").message
    assert "(calls 1 and 2 each begin with the first attempt, as none says that it is a retry)" in message


@pytest.mark.parametrize("words", [["Hi", "Bye"], ["Hi", "Extra", "Bye"]], ids=["without", "with"])
def test_an_optional_step_may_be_left_out(words: list[str]) -> None:
    run, before = Run(OPTIONAL), JsonObject()
    for word in words:
        before = {"previous_response_id": run.ask(word, **before)["id"]}
    assert [] == run.findings()


def test_a_scenario_that_begins_with_an_optional_step_may_be_left_alone() -> None:
    optional = "steps: [{optional: true, reply: [{message: Hi.}]}, {reply: [{message: Bye.}]}]"
    run = Run(optional)
    assert [] == run.findings()
    run.ask()
    assert ["unplayed"] == run.kinds()


def shared(*texts: str) -> Session:
    opener = Opener(lambda dialect: contract(), [loads(text, f"{'ab'[at]}.yaml") for at, text in enumerate(texts)])
    return opener.open("default")


def test_a_shared_scenario_is_asked_for_once_it_is_begun() -> None:
    session = shared(LOOP, TALK.replace("reply", "when: {last_user: Talk}\n    reply"))
    send(session, input="Talk")
    found = verify(session, {"unplayed_shared": "off"})
    assert [("unplayed", "b.yaml")] == [(one.kind, one.place.file) for one in found if one.place]


def test_what_is_left_alone_of_the_shared_scenarios_is_told_at_once() -> None:
    (finding,) = verify(shared(LOOP, TALK))
    assert ("unplayed_shared", "warn") == (finding.kind, finding.severity)
    assert "nothing of a and b was played" in finding.message


def test_what_was_played_is_known_after_the_journal_forgot_it() -> None:
    run = Run(TALK + "stubs: [{when: {last_user: Go on.}, priority: -1, reply: [{message: On.}]}]")
    first = run.ask()
    run.ask([said("Thanks")], previous_response_id=first["id"])
    run.forget()
    assert 2 == run.session.journal.forgotten
    assert [] == run.findings()


def test_what_was_played_is_known_after_the_journal_was_cleared() -> None:
    run = Run("steps: [{reply: [{message: Hi.}]}]")
    run.ask(headers=BEARER)
    run.session.journal.clear()
    assert [] == run.findings()
