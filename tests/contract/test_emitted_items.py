"""What the server sends: items and responses, accepted when whole and refused with one thing wrong."""

import copy
from typing import Any

import pytest
from openai._models import construct_type
from openai.types.beta import BetaResponseOutputItem
from pydantic import BaseModel

from mockserver.contract.finding import CODES
from mockserver.values import Call, Violation
from tests.contract.emitted import CONTRACT, EXAMPLES, crowded, listed_values, required
from tests.contract.mutations import at, paths
from tests.contract.parity import documents

ITEMS, LISTED, RESPONSES = EXAMPLES["items"], EXAMPLES["listed"], EXAMPLES["responses"]
OFFICIAL = {name: item for name, item in ITEMS.items() if required("output_items", item["type"])}
BETA = {name: item for name, item in ITEMS.items() if name not in OFFICIAL}


def table(examples: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", examples.values(), ids=examples)


def listed(item: Any) -> list[Violation]:
    return CONTRACT.reply_violations("conversations.items.retrieve", item)


def response(body: Any) -> list[Violation]:
    return CONTRACT.reply_violations("responses.create", body)


def less(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key != name}


@table(ITEMS)
def test_every_item_is_accepted(example: dict[str, Any]) -> None:
    assert [] == CONTRACT.item_violations(example)


@table({name: item for name, item in ITEMS.items() if "id" in item} | LISTED)
def test_every_listed_item_is_accepted(example: dict[str, Any]) -> None:
    assert [] == listed(example)


@table(RESPONSES)
def test_every_response_is_accepted(example: dict[str, Any]) -> None:
    assert [] == response(example)


def test_every_type_of_item_has_an_example() -> None:
    assert len(documents()["items.json"]["OutputItem"]["anyOf"]) == len({item["type"] for item in ITEMS.values()})


def refused_by_schema(item: Any) -> list[Violation]:
    call = Call("responses.create", {}, {"model": "m", "input": [item]})
    return [violation for violation in CONTRACT.violations(call, None) if violation.rule in CODES]


@table(ITEMS)
def test_every_item_may_be_sent_back(example: dict[str, Any]) -> None:
    assert [] == refused_by_schema(example)


@table(ITEMS)
def test_every_item_may_be_sent_back_with_all_the_nulls_of_the_sdk(example: dict[str, Any]) -> None:
    model = construct_type(type_=BetaResponseOutputItem, value=example)

    assert isinstance(model, BaseModel)
    assert [] == refused_by_schema(model.model_dump(by_alias=True))


@table(BETA)
def test_a_beta_item_needs_all_but_its_agent(example: dict[str, Any]) -> None:
    assert [] == [name for name in example.keys() - {"agent"} if [] == CONTRACT.item_violations(less(example, name))]


@table(OFFICIAL)
def test_an_item_without_something_required_is_refused(example: dict[str, Any]) -> None:
    names = required("output_items", example["type"])

    accepted = [name for name in names if [] == CONTRACT.item_violations(less(example, name))]

    assert [] == accepted


@table(ITEMS)
def test_an_item_with_something_unknown_is_refused(example: dict[str, Any]) -> None:
    accepted = [crowd for crowd in crowded(example) if [] == CONTRACT.item_violations(crowd)]

    assert [] == accepted


@table(OFFICIAL)
def test_an_item_with_a_wrong_value_is_refused(example: dict[str, Any]) -> None:
    for name in listed_values("output_items", example["type"]):
        assert [] != CONTRACT.item_violations(example | {name: "nonsense"})


@table(LISTED)
def test_a_listed_item_with_something_unknown_is_refused(example: dict[str, Any]) -> None:
    assert [] == [crowd for crowd in crowded(example) if [] == listed(crowd)]


@table(LISTED)
def test_a_listed_item_without_an_id_is_refused(example: dict[str, Any]) -> None:
    assert [] != listed(less(example, "id"))


def test_a_response_without_something_required_is_refused() -> None:
    smallest = RESPONSES["smallest"]

    assert [] == [name for name in smallest if [] == response(less(smallest, name))]


@table(RESPONSES)
def test_a_response_with_something_unknown_is_refused(example: dict[str, Any]) -> None:
    assert [] == [crowd for crowd in crowded(example) if [] == response(crowd)]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"status": "done"}, id="status"),
        pytest.param({"object": "completion"}, id="object"),
        pytest.param({"error": {"code": "insufficient_quota", "message": "No."}}, id="error code"),
        pytest.param({"incomplete_details": {"reason": "max_tokens"}}, id="reason"),
        pytest.param({"service_tier": "slow"}, id="tier"),
        pytest.param({"temperature": 2.5}, id="temperature"),
        pytest.param({"top_logprobs": 21}, id="top_logprobs"),
        pytest.param({"metadata": {"k": 1}}, id="metadata"),
        pytest.param({"created_at": "2026-01-01"}, id="time"),
        pytest.param({"created_at": -1}, id="negative time"),
        pytest.param({"completed_at": -0.5}, id="negative end"),
        pytest.param({"id": ""}, id="empty id"),
        pytest.param({"model": ""}, id="empty model"),
        pytest.param({"max_output_tokens": 15}, id="max_output_tokens"),
        pytest.param({"usage": {"input_tokens": 1}}, id="usage"),
        pytest.param({"tool_choice": None}, id="tool_choice"),
    ],
)
def test_a_response_with_a_wrong_value_is_refused(wrong: dict[str, Any]) -> None:
    assert [] != response(RESPONSES["smallest"] | wrong)


@pytest.mark.parametrize("path", [path for path in paths(RESPONSES["full"]["usage"]) if path], ids=str)
def test_less_than_no_tokens_are_refused(path: tuple[str | int, ...]) -> None:
    whole = copy.deepcopy(RESPONSES["full"])
    around = at(whole["usage"], path[:-1])
    around[path[-1]] = -1

    assert [".".join(("usage", *map(str, path)))] == [violation.param for violation in response(whole)]


@table(ITEMS)
def test_an_item_without_a_name_is_refused(example: dict[str, Any]) -> None:
    assert [] == [
        name for name in ("id", "call_id") if name in example and [] == CONTRACT.item_violations(example | {name: ""})
    ]
