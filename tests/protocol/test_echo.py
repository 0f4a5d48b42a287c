"""The response repeats the request."""

import pytest

from mockserver.protocol.echo import echo
from mockserver.values import DIALECTS, Dialect, Json, JsonObject


def test_what_was_not_sent_is_echoed_with_its_default() -> None:
    echoed = echo({"model": "gpt-5", "input": "Hi", "metadata": None})

    assert ("gpt-5", {}, 1.0, "default") == tuple(
        echoed[name] for name in ("model", "metadata", "temperature", "service_tier")
    )


@pytest.mark.parametrize(
    ("name", "sent", "echoed"),
    [
        ("temperature", 0, 0),
        ("store", False, False),
        ("metadata", {"a": "b"}, {"a": "b"}),
        ("tools", [{"type": "web_search"}], [{"type": "web_search"}]),
        ("conversation", "conv_1", {"id": "conv_1"}),
        ("conversation", {"id": "conv_1"}, {"id": "conv_1"}),
        ("reasoning", {"effort": "low"}, {"effort": "low", "summary": None}),
        ("service_tier", "auto", "default"),
        ("service_tier", "fast", "priority"),
        ("service_tier", "flex", "flex"),
        ("prompt_cache_retention", "in-memory", "in_memory"),
        ("prompt_cache_retention", "24h", "24h"),
        ("text", {}, {"format": {"type": "text"}, "verbosity": "medium"}),
        ("text", {"format": None, "verbosity": "low"}, {"format": {"type": "text"}, "verbosity": "low"}),
        ("text", {"format": {"type": "json_object"}}, {"format": {"type": "json_object"}, "verbosity": "medium"}),
    ],
)
def test_what_was_sent_is_echoed_as_the_api_does(name: str, sent: Json, echoed: Json) -> None:
    assert echoed == echo({name: sent})[name]


OPEN_NAMES = {
    "background",
    "frequency_penalty",
    "instructions",
    "max_output_tokens",
    "max_tool_calls",
    "metadata",
    "model",
    "parallel_tool_calls",
    "presence_penalty",
    "previous_response_id",
    "prompt_cache_key",
    "reasoning",
    "safety_identifier",
    "service_tier",
    "store",
    "temperature",
    "text",
    "tool_choice",
    "tools",
    "top_logprobs",
    "top_p",
    "truncation",
}
MAY_BE_NULL = {
    "instructions",
    "max_output_tokens",
    "max_tool_calls",
    "previous_response_id",
    "prompt_cache_key",
    "safety_identifier",
}
FUNCTION = {"type": "function", "name": "f"}
SCHEMA = {"type": "json_schema", "name": "w", "schema": {"type": "object"}}


@pytest.mark.parametrize("body", [{}, dict.fromkeys((*OPEN_NAMES, "user", "prompt"))], ids=["nothing", "nulls"])
def test_open_responses_has_every_field_and_few_nulls(body: JsonObject) -> None:
    echoed = echo(body, "open-responses")

    assert (OPEN_NAMES, MAY_BE_NULL) == (set(echoed), {name for name, value in echoed.items() if value is None})


@pytest.mark.parametrize(
    ("name", "sent", "echoed"),
    [
        ("instructions", "Be brief.", "Be brief."),
        ("instructions", [{"role": "user", "content": "Hi"}], None),
        ("reasoning", {}, {"effort": None, "summary": None}),
        ("reasoning", {"effort": "low", "context": "auto"}, {"effort": "low", "summary": None}),
        ("text", {"verbosity": None}, {"format": {"type": "text"}, "verbosity": "medium"}),
        ("text", {"format": {"type": "json_object"}}, {"format": {"type": "json_object"}, "verbosity": "medium"}),
        ("tool_choice", "required", "required"),
        ("tool_choice", FUNCTION, FUNCTION),
        (
            "tool_choice",
            {"type": "allowed_tools", "tools": [FUNCTION], "mode": None},
            {"type": "allowed_tools", "tools": [FUNCTION], "mode": "auto"},
        ),
        ("tools", [FUNCTION], [{**FUNCTION, "description": None, "parameters": None, "strict": None}]),
        ("tools", [{"type": "acme:search"}], [{"type": "acme:search"}]),
        ("service_tier", "auto", "default"),
        ("top_logprobs", 3, 3),
    ],
)
def test_open_responses_echoes_what_was_sent_in_its_own_form(name: str, sent: Json, echoed: Json) -> None:
    assert echoed == echo({name: sent}, "open-responses")[name]


@pytest.mark.parametrize(
    ("sent", "name", "strict"),
    [(SCHEMA, "w", False), ({**SCHEMA, "name": None, "strict": True}, "", True)],
    ids=["defaults", "no name"],
)
def test_open_responses_does_not_repeat_the_schema(sent: JsonObject, name: str, strict: bool) -> None:
    echoed = {"type": "json_schema", "name": name, "description": None, "schema": None, "strict": strict}

    assert echoed == echo({"text": {"format": sent}}, "open-responses")["text"]["format"]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("wrong", [5, "x", [], ["x"], {}, [{}], True], ids=repr)
def test_anything_can_be_echoed(wrong: Json, dialect: Dialect) -> None:
    names = echo({}, dialect)

    assert names.keys() == echo(dict.fromkeys(names, wrong), dialect).keys()


@pytest.mark.parametrize("name", ["input", "include", "stream", "client_metadata"])
def test_what_is_no_field_of_a_response_is_left_out(name: str) -> None:
    assert name not in echo({name: "anything"})


def test_the_request_stays_as_it_was() -> None:
    body: JsonObject = {"text": {"verbosity": "low"}, "reasoning": {}}
    echo(body)

    assert {"text": {"verbosity": "low"}, "reasoning": {}} == body
