from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.load import load_contract
from mockserver.values import Call

CONTRACT = load_contract(Path(__file__).parents[2] / "contracts" / "openai")
ITEM_TYPES = [
    "additional_tools",
    "agent_message",
    "apply_patch_call",
    "apply_patch_call_output",
    "code_interpreter_call",
    "compaction",
    "compaction_trigger",
    "computer_call",
    "computer_call_output",
    "configuration_update",
    "custom_tool_call",
    "custom_tool_call_output",
    "file_search_call",
    "function_call",
    "function_call_output",
    "image_generation_call",
    "item_reference",
    "local_shell_call",
    "local_shell_call_output",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call",
    "mcp_list_tools",
    "message",
    "multi_agent_call",
    "multi_agent_call_output",
    "program",
    "program_output",
    "reasoning",
    "shell_call",
    "shell_call_output",
    "tool_search_call",
    "tool_search_output",
    "web_search_call",
]


def found(**body: Any) -> list[tuple[str | None, str | None, str]]:
    call = Call("responses.create", {}, {"model": "m", "input": "Hi", **body})
    return [(v.param, v.code, v.message) for v in CONTRACT.violations(call, None)]


MISSING, TYPE, VALUE = "missing_required_parameter", "invalid_type", "invalid_value"
NAME_PATTERN = "string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
TEXT = {"type": "input_text", "text": "Hi"}
CALL: dict[str, Any] = {"type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"}


