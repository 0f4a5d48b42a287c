"""Scripts of turns."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from mockserver import ScenarioError, call, error, item, say
from mockserver.session.settle import settle
from mockserver.testing.script import scripted
from mockserver.testing.spot import caller
from mockserver.values import Json


def steps(*turns: Any) -> Json:
    scenario = scripted("script", turns, caller())
    settle([scenario])
    return scenario.as_json()["steps"]


SAID = {"reply": [{"message": "Hi."}]}


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([say("Hi.")], [SAID]),
        ([say("Hi."), say("Hi.")], [SAID, SAID]),
        ([[say("Hi."), call("f")]], [{"reply": [{"message": "Hi."}, {"function_call": {"name": "f", "arguments": {}}}]}]),
        ([[]], [{"reply": []}]),
        ([{"output": [{"message": "Hi."}], "status": "incomplete"}], [{"reply": {"output": [{"message": "Hi."}], "status": "incomplete"}}]),
        ([[{"message": "Hi."}]], [SAID]),
        (["auto"], [{"reply": "auto"}]),
        ([error(400)], [{"reply": {"error": {"status": 400}}}]),
    ],
)  # fmt: skip
def test_each_turn_is_a_step(turns: Sequence[Any], expected: Json) -> None:
    assert expected == steps(*turns)


@pytest.mark.parametrize(
    ("turn", "tool"),
    [
        (call("f"), "f"),
        ([call("f"), call("g"), say("Wait.")], "g"),
        (item("custom_tool_call", name="h", input="x"), "h"),
        (item("shell_call"), "shell"),
        ([{"type": "function_call", "name": "k", "arguments": "{}"}], "k"),
        ({"output": [{"function_call": {"name": "m"}}]}, "m"),
    ],
)
def test_after_a_call_its_output_is_waited_for(turn: Any, tool: str) -> None:
    assert {"tool_output": {"of": tool}} == steps(turn, say("Hi."))[1]["when"]


@pytest.mark.parametrize("turn", [say("Hm."), item("web_search_call"), "auto"], ids=str)
def test_after_anything_else_any_call_will_do(turn: Any) -> None:
    assert SAID == steps(turn, say("Hi."))[1]


def test_an_error_that_is_retried_is_an_attempt() -> None:
    expected = {"attempts": [{"error": {"status": 429}}, {"error": {"status": 500}}, [{"message": "Hi."}]]}

    assert [expected, SAID] == steps(error(429), error(500), say("Hi."), say("Hi."))


def test_it_is_played_once() -> None:
    assert 1 == scripted("script", [say("Hi.")], caller()).starts


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ([], "script() wants at least one turn, such as say('Hello.')"),
        ([3], "turn 1 of script() must be say(…), call(…), item(…), error(…), a list of items, or a reply as in scenario files, not int 3"),
        ([say("Hi."), "Hello"], "turn 2 of script() must be .* not str 'Hello'; a text that the model says is say(…)"),
        ([None], "turn 1 .* not NoneType None; a model that says nothing is []"),
        ([[3]], "turn 1 of script() has int 3 in the place of an item; items are say(…), call(…), item(…)"),
        ([[say("Hi."), error(400)]], "turn 1 of script() has error(…) in a list of items; an error is a turn of its own"),
        ([item("mesage")], "unknown item type 'mesage'; did you mean 'message'?"),
        ([item("nothing_like_it")], "unknown item type 'nothing_like_it'; known types: message, function_call, "),
        ([{"output": [], "stat": 3}], "unknown key 'stat' in a reply; did you mean 'status'?"),
        ([error(400), say("Hi.")], "no client tries again after status 400, so that what follows"),
        ([error(200)], "'status' must be at least 400, not the number 200"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(turns: Sequence[Any], message: str) -> None:
    pattern = re.escape(message).replace(r"\.\*", ".*")

    with pytest.raises(ScenarioError, match=rf"^\S*test_script.py:\d+:\d+: {pattern}") as raised:
        steps(*turns)
    assert "\n" not in str(raised.value)


def test_each_step_and_item_has_its_line() -> None:
    scenario = scripted(
        "script",
        [
            [say("One."),
             say("Two.")],
            error(429),
            say("Three."),
        ],
        caller(),
    )  # fmt: skip
    first = scenario.place("steps", 0).line

    assert [1, 2, 3] == [
        scenario.place(*path).line - first
        for path in (("steps", 0, "reply", 1), ("steps", 1), ("steps", 1, "replies", 1, "output", 0))
    ]


def test_items_of_other_files_are_found_at_their_script() -> None:
    built = say("Hi.")
    elsewhere = type(built)(built.type, built.body, type(built.place)("other.py", 1000))
    place = caller()

    assert place == scripted("script", [elsewhere], place).place("steps", 0)
