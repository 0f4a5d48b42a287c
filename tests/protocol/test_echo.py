"""The response repeats the request."""

import pytest

from mockserver.protocol.echo import echo
from mockserver.values import Json, JsonObject


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
        ("text", {}, {"format": {"type": "text"}, "verbosity": "medium"}),
        ("text", {"format": None, "verbosity": "low"}, {"format": {"type": "text"}, "verbosity": "low"}),
        ("text", {"format": {"type": "json_object"}}, {"format": {"type": "json_object"}, "verbosity": "medium"}),
    ],
)
def test_what_was_sent_is_echoed_as_the_api_does(name: str, sent: Json, echoed: Json) -> None:
    assert echoed == echo({name: sent})[name]


@pytest.mark.parametrize("name", ["input", "include", "stream", "client_metadata"])
def test_what_is_no_field_of_a_response_is_left_out(name: str) -> None:
    assert name not in echo({name: "anything"})


def test_the_request_stays_as_it_was() -> None:
    body: JsonObject = {"text": {"verbosity": "low"}, "reasoning": {}}
    echo(body)

    assert {"text": {"verbosity": "low"}, "reasoning": {}} == body
