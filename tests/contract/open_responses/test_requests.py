"""What a client may send: everything that the specification or a real client knows, and no limit passed."""

from typing import Any

import pytest

from mockserver.contract.load import load_contract
from mockserver.values import Call
from tests.contract.open_responses.documents import FOLDER, accepts, data

GOOD = data("good.json")
CREATE = "create.json#/CreateResponse"
COMPACT = "compact.json#/CompactResponse"
CONTRACT = load_contract(FOLDER)
LONG = 10_485_760
FUNCTION = {"type": "function", "name": "f"}
CALL = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
OUTPUT = {"type": "function_call_output", "call_id": "c", "output": ""}
BACKWARDS = {"type": "url_citation", "url": "u", "title": "t", "start_index": -1, "end_index": 0}


def good(section: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("value", GOOD[section].values(), ids=GOOD[section])


def user(*content: Any) -> dict[str, Any]:
    return {"type": "message", "role": "user", "content": list(content)}


def says(role: str, **rest: Any) -> dict[str, Any]:
    return {"type": "message", "role": role, "content": "Hi", **rest}


@good("items")
def test_every_good_item_is_accepted(value: Any) -> None:
    assert accepts(CREATE, {"model": "m", "input": [value]})
    assert accepts(COMPACT, {"model": "m", "input": [value]})


@good("tools")
def test_every_good_tool_is_accepted(value: Any) -> None:
    assert accepts(CREATE, {"model": "m", "input": "Hi", "tools": [value]})


@good("tool_choices")
def test_every_good_tool_choice_is_accepted(value: Any) -> None:
    assert accepts(CREATE, {"model": "m", "input": "Hi", "tool_choice": value})


@good("texts")
def test_every_good_text_option_is_accepted(value: Any) -> None:
    assert accepts(CREATE, {"model": "m", "input": "Hi", "text": value})


@good("bodies")
def test_every_good_body_is_accepted(value: Any) -> None:
    assert accepts(CREATE, value)


@good("compact")
def test_every_good_body_to_compact_is_accepted(value: Any) -> None:
    assert accepts(COMPACT, value)


@pytest.mark.parametrize("name", GOOD["parameters"])
def test_every_parameter_is_accepted_and_may_be_null(name: str) -> None:
    assert accepts(CREATE, {name: GOOD["parameters"][name]})
    assert accepts(CREATE, {name: None})


def test_all_parameters_are_accepted_together() -> None:
    assert accepts(CREATE, GOOD["parameters"])


@pytest.mark.parametrize("name", GOOD["parameters"])
def test_every_parameter_has_a_type(name: str) -> None:
    assert not accepts(CREATE, {name: [[]]})


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "unknown item": ({"input": [says("user", type="mesage")]}, "input[0].type", "invalid_value"),
    "item of OpenAI's": ({"input": [{"type": "web_search_call", "id": "ws"}]}, "input[0].type", "invalid_value"),
    "slug in capitals": ({"input": [{"type": "Acme:x"}]}, "input[0].type", "invalid_value"),
    "slug without a name": ({"input": [{"type": "acme:"}]}, "input[0].type", "invalid_value"),
    "type that is no text": ({"input": [says("user", type=5)]}, "input[0].type", "invalid_type"),
    "unknown role": ({"input": [says("tool")]}, "input[0].role", "invalid_value"),
    "unknown role without type": ({"input": [{"role": "tool", "content": "x"}]}, "input[0].role", "invalid_value"),
    "no content": ({"input": [{"role": "user"}]}, "input[0].content", "missing_required_parameter"),
    "unknown part": ({"input": [user({"type": "input_tex"})]}, "input[0].content[0].type", "invalid_value"),
    "part without text": (
        {"input": [user({"type": "input_text"})]},
        "input[0].content[0].text",
        "missing_required_parameter",
    ),
    "video from the user": (
        {"input": [user({"type": "input_video", "video_url": "u"})]},
        "input[0].content[0].type",
        "invalid_value",
    ),
    "unknown detail": (
        {"input": [user({"type": "input_image", "detail": "max"})]},
        "input[0].content[0].detail",
        "invalid_value",
    ),
    "unknown phase": ({"input": [says("assistant", phase="final")]}, "input[0].phase", "invalid_value"),
    "call without name": ({"input": [{**CALL, "name": ""}]}, "input[0].name", "empty_string"),
    "name of a call too long": ({"input": [{**CALL, "name": "f" * 65}]}, "input[0].name", "string_above_max_length"),
    "name of a call with a dot": ({"input": [{**CALL, "name": "a.b"}]}, "input[0].name", "invalid_value"),
    "call id empty": ({"input": [{**CALL, "call_id": ""}]}, "input[0].call_id", "empty_string"),
    "call id too long": ({"input": [{**CALL, "call_id": "c" * 65}]}, "input[0].call_id", "string_above_max_length"),
    "arguments as object": ({"input": [{**CALL, "arguments": {}}]}, "input[0].arguments", "invalid_type"),
    "unknown status": ({"input": [{**CALL, "status": "done"}]}, "input[0].status", "invalid_value"),
    "output without call id": (
        {"input": [{"type": OUTPUT["type"], "output": ""}]},
        "input[0].call_id",
        "missing_required_parameter",
    ),
    "output id too long": ({"input": [{**OUTPUT, "call_id": "c" * 65}]}, "input[0].call_id", "string_above_max_length"),
    "refusal in an output": (
        {"input": [{**OUTPUT, "output": [{"type": "refusal"}]}]},
        "input[0].output[0].type",
        "invalid_value",
    ),
    "reasoning without summary": ({"input": [{"type": "reasoning"}]}, "input[0].summary", "missing_required_parameter"),
    "compaction without content": (
        {"input": [{"type": "compaction"}]},
        "input[0].encrypted_content",
        "missing_required_parameter",
    ),
    "reference without id": ({"input": [{"type": "item_reference"}]}, "input[0].id", "missing_required_parameter"),
    "unknown include": ({"include": ["file_search_call.results"]}, "include[0]", "invalid_value"),
    "unknown tool choice": ({"tool_choice": "any"}, "tool_choice", "invalid_value"),
    "function without name chosen": (
        {"tool_choice": {"type": "function"}},
        "tool_choice.name",
        "missing_required_parameter",
    ),
    "no allowed tools": (
        {"tool_choice": {"type": "allowed_tools", "tools": []}},
        "tool_choice.tools",
        "empty_array",
    ),
    "too many allowed tools": (
        {"tool_choice": {"type": "allowed_tools", "tools": [FUNCTION] * 129}},
        "tool_choice.tools",
        "array_above_max_length",
    ),
    "unknown mode": (
        {"tool_choice": {"type": "allowed_tools", "tools": [FUNCTION], "mode": "any"}},
        "tool_choice.mode",
        "invalid_value",
    ),
    "tool without name": ({"tools": [{"type": "function"}]}, "tools[0].name", "missing_required_parameter"),
    "name of a tool too long": (
        {"tools": [{**FUNCTION, "name": "f" * 65}]},
        "tools[0].name",
        "string_above_max_length",
    ),
    "name of a tool with a space": ({"tools": [{**FUNCTION, "name": "a b"}]}, "tools[0].name", "invalid_value"),
    "parameters as text": ({"tools": [{**FUNCTION, "parameters": "{}"}]}, "tools[0].parameters", "invalid_type"),
    "strict as text": ({"tools": [{**FUNCTION, "strict": "yes"}]}, "tools[0].strict", "invalid_type"),
    "tool of OpenAI's": ({"tools": [{"type": "web_search", "name": "w"}]}, "tools[0].type", "invalid_value"),
    "format without type": (
        {"text": {"format": {"name": "answer", "schema": {}}}},
        "text.format.type",
        "missing_required_parameter",
    ),
    "format of nothing known": ({"text": {"format": {"foo": 1}}}, "text.format.type", "missing_required_parameter"),
    "empty format": ({"text": {"format": {}}}, "text.format.type", "missing_required_parameter"),
    "unknown format": ({"text": {"format": {"type": "json"}}}, "text.format.type", "invalid_value"),
    "name of a format too long": (
        {"text": {"format": {"type": "json_schema", "name": "a" * 65}}},
        "text.format.name",
        "string_above_max_length",
    ),
    "name of a format with a dot": (
        {"text": {"format": {"type": "json_schema", "name": "a.b"}}},
        "text.format.name",
        "invalid_value",
    ),
    "unknown verbosity": ({"text": {"verbosity": "max"}}, "text.verbosity", "invalid_value"),
    "effort of OpenAI's": ({"reasoning": {"effort": "minimal"}}, "reasoning.effort", "invalid_value"),
    "unknown summary": ({"reasoning": {"summary": "short"}}, "reasoning.summary", "invalid_value"),
    "unknown truncation": ({"truncation": "none"}, "truncation", "invalid_value"),
    "tier of OpenAI's": ({"service_tier": "scale"}, "service_tier", "invalid_value"),
    "too few tokens": ({"max_output_tokens": 15}, "max_output_tokens", "integer_below_min_value"),
    "no tool calls": ({"max_tool_calls": 0}, "max_tool_calls", "integer_below_min_value"),
    "too many log probabilities": ({"top_logprobs": 21}, "top_logprobs", "integer_above_max_value"),
    "negative log probabilities": ({"top_logprobs": -1}, "top_logprobs", "integer_below_min_value"),
    "too hot": ({"temperature": 2.1}, "temperature", "decimal_above_max_value"),
    "too cold": ({"temperature": -0.1}, "temperature", "decimal_below_min_value"),
    "too probable": ({"top_p": 1.1}, "top_p", "decimal_above_max_value"),
    "safety identifier too long": ({"safety_identifier": "u" * 65}, "safety_identifier", "string_above_max_length"),
    "cache key too long": ({"prompt_cache_key": "k" * 65}, "prompt_cache_key", "string_above_max_length"),
    "too much metadata": ({"metadata": {str(n): "" for n in range(17)}}, "metadata", "object_above_max_properties"),
    "key of metadata too long": ({"metadata": {"k" * 65: ""}}, f"metadata.{'k' * 65}", "string_above_max_length"),
    "value of metadata too long": ({"metadata": {"k": "v" * 513}}, "metadata.k", "string_above_max_length"),
    "value of metadata no text": ({"metadata": {"k": 1}}, "metadata.k", "invalid_type"),
    "negative index": (
        {
            "input": [
                says("assistant", content=[{"type": "output_text", "text": "", "annotations": [BACKWARDS]}]),
            ]
        },
        "input[0].content[0].annotations[0].start_index",
        "integer_below_min_value",
    ),
}


