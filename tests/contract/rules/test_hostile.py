"""Bodies that no schema has looked at, and bodies that are large: rules neither fail nor take long."""

from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest

from mockserver.contract.rules.history import Issued
from mockserver.contract.rules.strict_schema import MOST_LEVELS, MOST_PROPERTIES, strict_problem
from tests.contract.rules.asking import Past, told, violations

JUNK: tuple[Any, ...] = (None, 5, True, "x", [], {}, [5], ["x"], [[]], {"type": []}, [{"type": {}}], [None])
CLOSED = {"type": "object", "properties": {}, "additionalProperties": False}
FILTER = {"type": "and", "filters": [{"type": "in", "key": "k", "value": []}]}
POLICY = {"type": "allowlist", "allowed_domains": ["a"], "domain_secrets": [{"domain": "a", "name": "n", "value": "v"}]}
BODY = {
    "model": "o3",
    "input": [
        {"role": "user", "content": [{"type": "input_image", "file_id": "f"}], "phase": None},
        {"type": "function_call", "call_id": "a", "id": "fc_1"},
        {"type": "function_call_output", "call_id": "a", "output": [{"type": "input_text", "text": "a"}]},
        {"type": "computer_call", "call_id": "b"},
        {"type": "computer_call_output", "call_id": "b", "output": {"type": "computer_screenshot", "file_id": "f"}},
        {"type": "shell_call", "call_id": "c", "environment": {"type": "container_reference"}},
        {"type": "mcp_approval_request", "id": "r"},
        {"type": "mcp_approval_response", "approval_request_id": "r"},
        {"type": "additional_tools", "role": "developer", "tools": [{"type": "function", "name": "x"}]},
        {"type": "item_reference", "id": "i"},
        {"type": "compaction_trigger"},
    ],
    "instructions": "json",
    "tools": [
        {"type": "function", "name": "f", "strict": True, "parameters": CLOSED},
        {"type": "namespace", "name": "n", "tools": [{"type": "custom", "name": "g"}]},
        {"type": "file_search", "filters": FILTER},
        {"type": "mcp", "server_label": "s", "server_url": "u"},
        {"type": "image_generation", "model": "gpt-image-2", "size": "auto", "quality": "low"},
        {"type": "shell", "environment": {"network_policy": POLICY}},
        {"type": "web_search", "user_location": {"country": "FR", "timezone": "UTC"}},
        {"type": "tool_search", "description": None},
    ],
    "tool_choice": {"type": "allowed_tools", "tools": [{"type": "function", "name": "f"}]},
    "text": {"format": {"type": "json_schema", "name": "s", "strict": True, "schema": CLOSED}},
    "reasoning": {"effort": "low", "generate_summary": None},
    "temperature": 1,
    "conversation": {"id": "c"},
    "prompt_cache_options": None,
    "safety_identifier": "x",
    "background": True,
    "store": True,
    "stream": True,
    "stream_options": {},
}
PAST = Past(frozenset({"c", "i"}), {}, [])


def changed(value: Any) -> Iterator[Any]:
    """Yield the value with junk in one place, for every place and all junk."""
    yield from JUNK
    pairs = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    for key, inner in pairs:
        for other in changed(inner):
            copy = value.copy()
            copy[key] = other
            yield copy


def test_the_body_that_is_changed_is_fine() -> None:
    assert [] == told(BODY, history=PAST)


@pytest.mark.parametrize("name", BODY)
def test_no_rule_fails_on_what_it_does_not_expect(name: str) -> None:
    bodies = [{**BODY, name: other} for other in changed(BODY[name])]

    found = [len(told(body, history=PAST)) for body in bodies]

    assert len(JUNK) <= len(found)


def deep(levels: int, around: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "array", "items": schema} if around == "items" else closed(a=schema)
    return closed(a=schema)


def closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        pytest.param(deep(10_000, "items"), None, id="10,000 arrays"),
        pytest.param(deep(10_000, "properties"), f"exceeds limit of {MOST_LEVELS}", id="10,000 objects"),
        pytest.param(closed(**{f"p{n}": {} for n in range(100_000)}), f"more than {MOST_PROPERTIES}", id="100,000 names"),
        pytest.param(closed(a={"anyOf": [{"type": "null"}] * 100_000}), "schemas inside one another", id="100,000 members"),
        pytest.param({**CLOSED, "required": ["x"] * 100_000}, "Extra required key 'x'", id="100,000 required"),
    ],
)  # fmt: skip
def test_a_hostile_schema_costs_bounded_time(schema: dict[str, Any], problem: str | None) -> None:
    began = process_time()
    found = strict_problem(schema)

    assert process_time() - began < 5
    assert problem is found is None or (problem or "") in (found or "")


def test_a_deep_schema_is_refused_like_any_other() -> None:
    tools = [{"type": "function", "name": "f", "strict": True, "parameters": deep(10_000, "properties")}]

    (violation,) = violations({"tools": tools})

    assert ("tools[0].parameters", "invalid_function_parameters") == (violation.param, violation.code)
    assert len(violation.message) < 1_000


