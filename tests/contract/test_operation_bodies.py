"""Bodies, queries and frames: each limit's last good and first bad value, and what clients really send."""

from typing import Any

import pytest

from tests.contract.operations import breaches
from tests.contract.parity import documents

CREATE = "create.json#/CreateResponse"
COUNT = "input_tokens.json#/CountInputTokens"
COMPACT = "compact.json#/CompactResponse"
OPEN = "conversations.json#/CreateConversation"
UPDATE = "conversations.json#/UpdateConversation"
ADD = "conversations.json#/CreateItems"
FRAME = "websocket.json#/ClientEvent"
BODIES = (CREATE, COUNT, COMPACT, OPEN)
TEXT_LIMIT = 10_485_760

MESSAGE = {"role": "user", "content": "Hello"}
BARE_ANSWER = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hello"}]}
STEER = {"type": "response.steer", "previous_response_id": "resp_1"}


def pairs(count: int, key: int = 1, value: int = 1) -> dict[str, str]:
    return {f"{number:0{key}}": "v" * value for number in range(count)}


def frame(**more: Any) -> dict[str, Any]:
    return {"type": "response.create", **more}


def compact(**more: Any) -> dict[str, Any]:
    return {"model": "m", **more}


def case(reference: str, good: Any, bad: Any, breach: str) -> Any:
    return pytest.param(reference, good, bad, breach, id=f"{reference.partition('#/')[2]} {breach}")


LIMITS = [
    case(CREATE, {"max_output_tokens": 16}, {"max_output_tokens": 15}, "$.max_output_tokens minimum"),
    case(CREATE, {"temperature": 0}, {"temperature": -0.1}, "$.temperature minimum"),
    case(CREATE, {"temperature": 2}, {"temperature": 2.1}, "$.temperature maximum"),
    case(CREATE, {"top_p": 0}, {"top_p": -0.1}, "$.top_p minimum"),
    case(CREATE, {"top_p": 1}, {"top_p": 1.1}, "$.top_p maximum"),
    case(CREATE, {"top_logprobs": 0}, {"top_logprobs": -1}, "$.top_logprobs minimum"),
    case(CREATE, {"top_logprobs": 20}, {"top_logprobs": 21}, "$.top_logprobs maximum"),
    case(CREATE, {"safety_identifier": "s" * 128}, {"safety_identifier": "s" * 129}, "$.safety_identifier maxLength"),
    case(CREATE, {"metadata": pairs(16)}, {"metadata": pairs(17)}, "$.metadata maxProperties"),
    case(CREATE, {"metadata": pairs(1, key=64)}, {"metadata": pairs(1, key=65)}, "$.metadata maxLength"),
    case(CREATE, {"metadata": pairs(1, value=512)}, {"metadata": pairs(1, value=513)}, "$.metadata['0'] maxLength"),
    case(CREATE, {"metadata": {"a": "1"}}, {"metadata": {"a": 1}}, "$.metadata.a type"),
    case(CREATE, {"context_management": [{"type": "compaction"}]}, {"context_management": []}, "$.context_management minItems"),
    case(CREATE, {"context_management": [{"type": "compaction", "compact_threshold": 1000}]}, {"context_management": [{"type": "compaction", "compact_threshold": 999}]}, "$.context_management[0].compact_threshold minimum"),
    case(CREATE, {"multi_agent": {"enabled": True, "max_concurrent_subagents": 1}}, {"multi_agent": {"enabled": True, "max_concurrent_subagents": 0}}, "$.multi_agent.max_concurrent_subagents minimum"),
    case(CREATE, {"multi_agent": {"enabled": True}}, {"multi_agent": {}}, "$.multi_agent required"),
    case(CREATE, {"service_tier": "ultrafast"}, {"service_tier": "slow"}, "$.service_tier enum"),
    case(CREATE, {"include": ["web_search_call.results"]}, {"include": ["web_search_call"]}, "$.include[0] enum"),
    case(CREATE, {"conversation": {"id": "conv_1"}}, {"conversation": {}}, "$.conversation required"),
    case(CREATE, {"prompt": {"id": "p"}}, {"prompt": {"version": "1"}}, "$.prompt required"),
    case(CREATE, {"prompt_cache_options": {"ttl": "12h"}}, {"prompt_cache_options": {"ttl": "1h"}}, "$.prompt_cache_options.ttl enum"),
    case(CREATE, {"stream_options": {}}, {"stream_options": {"include_usage": True}}, "$.stream_options additionalProperties"),
    case(CREATE, {"moderation": {"model": "m"}}, {"moderation": {}}, "$.moderation required"),
    case(CREATE, {"image": {"context_compression": "auto"}}, {"image": {"context_compression": "on"}}, "$.image.context_compression enum"),
    case(CREATE, {"access_programs": {"cyber": "standard"}}, {"access_programs": {"cyber": "all"}}, "$.access_programs.cyber enum"),
    case(CREATE, {"model": "m"}, {"modle": "m"}, "$ additionalProperties"),
    case(CREATE, {"model": "m"}, {"presence_penalty": 0}, "$ additionalProperties"),
    case(COUNT, {"personality": "p" * 64}, {"personality": "p" * 65}, "$.personality maxLength"),
    case(COUNT, {"input": "i" * TEXT_LIMIT}, {"input": "i" * (TEXT_LIMIT + 1)}, "$.input maxLength"),
    case(COUNT, {"input": [MESSAGE]}, {"input": {}}, "$.input type"),
    case(COUNT, {"truncation": "auto"}, {"truncation": "never"}, "$.truncation enum"),
    case(COUNT, {}, {"store": True}, "$ additionalProperties"),
    case(COMPACT, {"model": None}, {}, "$ required"),
    case(COMPACT, compact(input="i" * TEXT_LIMIT), compact(input="i" * (TEXT_LIMIT + 1)), "$.input maxLength"),
    case(COMPACT, compact(prompt_cache_key="k" * 64), compact(prompt_cache_key="k" * 65), "$.prompt_cache_key maxLength"),
    case(COMPACT, compact(service_tier="fast"), compact(service_tier="ultrafast"), "$.service_tier enum"),
    case(COMPACT, compact(prompt_cache_options={"ttl": "30m"}), compact(prompt_cache_options={"ttl": "12h"}), "$.prompt_cache_options.ttl const"),
    case(COMPACT, compact(prompt_cache_options={"mode": "explicit"}), compact(prompt_cache_options={"prewarm": True}), "$.prompt_cache_options additionalProperties"),
    case(COMPACT, compact(), compact(conversation="conv_1"), "$ additionalProperties"),
    case(OPEN, {"items": [MESSAGE] * 20}, {"items": [MESSAGE] * 21}, "$.items maxItems"),
    case(OPEN, {"metadata": pairs(16)}, {"metadata": pairs(17)}, "$.metadata maxProperties"),
    case(OPEN, {}, {"name": "n"}, "$ additionalProperties"),
    case(UPDATE, {"metadata": {}}, {}, "$ required"),
    case(UPDATE, {"metadata": None}, {"metadata": None, "items": []}, "$ additionalProperties"),
    case(ADD, {"items": [MESSAGE] * 20}, {"items": [MESSAGE] * 21}, "$.items maxItems"),
    case(ADD, {"items": []}, {}, "$ required"),
    case(ADD, {"items": [MESSAGE]}, {"items": None}, "$.items type"),
    case(ADD, {"items": [BARE_ANSWER]}, {"items": [BARE_ANSWER], "include": []}, "$ additionalProperties"),
    case(FRAME, frame(stream_id="s" * 256), frame(stream_id="s" * 257), "$.stream_id maxLength"),
    case(FRAME, frame(stream_id="a"), frame(stream_id=""), "$.stream_id minLength"),
    case(FRAME, frame(stream_id="a_1.B-2"), frame(stream_id="a b"), "$.stream_id pattern"),
    case(FRAME, frame(generate=False), frame(generate="no"), "$.generate type"),
    case(FRAME, frame(model="m"), frame(modle="m"), "$ additionalProperties"),
    case(FRAME, frame(), {"type": "response.cancel"}, "$.type const"),
    case(FRAME, STEER | {"input": "Stop."}, STEER, "$ required"),
    case(FRAME, STEER | {"input": [MESSAGE | {"type": "message"}]}, STEER | {"input": []}, "$.input minItems"),
    case(FRAME, STEER | {"input": "Stop."}, STEER | {"input": "Stop.", "stream_id": "a"}, "$ additionalProperties"),
    case(FRAME, STEER | {"input": [MESSAGE | {"type": "message"}]}, STEER | {"input": [MESSAGE | {"type": "message", "role": "system"}]}, "$.input[0].role const"),
    case(FRAME, {"type": "response.inject", "response_id": "resp_1", "input": [MESSAGE]}, {"type": "response.inject", "input": [MESSAGE]}, "$ required"),
    case("parameters.json#/Limit/schema", 1, 0, "$ minimum"),
    case("parameters.json#/Limit/schema", 100, 101, "$ maximum"),
    case("parameters.json#/Limit/schema", 20, "many", "$ type"),
    case("parameters.json#/Order/schema", "asc", "down", "$ enum"),
    case("parameters.json#/Include/schema", [], ["everything"], "$[0] enum"),
    case("parameters.json#/StartingAfter/schema", 0, 0.5, "$ type"),
    case("parameters.json#/Stream/schema", True, "yes", "$ type"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "good", "bad", "breach"), LIMITS)
