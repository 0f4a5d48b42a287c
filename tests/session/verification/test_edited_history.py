"""Items of ours that came back with other words."""

from typing import Any

import pytest

from mockserver.values import JsonObject
from tests.session.verification.runs import Run, output_of, said

SCRIPT = """
steps:
  - when: {last_user: Weather?}
    reply:
      - {reasoning: {summary: I look it up., encrypted_content: c2VhbGVk}}
      - {message: I look it up for you.}
      - {function_call: {name: look, arguments: {city: Paris, days: 2}}}
  - {reply: [{message: It is fine.}], repeat: true}
"""


def sent_back(*edits: tuple[int, JsonObject], **parameters: Any) -> Run:
    """Send everything back, items with a number changed so."""
    run = Run(SCRIPT)
    output = run.ask("Weather?", include=["reasoning.encrypted_content"], **parameters)["output"]
    for number, changes in edits:
        output[number] = {**output[number], **changes}
    run.ask([said("Weather?"), *output, output_of(output[2])], include=["reasoning.encrypted_content"])
    return run


def part(text: str) -> list[JsonObject]:
    return [{"type": "output_text", "text": text, "annotations": []}]


@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
@pytest.mark.parametrize(
    ("number", "changes", "shown"),
    [
        (1, {"content": part("I look it up.")}, '$.input[2].content: we said "I look it up for you."'),
        (2, {"arguments": '{"city": "Rome", "days": 2}'}, "$.input[3].arguments: we said"),
        (2, {"arguments": "no JSON"}, '"no JSON" came'),
        (2, {"name": "peek"}, '$.input[3].name: we said "look", "peek" came'),
        (0, {"summary": [{"type": "summary_text", "text": "Hm."}]}, "$.input[1].summary: we said"),
        (0, {"encrypted_content": "b3RoZXI="}, "$.input[1].encrypted_content: we said"),
    ],
)
def test_other_words_under_an_id_of_ours_are_told(number: int, changes: JsonObject, shown: str, stream: bool) -> None:
    finding = sent_back((number, changes), stream=stream).of("edited_history")
    assert ("warn", 2) == (finding.severity, finding.call)
    assert shown in finding.message


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (0, {"summary": []}),
        (0, {"encrypted_content": None}),
        (1, {"content": "I  look it\nup for you."}),
        (1, {"status": None}),
        (2, {"arguments": '{ "days": 2.0, "city": "Paris" }'}),
        (2, {"status": "completed", "id": None}),
    ],
)
def test_what_clients_do_to_items_is_no_edit(number: int, changes: JsonObject) -> None:
    kept = {key: value for key, value in changes.items() if value is not None}
    run = Run(SCRIPT, mode="off")
    output = run.ask("Weather?")["output"]
    output[number] = {key: value for key, value in output[number].items() if key not in changes} | kept
    run.ask([said("Weather?"), *output, output_of(output[2])])
    assert [] == run.findings()


def test_the_call_id_alone_tells_whose_call_it_is() -> None:
    run = Run(SCRIPT)
    call = run.ask("Weather?")["output"][2]
    changed = {"type": "function_call", "call_id": call["call_id"], "name": "look", "arguments": "{}"}
    run.ask([said("Weather?"), changed, output_of(call)])
    assert ["edited_history"] == run.kinds()


def test_items_that_are_left_out_are_no_edit() -> None:
    run = Run(SCRIPT)
    call = run.ask("Weather?")["output"][2]
    run.ask([said("Weather?"), call, output_of(call)])
    assert [] == run.findings()


def test_an_edit_that_comes_again_is_told_once() -> None:
    run = Run(SCRIPT)
    output = run.ask("Weather?")["output"]
    history = [said("Weather?"), {**output[1], "content": part("No.")}, output[2], output_of(output[2])]
    run.ask(history)
    run.ask([*history, said("And?")])
    assert ["edited_history"] == run.kinds()


def test_an_id_in_the_file_may_stand_for_several_items() -> None:
    run = Run("stubs: [{when: {last_user: A}, reply: [{message: {id: msg_1, text: A.}}]}, "
              "{reply: [{message: {id: msg_1, text: B.}}]}]")  # fmt: skip
    for word in ("A", "B"):
        (message,) = run.ask(word)["output"]
        run.ask([said(word), message, said("And?")])
    assert [] == run.findings()


def test_items_of_others_may_say_what_they_like() -> None:
    run = Run("stubs: [{reply: [{message: Hi.}]}]")
    run.ask()
    run.ask([{"type": "message", "id": "msg_foreign", "role": "assistant", "content": part("Yes.")}, said("And?")])
    assert [] == [kind for kind in run.kinds() if kind == "edited_history"]
