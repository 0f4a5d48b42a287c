"""Steps to paste."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import JsonObject
from tests.session.client import Answer, contract, said, send, start
from tests.session.diagnosis.misses import NO_STEP, message, output, suggestion


@pytest.mark.parametrize(
    "items",
    [
        [said("Hello")],
        [said("")],
        [said('{"a": [1, "b\\n"]}\n\t- #: }')],
        [said("a" * 5000)],
        [said('"' * 400)],
        [{"role": "developer", "content": "x"}],
        [said("Hello"), {"role": "assistant", "content": "Hm."}],
        [output("12:00", "unknown")],
        [{"type": "function_call", "call_id": "c", "name": "get_weather", "arguments": "{}"}, output("a", "c")],
        [{"type": "function_call", "call_id": "c", "name": "w" * 128, "arguments": "{}"}, output("a", "c")],
    ],
    ids=lambda items: str(items)[:40],
)
@pytest.mark.parametrize("group", ["steps", "stubs"])
def test_the_suggested_step_answers_the_call(group: str, items: list[JsonObject]) -> None:
    missed = send(start(NO_STEP, strict=False), input=items)
    answer = send(start(f"{group}:\n{suggestion(missed)}\n", strict=False), input=items)
    assert "mock_no_match" == missed.error["code"]
    assert "…" == answer.text


@example(text="\x7f\x80\x85\x9f\xa0")
@example(text="\u2028\u2029\ufeff\ufffe\uffff")
@example(text="\U0001f600\U0010ffff\r\n\x00")
@given(text=st.text())
@settings(derandomize=True, deadline=None)
def test_whatever_the_user_says_can_be_pasted(text: str) -> None:
    missed = send(start(NO_STEP, strict=False), input=text)
    scenario = loads(f"steps:\n{suggestion(missed)}\n", "a.yaml")
    assert 200 == send(Session(contract(), [scenario]), input=text).status


SCRIPT = """\
name: script
steps:
  - when: {last_user: Go}
    reply: [{function_call: {name: look, call_id: call_1}}]
  - when: {tool_output: {of: look}}
    reply: [{message: Seen.}]
"""
OPENING = [{"input": "Go"}]
LOOKED = [*OPENING, {"input": [output("1")], "previous_response_id": True}]


@pytest.mark.parametrize(
    "calls",
    [
        [{"input": "Hello"}],
        [{"input": "Go!"}],
        [{"input": []}],
        [{"input": [{"role": "developer", "content": "Be brief."}]}],
        [*OPENING, {"input": "What?"}],
        [*OPENING, {"input": "What?", "previous_response_id": True}],
        [*OPENING, {"input": [output("1"), said("And?")], "previous_response_id": True}, {"input": "More"}],
        [*LOOKED, {"input": "More", "previous_response_id": True}],
        [*LOOKED, {"input": "More", "previous_response_id": True, "instructions": "Be brief."}],
        [*LOOKED, {"input": "Well", "previous_response_id": True, "stream": True}],
    ],
    ids=str,
)
def test_pasted_where_it_says_the_step_answers_the_last_call(calls: list[JsonObject]) -> None:
    *_, missed = made(SCRIPT, calls)
    answers = made(SCRIPT + where(missed) + suggestion(missed), calls)

    assert "mock_no_match" == missed.error["code"]
    assert ([200] * len(calls), "…") == ([answer.status for answer in answers], answers[-1].text)


def where(missed: Answer) -> str:
    """Give the key that has to stand before the step that is suggested; the steps end the script."""
    return "stubs:\n" if "add to the stubs:" in message(missed) else ""


def made(scenario: str, calls: list[JsonObject]) -> list[Answer]:
    session, answers = start(scenario, strict=False), list[Answer]()
    for call in calls:
        previous = {"previous_response_id": answers[-1].id} if "previous_response_id" in call else {}
        answers.append(send(session, **{**call, **previous}))
    return answers


SECRET = "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Take {SECRET}", '{$contains: "Take sk-"}'),
        (f"{SECRET} is the key, keep it.", '{$contains: "6Mn7 is the key, keep it."}'),
        (f"Take {SECRET} and keep it.", '{$contains: "6Mn7 and keep it."}'),
    ],
)
def test_a_secret_is_not_suggested(text: str, wanted: str) -> None:
    missed = send(start(NO_STEP), input=text)
    answer = send(start(f"stubs:\n{suggestion(missed)}\n"), input=text)

    assert SECRET not in message(missed)
    assert (200, f"  - when: {{last_user: {wanted}}}") == (answer.status, suggestion(missed).splitlines()[0])


TEXTS = st.one_of(st.text(), st.sampled_from(["Go", "", f"Take {SECRET}", "x" * 300, "#: -\t'", '"']))
CALLS = st.builds(
    lambda name, call_id, text: [
        {"type": "function_call", "call_id": call_id, "name": name, "arguments": "{}"},
        output(text, call_id),
    ],
    st.from_regex("[a-zA-Z0-9_-]{1,64}", fullmatch=True),
    st.sampled_from(["call_1", "call_2"]),
    TEXTS,
)
PIECES = st.one_of(
    TEXTS.map(lambda text: [said(text)]),
    TEXTS.map(lambda text: [{"role": "developer", "content": text}]),
    TEXTS.map(lambda text: [{"role": "assistant", "content": text}]),
    TEXTS.map(lambda text: [output(text, "call_9")]),
    CALLS,
)


@given(pieces=st.lists(PIECES, max_size=4), goes_on=st.booleans())
@settings(derandomize=True, deadline=None)
def test_whatever_the_call_the_suggested_step_answers_it(pieces: list[list[JsonObject]], goes_on: bool) -> None:
    asked: JsonObject = {"input": [item for piece in pieces for item in piece]}
    calls = [*OPENING, {**asked, **({"previous_response_id": True} if goes_on else {})}]
    *_, missed = made(SCRIPT, calls)
    assume(400 == missed.status)
    answers = made(SCRIPT + where(missed) + suggestion(missed), calls)

    assert [200, 200] == [answer.status for answer in answers]
