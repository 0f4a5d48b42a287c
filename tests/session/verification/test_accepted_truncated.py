"""Streams that broke off and were taken for whole."""

import pytest

from mockserver.values import JsonObject
from tests.session.verification.runs import Run, said

CUTS = [
    "{truncate_after: 6}",
    "{disconnect_after: 6}",
    "{disconnect_after: {events: 6, bytes: 9}}",
    "{stall: 6}",
    "{cut_body: 4000}",
    "{drop_event: last}",
]
HEARD = "Partial words"


def talk(fault: str) -> str:
    return f"""
steps:
  - when: {{last_user: Tell}}
    reply:
      output: [{{message: {{id: msg_mine, text: {HEARD} and the rest of them.}}}}]
      stream: {{chunks: [7, 6, rest]}}
      fault: {fault}
  - reply: [{{message: More.}}]
"""


def broken(fault: str = CUTS[0], text: str = "") -> tuple[Run, JsonObject]:
    run = Run(text or talk(fault))
    return run, run.ask("Tell", stream=True)


@pytest.mark.parametrize("fault", CUTS)
def test_going_on_by_reference_from_a_broken_stream_is_told(fault: str) -> None:
    run, heard = broken(fault)
    run.ask("Go on", previous_response_id=heard["id"])
    finding = run.of("accepted_truncated")
    assert ("warn", 2) == (finding.severity, finding.call)
    assert "a step 1 (a.yaml:3:5)" in finding.message


def test_going_on_by_the_id_of_an_item_is_told() -> None:
    run, _ = broken()
    part = {"type": "message", "id": "msg_mine", "role": "assistant", "status": "incomplete"}
    content = [{"type": "output_text", "text": HEARD, "annotations": []}]
    run.ask([said("Tell"), {**part, "content": content}, said("Go on")])
    assert ["accepted_truncated"] == run.kinds()


def test_going_on_from_the_words_that_arrived_is_told() -> None:
    run, _ = broken("{truncate_after: 6}")
    run.ask([said("Tell"), {"role": "assistant", "content": HEARD}, said("Go on")])
    assert "accepted_truncated" in run.kinds()


def test_a_client_that_drops_the_answer_is_fine() -> None:
    run, _ = broken()
    run.ask([said("Tell"), said("Go on")])
    assert [] == run.findings()


def test_a_client_that_tries_again_and_goes_on_from_the_whole_is_fine() -> None:
    whole = """
steps:
  - when: {last_user: Tell}
    attempts:
      - {output: [{message: All of it.}], fault: {truncate_after: 4}}
      - [{message: All of it.}]
  - reply: [{message: More.}]
"""
    run, _ = broken(text=whole)
    run.wait(1)
    again = run.ask("Tell", retry=1, stream=True)
    run.ask("Go on", previous_response_id=again["id"])
    assert [] == run.findings()


@pytest.mark.parametrize("fault", ["{missing_done: true}", "{slow_headers: 1ms}", "{duplicate_event: 4}"])
def test_a_stream_with_its_last_event_is_whole(fault: str) -> None:
    run, heard = broken(fault)
    run.ask("Go on", previous_response_id=heard["id"])
    assert [] == run.findings()


def test_a_stream_that_says_that_it_failed_is_another_matter() -> None:
    run, heard = broken("{error_event: {after: 6}}")
    run.ask("Go on", previous_response_id=heard["id"])
    assert "accepted_truncated" not in run.kinds()


def test_an_incomplete_response_is_whole() -> None:
    text = """
steps:
  - {when: {last_user: Tell}, reply: {output: [{message: Cut off}], status: incomplete}}
  - reply: [{message: More.}]
"""
    run, heard = broken(text=text)
    run.ask("Go on", previous_response_id=heard["id"])
    assert [] == run.findings()
