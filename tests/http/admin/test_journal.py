"""Journal and verification by the admin API."""

import json
from typing import Any

import pytest

from tests.http.admin.steering import HELLO, Steering

PATH = "sessions/default/journal"


@pytest.fixture
def steering() -> Steering:
    """Answer four calls, the third with a refusal."""
    made = Steering(HELLO)
    for text in ("hi", "held", "else", "hi"):
        made.call(text)
    return made


def numbers(body: Any) -> list[int]:
    return [one["number"] for one in body["exchanges"]]


def test_the_journal_tells_every_call(steering: Steering) -> None:
    told = steering.ask("GET", PATH).body

    assert ([1, 2, 3, 4], 4, 0, None) == (numbers(told), told["calls"], told["forgotten"], told["next"])
    assert ["hello step 1", "hello stub 1", None, "hello step 1"] == [one["played"] for one in told["exchanges"]]
    assert [200, 200, 400, 200] == [one["reply"]["status"] for one in told["exchanges"]]


@pytest.mark.parametrize(
    ("query", "expected", "following"),
    [
        ("limit=2", [1, 2], 2),
        ("limit=2&after=2", [3, 4], None),
        ("limit=1&after=2", [3], 3),
        ("after=3", [4], None),
        ("after=4", [], None),
        ("after=99&limit=1", [], None),
    ],
)
def test_the_journal_has_pages(steering: Steering, query: str, expected: list[int], following: int | None) -> None:
    told = steering.ask("GET", f"{PATH}?{query}").body

    assert (expected, following) == (numbers(told), told["next"])


def test_secrets_are_masked(steering: Steering) -> None:
    steering.call("hi", metadata={"api_key": "sk-1234567890abcdefghijklmnop"})
    told = steering.ask("GET", PATH).body

    assert "1234567890abcdefghij" not in json.dumps(told)
    assert "Bearer key" not in json.dumps(told)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"last_user": "hi"}, [1, 4]),
        ({"last_user": {"$regex": "^h"}}, [1, 2, 4]),
        ({"operation": "responses.retrieve"}, []),
        ({"model": "gpt-4"}, []),
    ],
)
def test_calls_are_found_by_the_conditions_of_scenarios(steering: Steering, when: Any, expected: list[int]) -> None:
    assert expected == numbers(steering.ask("POST", f"{PATH}/query", {"when": when}).body)


@pytest.mark.parametrize(
    ("when", "status", "word"),
    [
        ({"last_usr": "hi"}, 400, "did you mean 'last_user'?"),
        ({"last_user": 3}, 409, "last_user"),
        ({"last_user": {"$regex": "("}}, 409, "$regex"),
        ({"operation": "responses.retreive"}, 400, "responses.retrieve"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_refused(steering: Steering, when: Any, status: int, word: str) -> None:
    told = steering.ask("POST", f"{PATH}/query", {"when": when})

    assert status == told.status
    assert word in told.message


def test_the_journal_may_be_forgotten(steering: Steering) -> None:
    assert 204 == steering.ask("DELETE", PATH).status
    assert ([], 4) == (numbers(steering.ask("GET", PATH).body), steering.ask("GET", PATH).body["calls"])
    steering.call("hi")
    assert [5] == numbers(steering.ask("GET", PATH).body)


def test_a_session_that_went_wrong_fails(steering: Steering) -> None:
    told = steering.ask("GET", "sessions/default/verification").body
    [miss] = [one for one in told["findings"] if one["kind"] == "miss"]

    assert (False, 3, "error") == (told["passed"], miss["call"], miss["severity"])
    assert "to answer it" in miss["message"]


def test_a_session_that_was_not_called_passes() -> None:
    assert {"passed": True, "findings": []} == Steering().ask("GET", "sessions/default/verification").body
