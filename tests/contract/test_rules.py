from typing import Any

import pytest

from mockserver.contract.rules import RULES, authorization, input_required, model_required
from mockserver.values import Call, Violation

MISSING_MODEL = Violation(
    "model_required", "Missing required parameter: 'model'.", "model", "missing_required_parameter"
)
MISSING_INPUT = Violation(
    "input_required", "Missing required parameter: 'input'.", "input", "missing_required_parameter"
)


def call(body: dict[str, Any] | None = None, operation: str = "responses.create", **headers: str) -> Call:
    return Call(operation, headers, body or {})


@pytest.mark.parametrize("value", ["Bearer sk-1", "bearer sk-1", "BEARER  sk-1 ", "Bearer a b"])
def test_any_bearer_token_will_do(value: str) -> None:
    assert () == authorization(call(authorization=value), None)


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", "sk-1", "Basic dTpw", "Bearersk-1"])
def test_a_call_without_a_bearer_token_is_unauthorized(value: str) -> None:
    (violation,) = authorization(call(authorization=value), None)

    assert ("authorization", 401, None, None) == (violation.rule, violation.status, violation.param, violation.code)
    assert "Authorization: Bearer" in violation.message


def test_a_missing_header_is_unauthorized() -> None:
    assert [401] == [violation.status for violation in authorization(call(), None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"model": "m"}, (), id="model"),
        pytest.param({"prompt": {"id": "pmpt_1"}}, (), id="prompt"),
        pytest.param({}, (MISSING_MODEL,), id="neither"),
        pytest.param({"model": None, "prompt": None}, (MISSING_MODEL,), id="null"),
    ],
)
def test_a_response_needs_a_model(body: dict[str, Any], expected: tuple[Violation, ...]) -> None:
    assert expected == model_required(call(body), None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"input": ""}, (), id="empty text"),
        pytest.param({"input": []}, (), id="no items"),
        pytest.param({"prompt": {"id": "pmpt_1"}}, (), id="prompt"),
        pytest.param({"previous_response_id": "resp_1"}, (), id="previous response"),
        pytest.param({"conversation": "conv_1"}, (), id="conversation"),
        pytest.param({"model": "m"}, (MISSING_INPUT,), id="none"),
        pytest.param({"input": None}, (MISSING_INPUT,), id="null"),
    ],
)
def test_a_response_needs_something_to_answer(body: dict[str, Any], expected: tuple[Violation, ...]) -> None:
    assert expected == input_required(call(body), None)


@pytest.mark.parametrize("rule", RULES[1:], ids=lambda rule: rule.id)
def test_rules_of_the_body_are_for_new_responses_only(rule: Any) -> None:
    assert () == rule.check(call(operation="responses.input_tokens"), None)


def test_every_rule_says_what_it_is() -> None:
    assert len(RULES) == len({rule.id for rule in RULES})
    assert all(rule.statement.endswith(".") and rule.source for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_violation_carries_the_id_of_its_rule(rule: Any) -> None:
    assert {rule.id} == {violation.rule for violation in rule.check(call(), None)}