@pytest.mark.parametrize(("wrong", "param", "code"), WRONG.values(), ids=WRONG)
def test_the_error_names_the_place_and_the_kind(wrong: dict[str, Any], param: str, code: str) -> None:
    body = {"model": "m", "input": "Hi", **wrong}

    found = CONTRACT.violations(Call("responses.create", {}, body), None)

    assert {param} == {violation.param for violation in found}
    assert code == found[0].code


LARGEST: dict[str, tuple[int, Any]] = {
    "input": (LONG, lambda text: text),
    "user text": (LONG, lambda text: [{"role": "user", "content": text}]),
    "system text": (LONG, lambda text: [{"role": "system", "content": text}]),
    "developer text": (LONG, lambda text: [{"role": "developer", "content": text}]),
    "assistant text": (LONG, lambda text: [{"role": "assistant", "content": text}]),
    "text of a part": (LONG, lambda text: [user({"type": "input_text", "text": text})]),
    "text of an assistant part": (
        LONG,
        lambda text: [says("assistant", content=[{"type": "output_text", "text": text}])],
    ),
    "refusal": (LONG, lambda text: [says("assistant", content=[{"type": "refusal", "refusal": text}])]),
    "output": (LONG, lambda text: [{**OUTPUT, "output": text}]),
    "summary": (LONG, lambda text: [{"type": "reasoning", "summary": [{"type": "summary_text", "text": text}]}]),
    "compaction": (LONG, lambda text: [{"type": "compaction", "encrypted_content": text}]),
    "image": (20_971_520, lambda text: [user({"type": "input_image", "image_url": text})]),
    "file": (33_554_432, lambda text: [user({"type": "input_file", "file_data": text})]),
}


