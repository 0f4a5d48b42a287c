from typing import Any

import pytest

from tests.contract.rules.asking import Told, told

MISSING_MODEL = Told("model_required", "model", "missing_required_parameter")
MISSING_INPUT = Told("input_required", "input", "missing_required_parameter")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({}, [], id="model"),
        pytest.param({"model": None, "prompt": {"id": "pmpt_1"}}, [], id="prompt"),
        pytest.param({"model": None}, [MISSING_MODEL], id="neither"),
        pytest.param({"model": None, "prompt": None}, [MISSING_MODEL], id="null"),
    ],
)
@pytest.mark.parametrize("operation", ["responses.create", "responses.connect", "responses.compact"])
def test_a_model_is_required(body: dict[str, Any], expected: list[Told], operation: str) -> None:
    assert expected == told(body, operation=operation)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"input": ""}, [], id="empty text"),
        pytest.param({"input": []}, [], id="no items"),
        pytest.param({"input": None, "prompt": {"id": "pmpt_1"}}, [], id="prompt"),
        pytest.param({"input": None, "previous_response_id": "resp_1"}, [], id="previous response"),
        pytest.param({"input": None, "conversation": "conv_1"}, [], id="conversation"),
        pytest.param({"input": None}, [MISSING_INPUT], id="none"),
    ],
)
def test_a_response_needs_something_to_answer(body: dict[str, Any], expected: list[Told]) -> None:
    assert expected == told(body)


def test_a_warm_up_needs_no_input() -> None:
    assert [] == told({"input": None, "generate": False}, operation="responses.connect")


@pytest.mark.parametrize("operation", ["responses.input_tokens", "responses.compact"])
def test_only_a_response_needs_an_input(operation: str) -> None:
    assert [] == told({"input": None}, operation=operation)


@pytest.mark.parametrize("operation", ["responses.input_tokens", "conversations.create", "responses.retrieve"])
def test_other_operations_need_nothing(operation: str) -> None:
    assert [] == told({"model": None, "input": None}, operation=operation)
