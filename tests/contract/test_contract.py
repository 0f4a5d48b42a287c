import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.contract import Contract
from mockserver.values import Call, Violation

GOOD = json.loads((Path(__file__).parent / "good.json").read_text())
CONTRACT = Contract.load(Path(__file__).parents[2] / "contracts" / "openai")


def violations(operation: str = "responses.create", **body: Any) -> list[Violation]:
    return CONTRACT.violations(Call(operation, {}, body), None)


def good(section: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("value", GOOD[section].values(), ids=GOOD[section])


@good("items")
def test_every_good_item_is_accepted(value: Any) -> None:
    assert [] == violations(model="m", input=[value])


@good("tools")
def test_every_good_tool_is_accepted(value: Any) -> None:
    assert [] == violations(model="m", input="Hi", tools=[value])


@good("tool_choices")
def test_every_good_tool_choice_is_accepted(value: Any) -> None:
    assert [] == violations(model="m", input="Hi", tool_choice=value)


@good("bodies")
def test_every_good_body_is_accepted(value: Any) -> None:
    assert [] == violations(**value)


@pytest.mark.parametrize("name", GOOD["parameters"])
def test_every_parameter_is_accepted(name: str) -> None:
    assert [] == violations(**{"model": "m", "input": "Hi", name: GOOD["parameters"][name]})


@pytest.mark.parametrize("name", sorted(GOOD["parameters"].keys() - {"model", "input"}))
def test_every_optional_parameter_may_be_null(name: str) -> None:
    body: dict[str, Any] = {"model": "m", "input": "Hi", name: None}

    assert [] == violations(**body)


def test_rules_are_asked_when_the_schema_accepts() -> None:
    assert ["model_required", "input_required"] == [violation.rule for violation in violations()]
    assert ["schema"] == [violation.rule for violation in violations(user=5)]


def test_an_operation_without_a_body_is_accepted() -> None:
    assert [] == violations("responses.retrieve", anything=True)


def test_authorization_is_asked_by_itself() -> None:
    assert ["authorization"] == [violation.rule for violation in CONTRACT.authorize(Call("models.list", {}, {}))]
    assert [] == CONTRACT.authorize(Call("models.list", {"authorization": "Bearer k"}, {}))


def test_a_refusal_that_nothing_explains_is_our_bug() -> None:
    body = CONTRACT._bodies["responses.create"]

    with pytest.raises(AssertionError, match="explanation form accepts"):
        body.explain({})