@pytest.mark.parametrize(("limit", "put"), LARGEST.values(), ids=LARGEST)
def test_the_longest_text_is_accepted_and_no_longer_one(limit: int, put: Any) -> None:
    assert accepts(CREATE, {"input": put("x" * limit)})
    assert not accepts(CREATE, {"input": put("x" * (limit + 1))})


EDGES = {
    "temperature": (0, 2),
    "top_p": (0, 1),
    "top_logprobs": (0, 20),
    "max_output_tokens": (16,),
    "max_tool_calls": (1,),
}


@pytest.mark.parametrize(("name", "edges"), EDGES.items(), ids=EDGES)
def test_the_edges_of_a_range_belong_to_it(name: str, edges: tuple[int, ...]) -> None:
    assert all(accepts(CREATE, {name: edge}) for edge in edges)


def test_the_most_metadata_is_accepted() -> None:
    assert accepts(CREATE, {"metadata": {f"{n:064}": "v" * 512 for n in range(16)}})


@pytest.mark.parametrize(
    "wrong", [{}, {"model": None}, {"model": "m", "prompt_cache_key": "k" * 65}, {"model": "m", "input": 1}]
)
def test_a_wrong_body_to_compact_is_refused(wrong: dict[str, Any]) -> None:
    assert not accepts(COMPACT, wrong)


@good("bodies")
def test_a_websocket_takes_the_body_of_a_request(value: Any) -> None:
    assert accepts("websocket.json#/ResponseCreate", {"type": "response.create", **value})


WRONG_FRAMES: dict[str, dict[str, Any]] = {
    "no type": {"model": "m"},
    "another type": {"type": "response.cancel"},
    "stream": {"type": "response.create", "stream": True},
    "stream off": {"type": "response.create", "stream": False},
    "stream null": {"type": "response.create", "stream": None},
    "stream options": {"type": "response.create", "stream_options": {}},
    "background": {"type": "response.create", "background": False},
    "wrong body": {"type": "response.create", "top_p": 2},
}


@pytest.mark.parametrize("frame", WRONG_FRAMES.values(), ids=WRONG_FRAMES)
def test_a_wrong_frame_is_refused(frame: dict[str, Any]) -> None:
    assert not accepts("websocket.json#/ResponseCreate", frame)
