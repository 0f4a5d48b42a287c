"""Exchanges as plain JSON."""

import orjson
import pytest

from mockserver.session.show import exchange_json
from mockserver.values import JsonObject
from tests.session.verification.runs import LOOP, Run

SECRET = "sk-proj-abcdEFGH1234567890wxyz"  # noqa: S105 - nobody's


def shown(run: Run) -> JsonObject:
    """Give the last exchange, as it arrives somewhere else."""
    *_, last = run.session.journal
    return dict(orjson.loads(orjson.dumps(exchange_json(last))))


@pytest.mark.parametrize("stream", [False, True])
def test_a_play_is_shown_with_what_was_said(stream: bool) -> None:
    run = Run(LOOP)
    response = run.ask("Weather?", stream=stream)
    told = shown(run)
    assert (1, "responses.create", "POST /v1/responses", 1.0) == tuple(
        told[key] for key in ("number", "operation", "line", "at")
    )
    assert {"model": "gpt-5", "input": "Weather?", "stream": stream} == {"stream": False, **told["body"]}
    assert ("a step 1", {"file": "a.yaml", "line": 3, "column": 5}) == (told["played"], told["place"])
    reply = told["reply"]
    assert (200, response["id"], response["output"]) == (reply["status"], reply["response_id"], reply["output"])
    assert stream == ("response.completed" in reply["events"])
    assert {"outcome": "complete", "seconds": 0.0} == told["delivery"]


def test_a_miss_is_shown_with_its_diagnosis() -> None:
    run = Run(LOOP)
    run.ask("Wether?")
    told = shown(run)
    assert ("mock_no_match", None, 400) == (told["problem"], told["played"], told["reply"]["status"])
    assert told["diagnosis"]["message"].startswith("mockserver: call 1")


def test_a_violation_is_shown() -> None:
    run = Run(LOOP)
    run.ask("Weather?", temperatur=1)
    (violation,) = shown(run)["violations"]
    assert ("unknown_parameter", "temperatur", 400) == (violation["rule"], violation["param"], violation["status"])


def test_no_secret_is_shown() -> None:
    run = Run(LOOP)
    headers = {"authorization": f"Bearer {SECRET}", "x-api-key": SECRET}
    run.ask(f"My key is {SECRET}", headers=headers, metadata={"token": SECRET}, **{SECRET: 1})
    told = shown(run)
    assert "Bearer sk-…wxyz" == told["headers"]["authorization"]
    assert "My key is sk-…wxyz" == told["body"]["input"]
    assert "EFGH1234567890" not in str(told)
