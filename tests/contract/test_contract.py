import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.bundle import Bundle
from mockserver.contract.contract import Contract
from mockserver.contract.load import load_contract
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.rules import REQUEST_RULES
from mockserver.values import DIALECTS, Call, Dialect, Violation

CONTRACTS = Path(__file__).parents[2] / "contracts"
GOOD = json.loads((Path(__file__).parent / "good.json").read_text())
# These bodies show one thing each, such as an output without its call: they are good for the schemas.
SCHEMAS_ALONE = RuleBook(severities={rule.id: "off" for rule in REQUEST_RULES})
CONTRACT = load_contract(CONTRACTS / "openai", rulebook=SCHEMAS_ALONE)
RULED = CONTRACT.with_rules(RuleBook())


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


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ({}, ["model_required", "input_required"]),
        ({"model": "m", "user": 5}, ["invalid_type"]),
        ({"model": "m", "qqq": 5}, ["unknown_parameter", "input_required"]),
        ({"model": "m", "qqq": 5, "user": 5}, ["invalid_type", "unknown_parameter"]),
        ({"model": "m", "input": "Hi"}, []),
    ],
    ids=["accepted", "refused", "unknown", "unknown and refused", "good"],
)
def test_rules_are_asked_unless_the_schema_refuses_more_than_names(body: dict[str, Any], rules: list[str]) -> None:
    assert sorted(rules) == sorted(found.rule for found in RULED.violations(Call("responses.create", {}, body), None))


def test_a_rule_that_is_off_is_not_told() -> None:
    lenient = RULED.with_rules(RuleBook(severities={"unknown_parameter": "off", "invalid_type": "off"}))
    call = Call("responses.create", {}, {"model": "m", "input": "Hi", "user": 5, "qqq": 1, "top_p": 7})

    assert ["decimal_above_max_value"] == [found.rule for found in lenient.violations(call, None)]


def test_the_rule_of_a_schema_is_its_code() -> None:
    assert [("invalid_type", "invalid_type")] == [(found.rule, found.code) for found in violations(user=5)]


def test_an_operation_without_a_body_is_accepted() -> None:
    assert [] == violations("responses.retrieve", anything=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": "100", "order": "asc", "after": "5", "include[]": ["message.output_text.logprobs"], "x": "y"}, []),
        ({"include": "message.output_text.logprobs"}, []),
        ({"limit": "101"}, [("limit", "integer_above_max_value")]),
        ({"limit": "many"}, [("limit", "invalid_type")]),
        ({"order": "up", "limit": "0"}, [("limit", "integer_below_min_value"), ("order", "invalid_value")]),
        ({"include": ["?"]}, [("include[0]", "invalid_value")]),
    ],
    ids=["good", "one of a list", "too many", "no number", "two", "list"],
)
def test_query_parameters_are_checked(query: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = CONTRACT.violations(Call("responses.input_items", {}, {}, query), None)

    assert expected == sorted((violation.param, violation.code) for violation in found)


def test_authorization_is_asked_by_itself() -> None:
    assert ["authorization"] == [violation.rule for violation in RULED.authorize(Call("models.list", {}, {}))]
    assert [] == RULED.authorize(Call("models.list", {"authorization": "Bearer k"}, {}))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_is_shipped(dialect: Dialect) -> None:
    contract = Contract.shipped(CONTRACTS, dialect)
    call = Call("responses.create", {}, {"model": "m", "input": "Hi"})

    assert dialect == contract.dialect
    assert [] == contract.violations(call, None)
    assert ["store"] == [
        found.param for found in contract.violations(call._replace(body={**call.body, "store": 5}), None)
    ]


ERROR = {"error": {"message": "No.", "type": "invalid_request_error", "param": None, "code": None}}
MESSAGE = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": []}
DELETED = {"id": "resp_1", "object": "response", "deleted": True}
CREATED = {"type": "response.in_progress", "sequence_number": 1, "response": {}}


def test_what_a_server_may_send_is_accepted() -> None:
    assert [] == CONTRACT.error_violations(ERROR)
    assert [] == CONTRACT.item_violations(MESSAGE)
    assert [] == CONTRACT.reply_violations("responses.delete", DELETED)


def test_what_a_server_may_not_send_is_found() -> None:
    event = {"type": "response.refusal.done", "sequence_number": "1", "refusal": "No.", "item_id": "a"}

    assert ["error.message"] == [
        found.param for found in CONTRACT.error_violations({"error": {**ERROR["error"], "message": 5}})
    ]
    assert ["colour"] == [found.param for found in CONTRACT.item_violations({**MESSAGE, "colour": "red"})]
    assert ["deleted"] == [
        found.param for found in CONTRACT.reply_violations("responses.delete", {**DELETED, "deleted": 1})
    ]
    assert ["content_index", "output_index", "sequence_number"] == sorted(
        found.param or "" for found in CONTRACT.event_violations(event)
    )


def test_the_socket_has_events_of_its_own() -> None:
    event = {"type": "response.output_text.delta", "stream_id": 5}

    assert "stream_id" in [found.param for found in CONTRACT.event_violations(event, "responses.connect")]


def test_nothing_is_said_of_what_the_documents_do_not_describe() -> None:
    bare = Contract(Bundle({}, {"responses.create": {}}))

    assert [] == bare.reply_violations("responses.create", 5)
    assert [] == bare.event_violations(5)
    assert [] == bare.item_violations(5)
    assert [] == bare.error_violations(5)
    assert [] == bare.violations(Call("models.list", {}, {}, {"limit": "x"}), None)
