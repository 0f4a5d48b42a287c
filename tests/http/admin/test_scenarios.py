"""Scenarios by the admin API."""

import gc
from typing import Any

import pytest

from mockserver.scenario.model import Scenario
from tests.http.admin.steering import HELLO, Steering

BYE = {"name": "bye", "stubs": [{"when": {"last_user": "bye"}, "reply": [{"message": "Bye"}]}]}
PATH = "sessions/default/scenarios"


def names(steering: Steering, path: str) -> list[str]:
    return [one["name"] for one in steering.ask("GET", path).body["scenarios"]]


def test_scenarios_are_listed() -> None:
    steering = Steering(HELLO)
    listed = steering.ask("GET", PATH).body

    assert listed == steering.ask("GET", "scenarios").body
    assert [
        {"name": "hello", "description": None, "file": "0.yaml", "dialect": None, "steps": 2, "stubs": 1}
    ] == listed["scenarios"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (BYE, "bye"),
        ({"stubs": BYE["stubs"]}, "upload-2"),
        ({"yaml": "name: adieu\nstubs: [{when: {last_user: bye}, reply: [{message: Bye}]}]"}, "adieu"),
        ({"yaml": "stubs: [{when: {last_user: bye}, reply: [{message: Bye}]}]", "name": "x.y"}, "x.y"),
        ({"yaml": "stubs: [{when: {last_user: bye}, reply: [{message: Bye}]}]"}, "upload-2"),
        ({"yaml": '{"stubs": [{"when": {"last_user": "bye"}, "reply": [{"message": "Bye"}]}]}'}, "upload-2"),
    ],
)
def test_an_added_scenario_is_played_in_its_session_only(body: Any, name: str) -> None:
    steering = Steering(HELLO)
    steering.call("hi")
    steering.call("hi", "other")
    told = steering.ask("POST", PATH, body)

    assert (201, name) == (told.status, told.body["name"])
    assert (["hello", name], ["hello"]) == (names(steering, PATH), names(steering, "scenarios"))
    assert [200, 400] == [steering.call("bye", session).status for session in ("default", "other")]


def test_nothing_of_a_scenario_that_is_validated_is_kept() -> None:
    steering = Steering(HELLO)
    before = _scenarios_in_memory()
    for number in range(5):
        steering.ask("POST", "scenarios/validate", {**BYE, "name": f"bye {number}"})

    assert before == _scenarios_in_memory()


def _scenarios_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, Scenario) for one in gc.get_objects())


WRONG = {
    "name is taken": ({"name": "hello", "stubs": BYE["stubs"]}, "already in"),
    "unknown item": ({"steps": [{"reply": [{"massage": "x"}]}]}, "did you mean 'message'?"),
    "no YAML": ({"yaml": "steps: ["}, "upload-2.yaml:1:"),
    "empty": ({"yaml": " "}, "empty"),
    "no scenario": ({"yaml": "stepps: []"}, "upload-2.yaml:1:1: unknown key 'stepps'"),
    "other dialect": ({"dialect": "open-responses", **BYE}, "dialect"),
    "file in YAML": ({"yaml": "steps:\n- reply: {raw: {file: /etc/passwd}}"}, "upload-2.yaml:2:17: unknown key 'file'"),
    "tag in YAML": ({"yaml": "steps:\n- reply: !include /etc/passwd"}, "upload-2.yaml:2:10: the tag !include"),
    "file in JSON": ({"steps": [{"reply": {"raw": {"file": "/etc/passwd"}}}]}, "$.steps[0].reply.raw.file"),
    "file as schema": (
        {"stubs": [{"when": {"input": {"$schema": {"$ref": "file:///etc/passwd"}}}, "reply": []}]},
        "only references inside the schema are followed",
    ),
}


@pytest.mark.parametrize(("body", "word"), WRONG.values(), ids=WRONG)
def test_a_wrong_scenario_is_told_the_place_and_changes_nothing(body: Any, word: str) -> None:
    steering = Steering(HELLO)
    steering.call("hi")
    told = steering.ask("POST", PATH, body)

    assert told.status in {400, 409}
    assert word in told.message
    assert ["hello"] == names(steering, PATH)


def test_a_scenario_is_checked_and_not_kept() -> None:
    steering = Steering(HELLO)
    told = steering.ask("POST", "scenarios/validate", BYE)

    assert (True, "bye", None) == (told.body["valid"], told.body["scenario"]["name"], told.body["problem"])
    assert (["hello"], ["hello"]) == (names(steering, PATH), names(steering, "scenarios"))


@pytest.mark.parametrize(
    ("body", "line", "column", "word"),
    [
        ({"yaml": "steps:\n- repyl: []"}, 2, 3, "did you mean 'reply'?"),
        ({"yaml": "steps:\n- reply:\n  - {massage: x}"}, 3, 5, "did you mean 'message'?"),
        ({"steps": [{"repyl": []}]}, 1, 1, "$.steps[0].repyl"),
        ({"dialect": "open-responses", "contract": {"rules": {"x": "off"}}, "stubs": BYE["stubs"]}, 1, 1, "x"),
        ({}, 1, 1, "steps"),
        ({"yaml": 1}, 1, 1, "yaml"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_told(body: Any, line: int, column: int, word: str) -> None:
    told = Steering().ask("POST", "scenarios/validate", body)

    assert (200, False, None) == (told.status, told.body["valid"], told.body["scenario"])
    assert (line, column) == (told.body["problem"]["line"], told.body["problem"]["column"])
    assert word in told.body["problem"]["message"]
