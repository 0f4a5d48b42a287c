"""What the server sends is what its own contract says a server sends."""

from collections.abc import Callable

import pytest

from mockserver.contract.rulebook import RuleBook
from mockserver.protocol.echo import echo
from mockserver.protocol.response import begun
from mockserver.values import DIALECTS, Call, Dialect, JsonObject
from tests.laws.player import NO_PARAMETERS, Exchange, contract

FUNCTION = {"type": "function", "name": "f", "parameters": NO_PARAMETERS}
SCHEMA = {"type": "json_schema", "name": "w", "schema": NO_PARAMETERS}
PARAMETERS: dict[str, JsonObject] = {
    "nothing": {},
    "nulls": dict.fromkeys(("instructions", "metadata", "temperature", "tools", "tool_choice", "reasoning", "text")),
    "bare function": {"tools": [{"type": "function", "name": "f"}]},
    "whole function": {"tools": [{**FUNCTION, "description": "F", "strict": True}]},
    "function of nulls": {"tools": [{**FUNCTION, "description": None, "strict": None}]},
    "choice of a function": {"tools": [FUNCTION], "tool_choice": {"type": "function", "name": "f"}},
    "allowed tools": {
        "tools": [FUNCTION],
        "tool_choice": {"type": "allowed_tools", "mode": "auto", "tools": [{"type": "function", "name": "f"}]},
    },
    "json object": {"text": {"format": {"type": "json_object"}, "verbosity": "low"}},
    "json schema": {"text": {"format": {**SCHEMA, "description": "W", "strict": True}}},
    "bare json schema": {"text": {"format": SCHEMA}},
    "no reasoning": {"reasoning": {}},
    "reasoning": {"reasoning": {"effort": "low", "summary": "auto"}},
    "service tier": {"service_tier": "auto"},
    "numbers": {"temperature": 0, "top_p": 1, "top_logprobs": 2, "max_output_tokens": 16, "max_tool_calls": 1},
    "switches": {"background": True, "parallel_tool_calls": False, "truncation": "auto"},
    "names": {"safety_identifier": "s", "prompt_cache_key": "k", "metadata": {"a": "b"}, "instructions": "I."},
}
OPENAI_PARAMETERS: dict[str, JsonObject] = {
    "conversation": {"conversation": "conv_1"},
    "prompt": {"prompt": {"id": "pmpt_1", "variables": {"a": "b"}, "version": None}},
    "hosted tools": {"tools": [{"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"]}]},
    "tool server": {"tools": [{"type": "mcp", "server_label": "s", "server_url": "https://example.org"}]},
    "retention": {"prompt_cache_retention": "in-memory"},
    "fast": {"service_tier": "fast", "reasoning": {"effort": "minimal"}, "user": "u"},
}
CASES = [
    *((name, dialect, body) for dialect in DIALECTS for name, body in PARAMETERS.items()),
    *((name, "openai", body) for name, body in OPENAI_PARAMETERS.items()),
]
DEFECTS = {
    "a field is missing": lambda response: {key: value for key, value in response.items() if key != "model"},
    "a status is a number": lambda response: {**response, "status": 1},
    "a field is null": lambda response: {**response, "tool_choice": None},
}


def test_every_response_fits_the_contract(as_json: list[Exchange], dialect: Dialect) -> None:
    bodies = [exchange.response for exchange in as_json if exchange.response]

    assert [] == [found for body in bodies for found in contract(dialect).reply_violations("responses.create", body)]


def test_every_event_fits_the_contract(streams: list[Exchange], dialect: Dialect) -> None:
    events = [event for exchange in streams for event in exchange.events]

    assert [] == [found for event in events for found in contract(dialect).event_violations(event)]


def test_every_item_fits_the_contract(as_json: list[Exchange], dialect: Dialect) -> None:
    items = [item for exchange in as_json if exchange.response for item in exchange.response["output"]]

    assert [] == [found for item in items for found in contract(dialect).item_violations(item)]


def test_every_error_fits_the_contract(as_json: list[Exchange], dialect: Dialect) -> None:
    bodies = [exchange.error for exchange in as_json if exchange.error]

    assert [] == [found for body in bodies for found in contract(dialect).error_violations(body)]


@pytest.mark.parametrize(
    ("dialect", "parameters"), [case[1:] for case in CASES], ids=[f"{case[1]}-{case[0]}" for case in CASES]
)
def test_what_a_request_holds_is_repeated_as_the_contract_has_it(dialect: Dialect, parameters: JsonObject) -> None:
    call = Call("responses.create", {"authorization": "Bearer test"}, {"model": "m", "input": "JSON", **parameters})
    response = begun("resp_1", 1, echo(call.body, dialect))
    refused = [*filter(RuleBook(dialect).refuses, contract(dialect).violations(call, None))]

    assert ([], []) == (refused, contract(dialect).reply_violations("responses.create", response))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("damage", DEFECTS.values(), ids=DEFECTS)
def test_damaged_response_would_be_found(damage: Callable[[JsonObject], JsonObject], dialect: Dialect) -> None:
    response = begun("resp_1", 1, echo({}, dialect))
    damaged = damage(response)

    assert [] != contract(dialect).reply_violations("responses.create", damaged)
    assert [] != contract(dialect).event_violations(
        {"type": "response.created", "sequence_number": 0, "response": damaged}
    )
