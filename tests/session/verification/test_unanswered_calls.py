"""Calls of tools that the client left open."""

import pytest

from tests.session.verification.runs import LOOP, Run, output_of, said

TWO = """
steps:
  - when: {last_user: Weather?}
    reply: [{function_call: {name: look}}, {function_call: {name: feel}}]
  - reply: [{message: Fine.}]
"""
GOES_ON = """
steps:
  - when: {last_user: Weather?}
    reply: [{function_call: {name: look}}]
  - reply: [{message: Well.}]
"""


def test_a_client_that_goes_on_without_the_output_is_told() -> None:
    run = Run(GOES_ON)
    run.ask([said("Weather?")])
    run.ask([said("Weather?"), said("Never mind.")])
    finding = run.of("unanswered_calls")
    assert ("warn", 2) == (finding.severity, finding.call)
    assert "call 2 goes on in the thread without them" in finding.message
    assert "open: look (call_" in finding.message


def test_a_thread_that_ends_before_the_output_is_told() -> None:
    run = Run(LOOP)
    run.ask("Weather?")
    finding = next(one for one in run.findings() if one.kind == "unanswered_calls")
    assert ("its thread ends there" in finding.message, 1) == (True, finding.call)


def test_a_call_of_a_stub_wants_its_output_too() -> None:
    run = Run("stubs: [{reply: [{function_call: {name: look}}]}]")
    run.ask()
    assert ["unanswered_calls"] == run.kinds()


def test_of_two_calls_the_open_one_is_named() -> None:
    run = Run(TWO, mode="report")
    first = run.ask("Weather?")
    run.ask([output_of(first["output"][0])], previous_response_id=first["id"])
    finding = next(one for one in run.findings() if one.kind == "unanswered_calls")
    assert ("open: feel" in finding.message, "look" in finding.message) == (True, False)


@pytest.mark.parametrize("by_reference", [True, False], ids=["reference", "history"])
def test_a_client_that_answers_is_fine(by_reference: bool) -> None:
    run = Run(TWO)
    first = run.ask("Weather?")
    outputs = [output_of(call) for call in first["output"]]
    if by_reference:
        run.ask(outputs, previous_response_id=first["id"])
    else:
        run.ask([said("Weather?"), *first["output"], *outputs])
    assert [] == run.findings()


def test_new_ids_of_a_gateway_are_no_omission() -> None:
    run = Run(LOOP.replace("{of: look}", "{$any: true}"))
    run.ask("Weather?")
    call = {"type": "function_call", "call_id": "own-0", "name": "look", "arguments": '{"city":"Paris"}'}
    run.ask([said("Weather?"), call, output_of(call)])
    assert "unanswered_calls" not in run.kinds()


def test_a_scenario_that_ends_with_a_call_asks_for_no_more() -> None:
    run = Run("steps: [{reply: [{function_call: {name: finish}}]}]")
    run.ask()
    assert [] == run.findings()


@pytest.mark.parametrize(
    "reply",
    [
        "[{web_search_call: {query: cats}}]",
        "[{message: Hi.}]",
        "{output: [{function_call: {name: look}}], status: incomplete}",
    ],
    ids=["server", "none", "cut"],
)
def test_what_the_client_need_not_answer_may_stay_open(reply: str) -> None:
    run = Run(f"stubs: [{{reply: {reply}}}]")
    run.ask()
    assert [] == run.findings()


def test_what_broke_off_asks_for_no_output() -> None:
    run = Run("stubs: [{reply: {output: [{function_call: {name: look}}], fault: {truncate_after: 5}}}]")
    run.ask(stream=True)
    assert [] == run.findings()
