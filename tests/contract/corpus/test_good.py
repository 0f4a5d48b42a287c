"""Requests of the reference and of real clients: none may be refused."""

from typing import Any

import pytest

from mockserver.values import DIALECTS, Dialect
from tests.contract.corpus.cases import Case, cases, every, refusals

FEWEST = {"openai": 150, "open-responses": 150}
FEWEST_CLIENTS = {"openai": 15, "open-responses": 10}
CALLS = ("function_call", "custom_tool_call", "computer_call", "shell_call", "apply_patch_call")
OUTPUTS = tuple(f"{call}_output" for call in CALLS)
CONTINUING = ("previous_response_id", "conversation")


@every("good")
def test_a_good_request_is_not_refused(dialect: Dialect, case: Case) -> None:
    assert [] == refusals(dialect, case)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_there_are_enough_good_requests_of_enough_clients(dialect: Dialect) -> None:
    good = cases("good", dialect)
    clients = {case["source"].rsplit(" ", 1)[0] for case in good if case["source"][-1].isdigit()}

    assert len(good) >= FEWEST[dialect]
    assert len(clients) >= FEWEST_CLIENTS[dialect]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_good_requests_answer_their_own_calls(dialect: Dialect) -> None:
    bodies = [case["body"] for case in cases("good", dialect)]

    assert [] == [body for body in bodies if not answers_its_calls(body)]


def answers_its_calls(body: Case) -> bool:
    items = items_of(body)
    return call_ids(items, CALLS) == call_ids(items, OUTPUTS) or continues(body)


def items_of(body: Case) -> list[dict[str, Any]]:
    given = body.get("input")
    return given if isinstance(given, list) else []


def call_ids(items: list[dict[str, Any]], types: tuple[str, ...]) -> set[str]:
    return {item["call_id"] for item in items if item.get("type") in types and "call_id" in item}


def continues(body: Case) -> bool:
    """Say whether calls may stand in something stored."""
    referred = any(item.get("type") == "item_reference" for item in items_of(body))
    return referred or any(body.get(name) for name in CONTINUING)
