from typing import Any

import pytest

from mockserver.contract.rulebook import RuleBook
from mockserver.values import Call
from tests.contract.rules.asking import MODELS, Told, told, violations


def effort(value: str | None) -> dict[str, Any]:
    return {"reasoning": {"effort": value}}


@pytest.mark.parametrize(
    ("model", "body"),
    [
        ("o3", effort("high")),
        ("o3", {"temperature": 1, "top_p": 1.0}),
        ("o3", {"temperature": None}),
        ("gpt-5", effort("minimal")),
        ("gpt-5-2025-08-07", effort(None)),
        ("gpt-5-pro", effort("high")),
        ("gpt-5.1", effort("none")),
        ("gpt-5.1", {"temperature": 0.2}),
        ("gpt-5.1", {**effort("none"), "top_p": 0.5}),
        ("gpt-5.1-codex-max", effort("xhigh")),
        ("gpt-5-chat-latest", {"temperature": 0.2}),
        ("gpt-4o", {"temperature": 0.2, "reasoning": {"summary": "auto"}}),
        ("gpt-5.6-sol", {"prompt_cache_options": {"mode": "explicit"}}),
        ("gpt-6-astra", {"temperature": 0.2, **effort("max")}),
        ("o200-unknown", {"temperature": 0.2, **effort("max")}),
        ("my-model", {"temperature": 0.2, **effort("none")}),
    ],
)
def test_what_the_model_takes(model: str, body: dict[str, Any]) -> None:
    assert [] == told({"model": model, **body})


PARAMETER, VALUE = "unsupported_parameter", "unsupported_value"


@pytest.mark.parametrize(
    ("model", "body", "expected"),
    [
        ("o3", {"temperature": 0.2}, Told("model_support", "temperature", PARAMETER)),
        ("openai/o4-mini-2025-04-16", {"top_p": 0.5}, Told("model_support", "top_p", PARAMETER)),
        ("o1", effort("none"), Told("model_support", "reasoning.effort", VALUE)),
        ("gpt-5-mini", effort("xhigh"), Told("model_support", "reasoning.effort", VALUE)),
        ("gpt-5-pro", effort("low"), Told("model_support", "reasoning.effort", VALUE)),
        ("gpt-5.1", effort("minimal"), Told("model_support", "reasoning.effort", VALUE)),
        ("gpt-5.1-codex", effort("none"), Told("model_support", "reasoning.effort", VALUE)),
        ("gpt-4.1", effort("low"), Told("model_support", "reasoning.effort", PARAMETER)),
        ("gpt-5", {"temperature": 0.2}, Told("model_advice", "temperature", PARAMETER)),
        ("gpt-5.1", {**effort("low"), "temperature": 0.2}, Told("model_advice", "temperature", PARAMETER)),
        ("gpt-5.4-mini", {"prompt_cache_options": {}}, Told("model_advice", "prompt_cache_options", PARAMETER)),
    ],
)
def test_what_the_model_does_not_take(model: str, body: dict[str, Any], expected: Told) -> None:
    assert [expected] == told({"model": model, **body})


def test_messages_are_the_api_s_own() -> None:
    (parameter,) = violations({"model": "o3", "temperature": 0.2})
    (value,) = violations({"model": "gpt-5.1-codex", **effort("none")})

    assert "Unsupported parameter: 'temperature' is not supported with this model." == parameter.message
    start = "Unsupported value: 'none' is not supported with the 'gpt-5.1-codex' model. Supported values are: 'low', "
    assert value.message.startswith(start)


@pytest.mark.parametrize(
    ("settings", "param"),
    [
        ({"model": "gpt-image-1-mini", "input_fidelity": "high"}, "tools[0].input_fidelity"),
        ({"model": "gpt-image-2", "input_fidelity": "low"}, "tools[0].input_fidelity"),
        ({"model": "gpt-image-1.5", "quality": "xhigh"}, "tools[0].quality"),
        ({"model": "gpt-image-1-mini", "input_fidelity": "low"}, None),
        ({"model": "gpt-image-2.5-flare", "quality": "max"}, None),
        ({"quality": "max"}, None),
    ],
)
def test_image_models(settings: dict[str, Any], param: str | None) -> None:
    found = told({"tools": [{"type": "image_generation", **settings}]})

    assert ([("image_model_advice", param)] if param else []) == [(one.rule, one.param) for one in found]


def test_a_user_s_row_comes_first() -> None:
    book = RuleBook(models=MODELS.extended([{"match": "o3", "supported": {"store": [False]}}]))

    found = book.broken(
        Call("responses.create", {}, {"model": "o3", "input": "a", "temperature": 0, "store": True}), None
    )

    assert ["store"] == [violation.param for violation in found]


def test_open_responses_knows_no_models() -> None:
    assert [] == told({"model": "o3", "temperature": 0.2}, dialect="open-responses")
