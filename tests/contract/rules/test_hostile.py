"""Bodies that no schema has looked at, and bodies that are large: rules neither fail nor take long."""

from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest

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
        pytest.param(closed(a={"anyOf": [{}] * 100_000}), "schemas inside one another", id="100,000 members"),
        pytest.param({**CLOSED, "required": ["x"] * 100_000}, "Extra required key 'x'", id="100,000 required"),
    ],
)  # fmt: skip
def test_a_hostile_schema_costs_bounded_time(schema: dict[str, Any], problem: str | None) -> None:
    began = process_time()
    found = strict_problem(schema)

    assert process_time() - began < 1
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

    assert process_time() - began < 2
    assert 100 == len(found)


def test_the_word_json_is_not_looked_for_without_end() -> None:
    content: Any = "nothing"
    for _ in range(500):
        content = [content]

    assert [] == told({"input": content, "text": {"format": {"type": "json_object"}}})
