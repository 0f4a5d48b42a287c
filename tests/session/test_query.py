"""Looking for calls in the journal."""

from typing import Any

import pytest

from mockserver.session.query import compared, matching
from mockserver.values import Call, JsonObject, ScenarioError
from tests.session.client import BEARER, send
from tests.session.verification.runs import LOOP, Run, output_of


@pytest.fixture(scope="module")
def run() -> Run:
    run = Run(LOOP)
    first = run.ask("Weather?", metadata={"user": "ada"}, headers={**BEARER, "X-Team": "blue"} | {"x-team": "blue"})
    run.ask([output_of(first["output"][0], '{"temp": 18}')], previous_response_id=first["id"])
    send(run.session, input="Nobody knows.")
    run.session.handle(Call("responses.retrieve", BEARER, {}, {}, {"response_id": first["id"]}))
    return run


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"operation": "responses.create"}, [1, 2, 3]),
        ({"operation": "responses.retrieve"}, [4]),
        ({"last_user": "Weather?"}, [1]),
        ({"last_user": {"$regex": "^(Weather|Nobody)"}}, [1, 3]),
        ({"metadata": {"user": "ada"}}, [1]),
        ({"headers": {"X-Team": "blue"}}, [1]),
        ({"tool_output": {"of": "look"}}, [2]),
        ({"tool_output": {"json": {"temp": {"$type": "number"}}}}, [2]),
        ({"tool_output": {"of": "peek"}}, []),
        ({"previous_response_id": {"$absent": True}, "operation": "responses.create"}, [1, 3]),
        ({"$not": {"model": "gpt-5"}}, [4]),
    ],
)
def test_calls_are_found_by_the_conditions_of_scenarios(run: Run, when: dict[str, Any], found: list[int]) -> None:
    assert found == [exchange.number for exchange in matching(run.session, when)]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"lastuser": "x"}, "'last_user'"),
        ({"last_user": {"$regx": "x"}}, "'\\$regex'"),
        ({"operation": "responses.crate"}, "responses.create"),
        ({"metadata": {"$schema": {"type": "strin"}}}, "not a JSON Schema"),
    ],
)
def test_what_is_no_condition_is_refused(run: Run, when: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        matching(run.session, when)


@pytest.mark.parametrize(
    ("when", "path", "expected", "got"),
    [
        ({"last_user": "Weather"}, "$.input", '"Weather"', '"Weather?"'),
        ({"metadata": {"user": "bob"}}, "$.metadata.user", '"bob"', '"ada"'),
        ({"operation": "responses.cancel"}, "operation", "responses.cancel", "responses.create"),
    ],
)
def test_in_what_a_call_differs_is_said(run: Run, when: dict[str, Any], path: str, expected: str, got: str) -> None:
    (_, [difference]), *_ = compared(run.session, when)
    assert (path, expected, got) == (difference.path, difference.expected, difference.got)


def test_what_matches_differs_in_nothing(run: Run) -> None:
    when: JsonObject = {"tool_output": {"of": "look"}}
    alike = [exchange.number for exchange, differences in compared(run.session, when) if not differences]
    assert [exchange.number for exchange in matching(run.session, when)] == alike