@pytest.mark.parametrize(
    "schema", [closed(**{"x" * 100_000: {"type": "object"}}), {**CLOSED, "required": ["x" * 100_000]}]
)
def test_a_long_name_makes_no_long_message(schema: dict[str, Any]) -> None:
    assert len(strict_problem(schema) or "") in range(50, 1_000)


def test_100_violations_are_told_at_most() -> None:
    items = [{"type": "function_call_output", "call_id": str(number), "output": ""} for number in range(100_000)]

    began = process_time()
    found = told({"input": items})

    assert process_time() - began < 5
    assert 100 == len(found)


def test_the_word_json_is_not_looked_for_without_end() -> None:
    content: Any = "nothing"
    for _ in range(500):
        content = [content]

    assert [] == told({"input": content, "text": {"format": {"type": "json_object"}}})


def function(name: str) -> dict[str, Any]:
    return {"type": "function", "name": name}


def secretive(count: int) -> list[Any]:
    policy = {
        "type": "allowlist",
        "allowed_domains": [f"a{n}.example" for n in range(count)],
        "domain_secrets": [{"domain": f"b{n}.example", "name": "n", "value": "v"} for n in range(count)],
    }
    return [{"type": "code_interpreter", "container": {"type": "auto", "network_policy": policy}}]


APPROVALS = [
    *({"type": "mcp_approval_request", "id": f"r{n}"} for n in range(40_000)),
    *({"type": "mcp_approval_response", "approval_request_id": f"q{n}"} for n in range(40_000)),
]
CHOSEN = {"type": "allowed_tools", "tools": [function(f"get_weather_at_{n}") for n in range(5_000)]}
DECLARED = [function(f"get_weather_of_{n}") for n in range(5_000)]
ADDED = [{"type": "additional_tools", "tools": [{"type": "mcp", "server_label": str(n)}]} for n in range(10_000)]
THOUGHTS = [{"type": "reasoning", "id": f"rs_{n}", "summary": []} for n in range(40_000)]
CALLED = [{"type": "function_call", "id": f"fc_{n}", "call_id": str(n)} for n in range(20_000)]
MANY: dict[str, tuple[str, dict[str, Any], str]] = {
    "approvals": ("openai", {"input": APPROVALS}, "approval_without_request"),
    "secrets": ("openai", {"tools": secretive(20_000)}, "secret_domains"),
    "choices": ("openai", {"tools": DECLARED, "tool_choice": CHOSEN}, "tool_choice_unknown"),
    "names": ("open-responses", {f"max_output_tokens{n}": 1 for n in range(100_000)}, "misspelled_parameter"),
    "keys": (
        "openai",
        {"tools": [{**function("f"), **{f"strict{n}": 1 for n in range(100_000)}}]},
        "misspelled_tool_key",
    ),
    "added tools": ("openai", {"input": ADDED}, "mcp_target"),
    "same ids": ("openai", {"input": [{"type": "reasoning", "id": "r"}] * 40_000}, "duplicate_item_id"),
    "references": ("openai", {"input": [{"id": f"i{n}"} for n in range(40_000)]}, "unknown_item"),
    "reasoning": ("openai", {"input": THOUGHTS}, "reasoning_without_item"),
    "calls": ("openai", {"input": CALLED}, "call_without_output"),
    "phases": ("openai", {"input": [{"role": "user", "content": "", "phase": "x"}] * 40_000}, "phase_on_assistant"),
}


@pytest.mark.parametrize("name", MANY)
def test_much_of_a_kind_costs_bounded_time(name: str) -> None:
    dialect, body, rule = MANY[name]
    past = Past(output=[Issued("rs_0", "reasoning"), Issued("fc_1", "function_call")])

    began = process_time()
    found = told(body, history=past, dialect=dialect)

    assert process_time() - began < 5
    assert rule in [violation.rule for violation in found]
    assert len(found) <= 100


LONG = "x" * 1_000_000
SAID: dict[str, dict[str, Any]] = {
    "previous response": {"previous_response_id": LONG},
    "conversation": {"conversation": LONG},
    "reference": {"input": [{"id": LONG}]},
    "item twice": {"input": [{"type": "reasoning", "id": LONG}] * 2},
    "call": {"input": [{"type": "function_call", "call_id": LONG}]},
    "call twice": {"input": [{"type": "function_call", "call_id": LONG}] * 2},
    "output": {"input": [{"type": "function_call_output", "call_id": LONG, "output": ""}]},
    "output twice": {"input": [{"type": "function_call_output", "call_id": LONG, "output": ""}] * 2},
    "approval": {"input": [{"type": "mcp_approval_response", "approval_request_id": LONG}]},
    "tool": {"tools": [function(LONG), function(LONG)]},
    "server": {"tools": [{"type": "mcp", "server_label": LONG, "server_url": "u"}] * 2},
    "choice": {"tool_choice": function(LONG)},
    "kind of a choice": {"tool_choice": {"type": LONG}},
}


@pytest.mark.parametrize("name", SAID)
def test_a_long_text_makes_no_long_message_either(name: str) -> None:
    found = violations(SAID[name], history=Past())

    assert found
    assert max(len(violation.message) for violation in found) < 400
