"""The constraints that are said to be keywords of the documents are."""

from typing import Any

import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.contract.load import load_contract
from mockserver.contract.rules.constraints import KEYWORDS
from mockserver.values import Call

CREATE, CONNECT, COMPACT = "responses.create", "responses.connect", "responses.compact"
LONG = "x" * 65


@pytest.fixture(scope="module")
def documents() -> Contract:
    return load_contract(resources.contracts() / "openai")


def tool(**tool: Any) -> dict[str, Any]:
    return {"tools": [tool]}


def item(**item: Any) -> dict[str, Any]:
    return {"input": [item]}


MCP = {"type": "mcp", "server_label": "s"}
SKILL = {"type": "skill_reference", "skill_id": LONG}
WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("L01", CREATE, {"metadata": {LONG: "v"}}, f"metadata.{LONG}"),
    ("L01", "conversations.update", {"metadata": {"k": "v" * 513}}, "metadata.k"),
    ("L01", "conversations.create", {"metadata": {str(n): "" for n in range(17)}}, "metadata"),
    ("L02", CREATE, {"temperature": 2.1}, "temperature"),
    ("L02", CREATE, {"top_p": -0.1}, "top_p"),
    ("L02", CREATE, {"top_logprobs": 21}, "top_logprobs"),
    ("L03", CREATE, {"max_output_tokens": 15}, "max_output_tokens"),
    ("L04", CREATE, {"safety_identifier": "x" * 129}, "safety_identifier"),
    ("L05", COMPACT, {"model": "m", "prompt_cache_key": LONG}, "prompt_cache_key"),
    ("L06", CREATE, {"context_management": []}, "context_management"),
    ("L06", CREATE, {"context_management": [{"type": "compaction", "compact_threshold": 999}]}, "context_management[0].compact_threshold"),
    ("L07", CREATE, {"text": {"format": {"type": "json_schema", "name": "a b", "schema": {}}}}, "text.format.name"),
    ("L08", CREATE, tool(type="function", name="a b"), "tools[0].name"),
    ("L09", CREATE, item(type="function_call_output", call_id="c", output="", name=""), "input[0].name"),
    ("L09", CREATE, item(type="function_call_output", call_id="c", output="", namespace="a b"), "input[0].namespace"),
    ("L10", CREATE, item(type="function_call_output", call_id=LONG, output=""), "input[0].call_id"),
    ("L11", CREATE, tool(type="file_search", vector_store_ids=["v"], max_num_results=51), "tools[0].max_num_results"),
    ("L12", CREATE, tool(type="image_generation", partial_images=4), "tools[0].partial_images"),
    ("L12", CREATE, tool(type="image_generation", output_compression=101), "tools[0].output_compression"),
    ("L14", CREATE, tool(**MCP, tunnel_id="tunnel_1"), "tools[0].tunnel_id"),
    ("L14", CREATE, tool(**MCP, allowed_tools={"names": []}), "tools[0].allowed_tools.names"),
    ("L15", CREATE, tool(type="code_interpreter", container={"type": "auto", "file_ids": ["f"] * 51}), "tools[0].container.file_ids"),
    ("L15", CREATE, tool(type="shell", environment={"type": "local", "skills": [{}] * 201}), "tools[0].environment.skills"),
    ("L15", CREATE, tool(type="shell", environment={"type": "container_auto", "skills": [SKILL]}), "tools[0].environment.skills[0].skill_id"),
    ("L16", CREATE, item(type="function_call_output", call_id="c", output="x" * 10_485_761), "input[0].output"),
    ("L17", CREATE, tool(type="namespace", name="n", description="d", tools=[]), "tools[0].tools"),
    ("L17", CREATE, tool(type="apply_patch", allowed_callers=[]), "tools[0].allowed_callers"),
    ("L19", "conversations.items.create", {"items": [{"role": "user", "content": "a"}] * 21}, "items"),
    ("L20", "responses.input_tokens", {"personality": LONG}, "personality"),
    ("L22", CONNECT, {"type": "response.create", "stream_id": "a b"}, "stream_id"),
    ("L23", CREATE, item(type="additional_tools", role="user", tools=[]), "input[0].role"),
    ("X04", CREATE, {"stream_id": "a"}, "stream_id"),
    ("X05", CONNECT, {"type": "response.steer", "previous_response_id": "r", "input": []}, "input"),
]  # fmt: skip
EMITTED = {"E01", "L18", "R06", "R07"}
"""Of queries and of what is sent; looked at by the tests of those."""


@pytest.mark.parametrize(("constraint", "operation", "body", "param"), WRONG, ids=lambda value: str(value)[:20])
def test_a_keyword_holds_the_constraint(
    documents: Contract, constraint: str, operation: str, body: dict[str, Any], param: str
) -> None:
    asked = {"model": "m", "input": "a", **body} if operation == CREATE else body

    found = documents.violations(Call(operation, {}, asked), None)

    assert param in [violation.param for violation in found]


def test_every_keyword_is_tried() -> None:
    assert set(KEYWORDS) == {row[0] for row in WRONG} | EMITTED
