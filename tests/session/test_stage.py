"""Choosing who answers: compactions, expectations, objects, misses."""

from typing import Any

import pytest

from mockserver.protocol.checker import check
from mockserver.values import JsonObject
from tests.session.client import said
from tests.session.life import CREATE, Life, error_of, texts

REPEAT = "steps: [{reply: [{message: Hi}], repeat: true}]"
TRIGGER: JsonObject = {"type": "compaction_trigger"}
NOBODY = "stubs: [{when: {last_user: nobody}, reply: [{message: Hi}]}]"


def kinds(response: JsonObject) -> list[str]:
    return [item["type"] for item in response["output"]]


@pytest.mark.parametrize("scenario", [REPEAT, NOBODY, "stubs: [{reply: [{message: Hi}, {compaction: null}]}]"])
def test_a_trigger_yields_one_compaction_and_nothing_else(scenario: str) -> None:
    assert ["compaction"] == kinds(Life(scenario).create([said("a"), TRIGGER]))


def test_as_a_stream_too() -> None:
    heard = Life(REPEAT).ask(CREATE, model="gpt-5", input=[said("a"), TRIGGER], stream=True)

    assert ([], ["compaction"]) == (check(heard.events, "openai"), kinds(heard.events[-1]["response"]))


def test_on_a_websocket_too() -> None:
    turn = Life(REPEAT).turn(input=[said("a"), TRIGGER])

    assert turn.record
    assert ["compaction"] == kinds(turn.record.progress.snapshot(0.0))


OWN = [
    ("[{compaction: {encrypted_content: mine}}]", 200),
    ("{error: {status: 429}}", 429),
]


@pytest.mark.parametrize(("reply", "status"), OWN)
def test_the_author_may_say_what_answers_a_trigger(reply: str, status: int) -> None:
    one = Life(f"stubs: [{{reply: {reply}}}]")

    assert (status, "a stub 1") == (one.ask(CREATE, model="gpt-5", input=[said("a"), TRIGGER]).status, one.played)


def test_a_trigger_in_the_middle_is_not_one() -> None:
    one = Life(REPEAT)
    one.ask(CREATE, model="gpt-5", input=[TRIGGER, said("a")])

    assert one.played != "compaction stub 1"


def test_a_thread_goes_on_after_a_compaction() -> None:
    one = Life("steps: [{reply: [{message: One}]}, {reply: [{message: Two}]}]")
    first = one.create("a")
    made = one.create([TRIGGER], previous_response_id=first["id"])
    second = one.create("b", previous_response_id=made["id"])

    assert (["compaction"], ["Two"]) == (kinds(made), texts(second["output"]))


def test_a_trigger_is_no_input_item() -> None:
    one = Life(REPEAT)

    assert ["a"] == texts(one.listed(one.create([said("a"), TRIGGER])["id"]))


def test_a_miss_says_what_was_nearest_and_suggests_a_step() -> None:
    heard = Life(NOBODY).ask(CREATE, model="gpt-5", input="somebody")

    assert (400, None, "mock_no_match") == error_of(heard)
    assert "nearest 1/1: a stub 1 (a.yaml:1:9)" in heard.error["message"]
    assert '- when: {last_user: "somebody"}' in heard.error["message"]


@pytest.mark.parametrize(("mode", "status"), [("enforce", 400), ("report", 200)])
def test_an_expectation_is_held_as_strictly_as_the_mode_says(mode: str, status: int) -> None:
    one = Life("stubs: [{expect: {instructions: Be brief.}, reply: [{message: Hi}]}]", mode=mode)
    heard = one.ask(CREATE, model="gpt-5", input="Hi")

    assert (status, "a stub 1") == (heard.status, one.played)


def test_a_refused_call_uses_nothing_up() -> None:
    one = Life("stubs: [{expect: {instructions: b}, reply: [{message: Hi}], times: 1}]")
    one.ask(CREATE, model="gpt-5", input="Hi")

    assert ["Hi"] == texts(one.create(instructions="b")["output"])


SCHEMA: dict[str, Any] = {
    "format": {
        "type": "json_schema",
        "name": "n",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "required": ["a"],
            "additionalProperties": False,
        },
    }
}


@pytest.mark.parametrize(("value", "status"), [("x", 200), ("1", 500)])
def test_an_object_has_to_fit_the_schema_that_is_asked_for(value: str, status: int) -> None:
    one = Life(f"stubs: [{{reply: [{{message: {{json: {{a: {value}}}}}}}]}}]")
    heard = one.ask(CREATE, model="gpt-5", input="Hi", text=SCHEMA)

    assert (status, "a stub 1") == (heard.status, one.played)


def test_what_a_warm_up_said_counts_as_the_calls_own() -> None:
    one = Life("stubs: [{when: {last_user: warm}, reply: [{message: Hi}]}]")
    warm = one.turn(input=[said("warm")], generate=False)
    turn = one.turn(input=[], previous_response_id=warm.response_id)

    assert ("a stub 1", False) == (one.played, turn.failed)