@pytest.mark.parametrize(
    ("body", "param", "code", "message"),
    [
        pytest.param(
            {"temperature": float("nan")}, "temperature", TYPE,
            "Invalid type for 'temperature': expected a decimal, but got NaN instead.", id="no number",
        ),
        pytest.param(
            {"temprature": 1},
            "temprature",
            "unknown_parameter",
            "Unknown parameter: 'temprature'. Did you mean 'temperature'?",
            id="misspelled",
        ),
        pytest.param({"qqq": 1}, "qqq", "unknown_parameter", "Unknown parameter: 'qqq'.", id="unknown"),
        pytest.param(
            {"messages": []}, "messages", "unknown_parameter",
            "Unknown parameter: 'messages'. Did you mean 'input'?",
            id="of another API",
        ),
        pytest.param(
            {"max_tokens": 5}, "max_tokens", "unknown_parameter",
            "Unknown parameter: 'max_tokens'. Did you mean 'max_output_tokens'?", id="near",
        ),
        pytest.param(
            {"reasoning": {"efort": "low"}}, "reasoning.efort", "unknown_parameter",
            "Unknown parameter: 'reasoning.efort'. Did you mean 'effort'?", id="unknown nested",
        ),
        pytest.param(
            {"model": 5}, "model", TYPE, "Invalid type for 'model': expected a string, but got an integer instead.",
            id="model",
        ),
        pytest.param(
            {"input": 5}, "input", TYPE,
            "Invalid type for 'input': expected one of a string or an array, but got an integer instead.", id="input",
        ),
        pytest.param(
            {"stream": "true"}, "stream", TYPE,
            "Invalid type for 'stream': expected a boolean, but got a string instead.", id="stream",
        ),
        pytest.param(
            {"temperature": 2.5}, "temperature", "decimal_above_max_value",
            "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
            id="temperature",
        ),
        pytest.param(
            {"top_p": -1}, "top_p", "decimal_below_min_value",
            "Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -1 instead.", id="top_p",
        ),
        pytest.param(
            {"max_output_tokens": 15}, "max_output_tokens", "integer_below_min_value",
            "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 15 instead.",
            id="max_output_tokens",
        ),
        pytest.param(
            {"top_logprobs": 21}, "top_logprobs", "integer_above_max_value",
            "Invalid 'top_logprobs': integer above maximum value. Expected a value <= 20, but got 21 instead.",
            id="top_logprobs",
        ),
        pytest.param(
            {"safety_identifier": "u" * 129}, "safety_identifier", "string_above_max_length",
            "Invalid 'safety_identifier': string too long. Expected a string with maximum length 128,"
            " but got a string with length 129 instead.",
            id="safety_identifier",
        ),
        pytest.param(
            {"context_management": []}, "context_management", "empty_array",
            "Invalid 'context_management': empty array. Expected an array with minimum length 1,"
            " but got an empty array instead.",
            id="context_management",
        ),
        pytest.param(
            {"metadata": {str(i): "" for i in range(17)}}, "metadata", "object_above_max_properties",
            "Invalid 'metadata': too many properties. Expected an object with at most 16 properties,"
            " but got 17 instead.",
            id="metadata",
        ),
        pytest.param(
            {"metadata": {"n": 1}}, "metadata.n", TYPE,
            "Invalid type for 'metadata.n': expected a string, but got an integer instead.", id="metadata value",
        ),
        pytest.param(
            {"service_tier": "fastest"}, "service_tier", VALUE,
            "Invalid value: 'fastest'. Supported values are:"
            " 'auto', 'default', 'flex', 'scale', 'priority', 'fast', and 'ultrafast'.",
            id="service_tier",
        ),
        pytest.param(
            {"include": ["reasoning.encrypted_content", "everything"]}, "include[1]", VALUE, None, id="include",
        ),
        pytest.param(
            {"conversation": {}}, "conversation.id", MISSING, "Missing required parameter: 'conversation.id'.",
            id="conversation",
        ),
        pytest.param(
            {"text": {"format": {"type": "json_schema", "name": "a", "strict": True}}}, "text.format.schema", MISSING,
            "Missing required parameter: 'text.format.schema'.", id="format without schema",
        ),
        pytest.param(
            {"text": {"format": {"type": "json_schema", "name": "a b", "schema": {}}}}, "text.format.name", VALUE,
            f"Invalid 'text.format.name': {NAME_PATTERN}", id="format name",
        ),
        pytest.param(
            {"text": {"format": {"type": "xml"}}}, "text.format.type", VALUE,
            "Invalid value: 'xml'. Supported values are: 'text', 'json_schema', and 'json_object'.", id="format",
        ),
        pytest.param({"response_format": {}}, "response_format", "unknown_parameter", None, id="response_format"),
        pytest.param(
            {"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools[0].name", MISSING,
            "Missing required parameter: 'tools[0].name'.", id="tool of another API",
        ),
        pytest.param(
            {"tools": [{"type": "function", "name": "get weather"}]}, "tools[0].name", VALUE,
            f"Invalid 'tools[0].name': {NAME_PATTERN}", id="tool name",
        ),
        pytest.param(
            {"tools": [{"name": "f"}]}, "tools[0].type", MISSING, "Missing required parameter: 'tools[0].type'.",
            id="tool without type",
        ),
        pytest.param({"tools": [{"type": "funktion"}]}, "tools[0].type", VALUE, None, id="tool type"),
        pytest.param(
            {"tools": [{"type": "code_interpreter"}]}, "tools[0].container", MISSING,
            "Missing required parameter: 'tools[0].container'.", id="container",
        ),
        pytest.param(
            {"tools": [{"type": "file_search", "vector_store_ids": [], "filters": {"type": "or", "filters": [
                {"type": "and", "filters": [{"type": "is", "key": "a", "value": 1}]}]}}]},
            "tools[0].filters.filters[0].filters[0].type", VALUE, None, id="nested filter",
        ),
        pytest.param(
            {"tool_choice": "any"}, "tool_choice", VALUE,
            "Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.", id="tool_choice mode",
        ),
        pytest.param(
            {"tool_choice": {"type": "function", "function": {"name": "f"}}}, "tool_choice.name", MISSING,
            "Missing required parameter: 'tool_choice.name'.", id="tool_choice of another API",
        ),
        pytest.param(
            {"input": [{"role": "user", "content": [{"type": "input_txt", "text": "Hi"}]}]},
            "input[0].content[0].type", VALUE,
            "Invalid value: 'input_txt'. Supported values are: 'input_text', 'input_image', and 'input_file'.",
            id="part type",
        ),
        pytest.param(
            {"input": [{"role": "assistant", "content": [{"type": "text", "text": "Hi"}]}]},
            "input[0].content[0].type", VALUE,
            "Invalid value: 'text'. Supported values are: 'output_text' and 'refusal'.", id="assistant part type",
        ),
        pytest.param(
            {"input": [{"role": "assistant", "content": [{"type": "input_text", "text": "Hi"}]}]},
            "input[0].content[0].type", VALUE,
            "Invalid value: 'input_text'. Supported values are: 'output_text' and 'refusal'.",
            id="part of a client in a message of the model",
        ),
        pytest.param(
            {"input": [{"role": "user", "content": None}]}, "input[0].content", TYPE,
            "Invalid type for 'input[0].content': expected one of a string or an array, but got null instead.",
            id="content null",
        ),
        pytest.param(
            {"input": [{"role": "user", "content": [TEXT, "Hi"]}]}, "input[0].content[1]", TYPE,
            "Invalid type for 'input[0].content[1]': expected an object, but got a string instead.", id="text as part",
        ),
        pytest.param(
            {"input": [{"role": "user"}]}, "input[0].content", MISSING,
            "Missing required parameter: 'input[0].content'.", id="no content",
        ),
        pytest.param(
            {"input": [{"content": "Hi"}]}, "input[0].type", MISSING, "Missing required parameter: 'input[0].type'.",
            id="no type and no role",
        ),
        pytest.param(
            {"input": [{"role": "tool", "content": "Hi"}]}, "input[0].role", VALUE,
            "Invalid value: 'tool'. Supported values are: 'user', 'system', 'developer', and 'assistant'.", id="role",
        ),
        pytest.param(
            {"input": [{"role": "user", "content": "Hi"}, {**CALL, "arguments": {}}]}, "input[1].arguments", TYPE,
            "Invalid type for 'input[1].arguments': expected a string, but got an object instead.", id="arguments",
        ),
        pytest.param(
            {"input": [{"type": "function_call", "name": "f", "arguments": ""}]}, "input[0].call_id", MISSING,
            "Missing required parameter: 'input[0].call_id'.", id="call_id",
        ),
        pytest.param(
            {"input": [{"type": "function_call_output", "call_id": "", "output": ""}]}, "input[0].call_id",
            "empty_string", None, id="empty call_id",
        ),
        pytest.param(
            {"input": [{"type": "function_call_output", "call_id": "c"}]}, "input[0].output", MISSING,
            "Missing required parameter: 'input[0].output'.", id="no output",
        ),
        pytest.param(
            {"input": [{**CALL, "status": "done"}]}, "input[0].status", VALUE,
            "Invalid value: 'done'. Supported values are: 'in_progress', 'completed', and 'incomplete'.", id="status",
        ),
        pytest.param(
            {"input": [{"type": "item_reference"}]}, "input[0].id", MISSING,
            "Missing required parameter: 'input[0].id'.", id="reference",
        ),
        pytest.param(
            {"input": [{"type": 5}]}, "input[0].type", TYPE,
            "Invalid type for 'input[0].type': expected a string, but got an integer instead.", id="item type",
        ),
        pytest.param(
            {"prompt": {"id": "p", "variables": {"a": {"type": "output_text", "text": "x"}}}},
            "prompt.variables.a.type", VALUE,
            "Invalid value: 'output_text'. Supported values are: 'input_text', 'input_image', and 'input_file'.",
            id="prompt variable",
        ),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused_in_the_words_of_the_api(
    body: dict[str, Any], param: str, code: str, message: str | None
) -> None:
    first = found(**body)[0]

    assert (param, code, message or first[2]) == first


def test_all_violations_are_returned_the_deepest_first() -> None:
    body = {"user": 5, "tools": [{"type": "function"}], "input": [{"role": "user", "content": [{"type": "?"}]}]}

    assert ["input[0].content[0].type", "tools[0].name", "user"] == [param for param, _, _ in found(**body)]


def test_every_item_type_is_known() -> None:
    ((_, _, message),) = found(input=[{"type": "?"}])

    assert ["?", *ITEM_TYPES] == sorted(message.split("'")[1::2])
