"""A server for authors of SDKs: every method of the official one, bare and with everything that it takes, at once."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

import pytest
from openai import NotFoundError, OpenAI

from tests.clients.lifecycle import user

ANY_RESPONSE, ANY_TALK, ANY_ITEM = "resp_anything", "conv_anything", "msg_anything"
SHARED = {"extra_headers", "extra_query", "extra_body", "timeout", "self"}
"""Parameters of every method, which are about the request itself."""

TOOL = {
    "type": "function",
    "name": "look_up",
    "description": "Looks something up.",
    "parameters": {"some": "schema"},
    "strict": True,
    "defer_loading": True,
    "allowed_callers": ["direct"],
    "output_schema": {"some": "schema"},
}
WISHES: Mapping[str, Any] = {
    "access_programs": {"cyber": "standard"},
    "background": True,
    "context_management": [{"type": "compaction", "compact_threshold": 2000}],
    "conversation": ANY_TALK,
    "image": {"context_compression": "auto"},
    "include": ["file_search_call.results"],
    "input": "What is new?",
    "instructions": "Be brief.",
    "max_output_tokens": 5000,
    "max_tool_calls": 0,
    "metadata": {"some": "thing"},
    "model": "any-model",
    "moderation": {"model": "any", "policy": {"input": {"mode": "score"}, "output": {"mode": "score"}}},
    "parallel_tool_calls": True,
    "previous_response_id": ANY_RESPONSE,
    "prompt": {"id": "any", "variables": {"some": "thing"}, "version": "1"},
    "prompt_cache_key": "key",
    "prompt_cache_options": {"comparison_response_id": ANY_RESPONSE, "mode": "implicit", "prewarm": True, "ttl": "30m"},
    "prompt_cache_retention": "in_memory",
    "reasoning": {"context": "auto", "effort": "none", "generate_summary": "auto", "mode": "standard", "summary": "auto"},
    "safety_identifier": "somebody",
    "service_tier": "auto",
    "store": True,
    "stream_options": {"include_obfuscation": True},
    "temperature": 1,
    "text": {"format": {"type": "text"}, "verbosity": "low"},
    "tool_choice": "none",
    "tools": [TOOL],
    "top_logprobs": 0,
    "top_p": 1,
    "truncation": "auto",
    "user": "somebody",
}  # fmt: skip
MULTI_AGENT = {"multi_agent": {"enabled": True, "max_concurrent_subagents": 1}, "betas": ["responses_multi_agent=v1"]}
COUNTED = {
    name: WISHES[name]
    for name in ("conversation", "input", "instructions", "model", "parallel_tool_calls", "previous_response_id",
                 "reasoning", "text", "tool_choice", "tools", "truncation")
} | {"personality": "friendly"}  # fmt: skip
COMPACTED = {
    name: WISHES[name]
    for name in ("image", "model", "input", "instructions", "previous_response_id", "prompt_cache_key", "prompt_cache_options",
                 "prompt_cache_retention", "service_tier")
}  # fmt: skip
PAGE = {"after": "anything", "include": ["file_search_call.results"], "limit": 0, "order": "asc"}
SHOWN = {"include": ["file_search_call.results"], "include_obfuscation": True, "starting_after": 0}
ITEMS = [{**user("Hello"), "type": "message"}]

Ask = Callable[[Any], Any]


def responses(client: Any) -> Any:
    return client.responses


def beta(client: Any) -> Any:
    return client.beta.responses


BARE: Mapping[str, Ask] = {
    "create": lambda one: one.create(),
    "retrieve": lambda one: one.retrieve(ANY_RESPONSE),
    "delete": lambda one: one.delete(ANY_RESPONSE),
    "cancel": lambda one: one.cancel(ANY_RESPONSE),
    "compact": lambda one: one.compact(model="gpt-5.4"),
    "input_items": lambda one: one.input_items.list(ANY_RESPONSE),
    "input_tokens": lambda one: one.input_tokens.count(),
}
WHOLE: Mapping[str, Ask] = {
    "create": lambda one: one.create(**WISHES),
    "retrieve": lambda one: one.retrieve(ANY_RESPONSE, **SHOWN, stream=False),
    "compact": lambda one: one.compact(**COMPACTED),
    "input_items": lambda one: one.input_items.list(ANY_RESPONSE, **PAGE),
    "input_tokens": lambda one: one.input_tokens.count(**COUNTED),
}
STREAMED: Mapping[str, Ask] = {
    "create": lambda one: one.create(stream=True),
    "create whole": lambda one: one.create(**WISHES, stream=True),
    "retrieve": lambda one: one.retrieve(ANY_RESPONSE, stream=True),
    "retrieve whole": lambda one: one.retrieve(ANY_RESPONSE, **SHOWN, stream=True),
}
CONVERSATIONS: Mapping[str, Ask] = {
    "create": lambda one: one.create(),
    "create whole": lambda one: one.create(items=ITEMS, metadata={"some": "thing"}),
    "retrieve": lambda one: one.retrieve(ANY_TALK),
    "update": lambda one: one.update(ANY_TALK, metadata={"some": "thing"}),
    "delete": lambda one: one.delete(ANY_TALK),
    "items.create": lambda one: one.items.create(ANY_TALK, items=ITEMS),
    "items.create whole": lambda one: one.items.create(ANY_TALK, items=ITEMS, include=PAGE["include"]),
    "items.retrieve": lambda one: one.items.retrieve(ANY_ITEM, conversation_id=ANY_TALK),
    "items.retrieve whole": lambda one: one.items.retrieve(ANY_ITEM, conversation_id=ANY_TALK, include=PAGE["include"]),
    "items.list": lambda one: one.items.list(ANY_TALK),
    "items.list whole": lambda one: one.items.list(ANY_TALK, **PAGE),
    "items.delete": lambda one: one.items.delete(ANY_ITEM, conversation_id=ANY_TALK),
}
in_both_twins = pytest.mark.parametrize("twin", [responses, beta])


@in_both_twins
@pytest.mark.parametrize("ask", BARE.values(), ids=list(BARE))
def test_bare_call_is_answered(stateless: Any, twin: Ask, ask: Ask) -> None:
    ask(twin(stateless))


@in_both_twins
@pytest.mark.parametrize("ask", WHOLE.values(), ids=list(WHOLE))
def test_call_with_everything_is_answered(stateless: Any, twin: Ask, ask: Ask) -> None:
    assert ask(twin(stateless)) is not None


@in_both_twins
@pytest.mark.parametrize("ask", STREAMED.values(), ids=list(STREAMED))
def test_stream_is_told(stateless: Any, twin: Ask, ask: Ask) -> None:
    *_, last = ask(twin(stateless))

    assert "response.completed" == last.type


@pytest.mark.parametrize("ask", CONVERSATIONS.values(), ids=list(CONVERSATIONS))
def test_conversation_is_there(stateless: Any, ask: Ask) -> None:
    assert ask(stateless.conversations) is not None


def test_multi_agent_is_asked_for(stateless: Any) -> None:
    assert stateless.beta.responses.create(**WISHES, **MULTI_AGENT).id


@pytest.mark.parametrize("form", ["with_raw_response", "with_streaming_response"])
@pytest.mark.parametrize(
    "ask", [BARE["create"], BARE["retrieve"], BARE["cancel"]], ids=["create", "retrieve", "cancel"]
)
def test_raw_response_is_parsed(stateless: Any, form: str, ask: Ask) -> None:
    asked = ask(getattr(stateless.responses, form))
    if form == "with_raw_response":
        assert "response" == asked.parse().object
        return
    with asked as response:
        assert "response" == response.parse().object


@pytest.mark.parametrize("known", [ANY_RESPONSE, "resp_677efb5139a88190b512bc3fef8e535d", "a b?c#é"])
def test_what_is_asked_for_is_what_comes(stateless: Any, known: str) -> None:
    assert known == stateless.responses.retrieve(known).id
    assert known == stateless.conversations.retrieve(known).id
    assert known == stateless.conversations.items.retrieve(known, conversation_id=known).id
    assert known == stateless.models.retrieve(known).id


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"service_tier": "made_up", "truncation": "made_up"}, id="unknown values"),
        pytest.param({"tools": [{"type": "made_up"}]}, id="unknown tool"),
        pytest.param({"made": {"up": True}}, id="unknown parameter"),
        pytest.param({"input": [{"type": "made_up"}]}, id="unknown item"),
        pytest.param({"temperature": "hot"}, id="wrong type"),
    ],
)
def test_made_up_values_are_accepted(stateless: Any, body: dict[str, Any]) -> None:
    assert "completed" == stateless.responses.create(extra_body=body).status


def test_usage_and_messages_are_whole(stateless: Any) -> None:
    response = stateless.responses.create()
    (message,) = response.output

    assert isinstance(response.usage.input_tokens_details.cache_write_tokens, int)
    assert ("completed", "assistant", True) == (message.status, message.role, bool(message.id and message.content))


def test_compaction_holds_no_message_of_the_user(stateless: Any) -> None:
    compacted = stateless.responses.compact(**COMPACTED)

    assert not [item for item in compacted.output if getattr(item, "role", "") == "user"]


def test_unknown_path_is_not_found(stateless_url: str) -> None:
    with (
        OpenAI(base_url=f"{stateless_url}/v1", api_key="test") as client,
        pytest.raises(NotFoundError),
    ):
        client.post("/_unknown_path", cast_to=object)


@pytest.mark.parametrize(
    ("method", "given"),
    [
        (lambda client: client.responses.create, {*WISHES, "stream"}),
        (lambda client: client.beta.responses.create, {*WISHES, *MULTI_AGENT, "stream"}),
        (lambda client: client.responses.retrieve, {*SHOWN, "stream", "response_id"}),
        (lambda client: client.responses.compact, {*COMPACTED}),
        (lambda client: client.responses.input_tokens.count, {*COUNTED}),
        (lambda client: client.responses.input_items.list, {*PAGE, "response_id"}),
        (lambda client: client.conversations.items.list, {*PAGE, "conversation_id"}),
        (lambda client: client.conversations.create, {"items", "metadata"}),
    ],
    ids=["create", "beta", "retrieve", "compact", "count", "input_items", "items", "conversations"],
)
def test_nothing_is_left_out(method: Ask, given: set[str]) -> None:
    with OpenAI(api_key="test") as client:
        assert given == set(signature(method(client)).parameters) - SHARED