def test_a_limit_has_two_sides(reference: str, good: Any, bad: Any, breach: str) -> None:
    assert [] == breaches(reference, good)
    assert breach in breaches(reference, bad)


@pytest.mark.parametrize(
    ("reference", "name"),
    [(body, name) for body in BODIES for name in documents()[body.partition("#")[0]][body.partition("#/")[2]]["properties"]],
)  # fmt: skip
def test_null_stands_for_a_parameter_left_out(reference: str, name: str) -> None:
    assert [] == breaches(reference, compact(**{name: None}) if reference == COMPACT else {name: None})


@pytest.mark.parametrize(
    ("reference", "body"),
    [
        pytest.param(CREATE, {}, id="nothing"),
        pytest.param(
            CREATE, {"text": {}, "include": [], "tools": [], "metadata": {}, "stream": False}, id="empty ones"
        ),
        pytest.param(CREATE, {"client_metadata": {"x": {"y": 1}}}, id="client_metadata"),
        pytest.param(CREATE, {"prompt_cache_retention": "in-memory"}, id="older spelling"),
        pytest.param(COUNT, {}, id="count nothing"),
        pytest.param(COUNT, {"model": "m", "input": "Hi", "reasoning": None}, id="count with reasoning null"),
        pytest.param(COMPACT, {"model": "m", "previous_response_id": "resp_1"}, id="compact what is stored"),
        pytest.param(OPEN, {}, id="open nothing"),
        pytest.param(ADD, {"items": [MESSAGE, BARE_ANSWER]}, id="items without id or type"),
        pytest.param(FRAME, frame(model="m", input=[], store=False, stream=True, generate=False), id="warm-up"),
        pytest.param(FRAME, frame(model="m", input="Hi", client_metadata={"a": "b"}), id="frame with client_metadata"),
    ],
)
def test_what_clients_send_is_accepted(reference: str, body: dict[str, Any]) -> None:
    assert [] == breaches(reference, body)
