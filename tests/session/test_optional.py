"""Steps that may be left out."""

import pytest

from mockserver.values import JsonObject
from tests.session.client import Answer, send, start

STEPS = """
steps:
  - {when: {last_user: A}, reply: [{message: a.}]}
  - {optional: true, when: {last_user: B}, reply: [{message: b.}]}
  - {optional: true, when: {last_user: C}, reply: [{message: c.}]}
  - {when: {last_user: D}, reply: [{message: d.}]}
  - {optional: true, when: {last_user: E}, reply: [{message: e.}]}
"""


def talk(words: str, scenario: str = STEPS) -> list[Answer]:
    session, answers = start(scenario), list[Answer]()
    for word in words:
        before: JsonObject = {"previous_response_id": answers[-1].id} if answers else {}
        answers.append(send(session, input=word, **before))
        if answers[-1].status != 200:
            break
    return answers


@pytest.mark.parametrize("words", ["AD", "ABD", "ACD", "ABCD", "ADE", "ABCDE"])
def test_any_of_them_may_be_left_out(words: str) -> None:
    assert [f"{word.lower()}." for word in words] == [answer.text for answer in talk(words)]


@pytest.mark.parametrize("words", ["B", "D", "AE", "ACB", "ADB", "ADD", "ABCE"])
def test_no_other_order_is_played(words: str) -> None:
    assert ("mock_no_match", len(words)) == (talk(words)[-1].error["code"], len(talk(words)))


def test_the_step_itself_comes_before_the_one_after_it() -> None:
    answers = talk("AXX", STEPS.replace("last_user: B", "last_user: X").replace("last_user: C", "last_user: X"))
    assert ["a.", "b.", "c."] == [answer.text for answer in answers]


def test_an_optional_last_step_may_repeat() -> None:
    answers = talk(
        "AXX", STEPS.partition("  - {optional")[0] + "  - {optional: true, repeat: true, reply: [{message: x.}]}"
    )
    assert ["a.", "x.", "x."] == [answer.text for answer in answers]


def test_an_optional_step_of_another_operation_holds_nothing_up() -> None:
    other = "steps: [{reply: [{message: a.}]}, {optional: true, when: {operation: responses.retrieve}, reply: {error: {status: 500}}}, {reply: [{message: b.}]}]"
    assert ["a.", "b."] == [answer.text for answer in talk("XY", other)]


def test_a_miss_names_all_that_might_have_come() -> None:
    message = talk("AX")[-1].error["message"]
    assert [True] * 3 == [f"a step {number}" in message for number in (2, 3, 4)]
