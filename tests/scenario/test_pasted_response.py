import json
from pathlib import Path

import pytest

from mockserver.scenario.load import from_json
from mockserver.scenario.model import Item, ItemsReply, Outcome, Reply, Usage
from mockserver.scenario.outcome import FAILURE_MESSAGE
from mockserver.scenario.pasted_response import SET_ASIDE, PastedResponse
from mockserver.values import Json
from tests.scenario.written import allowed, mistake, read, read_again

CONTRACTS = Path(__file__).parents[2] / "contracts"

WHOLE: dict[str, Json] = {
    "id": "resp_123",
    "object": "response",
    "created_at": 1741476542,
    "status": "completed",
    "completed_at": 1741476543,
    "error": None,
    "incomplete_details": None,
    "instructions": None,
    "max_output_tokens": None,
    "model": "gpt-4.1-2025-04-14",
    "output": [
        {
            "type": "message",
            "id": "msg_123",
            "status": "completed",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "Hello", "annotations": []}],
        }
    ],
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "reasoning": {"effort": None, "summary": None},
    "store": True,
    "text": {"format": {"type": "text"}},
    "tool_choice": "auto",
    "tools": [],
    "usage": {
        "input_tokens": 36,
        "input_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 2, "cache_write_tokens_details": {}},
        "output_tokens": 87,
        "output_tokens_details": {"reasoning_tokens": 7},
        "total_tokens": 123,
    },
    "user": None,
    "metadata": {},
    "billing": {"payer": "developer"},
}

ENDINGS: list[tuple[str, Outcome]] = [
    ("{}", Outcome()),
    ("{status: completed, error: null}", Outcome()),
    ("{status: cancelled}", Outcome(status="cancelled")),
    ("{status: incomplete}", Outcome(status="incomplete", reason="max_output_tokens")),
    (
        "{status: incomplete, incomplete_details: {reason: content_filter}}",
        Outcome(status="incomplete", reason="content_filter"),
    ),
    ("{incomplete_details: {reason: content_filter}}", Outcome(status="incomplete", reason="content_filter")),
    ("{incomplete_details: {reason: steered}}", Outcome(status="incomplete", reason="steered")),
    (
        "{incomplete_details: {reason: null}, error: null}",
        Outcome(status="incomplete", reason="max_output_tokens"),
    ),
    ("{status: failed}", Outcome(status="failed", code="server_error", message=FAILURE_MESSAGE)),
    (
        "{status: failed, error: {code: invalid_prompt, message: b, param: null, type: c, misalignment: {}}}",
        Outcome(status="failed", code="invalid_prompt", message="b"),
    ),
    ("{error: {message: b}}", Outcome(status="failed", code="server_error", message="b")),
]

MISTAKES = [
    ("[]", "18: 'response' must be a mapping, not a list"),
    ("text", "18: 'response' must be a mapping, not the text \"text\""),
    ("{modell: x}", "29: unknown key 'modell' in a response; did you mean 'model'? Known keys: output, status, "),
    ("{modell: null}", "29: unknown key 'modell' in a response; did you mean 'model'? Known keys: output, status, "),
    ("{output: x}", "29: 'output' must be a list, not the text \"x\""),
    ("{output: [5]}", "38: an item must be a mapping {type: body}, not the number 5"),
    ("{output: [{type: 5}]}", "39: an item's 'type' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{status: queued}", "29: a response that is 'queued' has not ended; paste it as it is in the end"),
    ("{status: in_progress}", "29: a response that is 'in_progress' has not ended; paste it as it is in the end"),
    ("{status: done}", "29: 'status' must be 'completed', 'incomplete', 'failed' or 'cancelled', not the text"),
    ("{status: 5}", "29: 'status' must be 'completed', 'incomplete', 'failed' or 'cancelled', not the number 5"),
    ("{incomplete_details: content_filter}", "29: 'incomplete_details' must be a mapping, not the text"),
    (
        "{incomplete_details: {reason: tokens}}",
        "50: 'reason' must be 'max_output_tokens', 'content_filter', 'max_messages' or 'steered', not the text \"tokens\"",
    ),
    (
        "{incomplete_details: {reasn: content_filter}}",
        "50: unknown key 'reasn' in 'incomplete_details'; did you mean 'reason'? Known keys: reason",
    ),
    ("{error: boom}", "29: 'error' must be a mapping, not the text \"boom\""),
    (
        "{error: {mesage: a}}",
        (
            "37: unknown key 'mesage' in an 'error'; did you mean 'message'? "
            "Known keys: code, message, type, param, misalignment"
        ),
    ),
    ("{error: {code: 5}}", "37: 'code' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{usage: {input_tokens: -1}}", "37: 'input_tokens' must be at least 0, not the number -1"),
    ("{usage: {tokens: 1}}", "37: unknown key 'tokens' in a usage. Known keys: input_tokens, output_tokens, "),
    ("{usage: {input_tokens_details: {image: 1}}}", "60: unknown key 'image' in 'input_tokens_details'. Known keys"),
    ("{usage: {output_tokens_details: {cache_write_tokens_details: {}}}}", "61: unknown key 'cache_write_tokens_deta"),
]

BEYOND = [
    ("{status: completed, error: {code: a}}", "48: 'error' goes with the status 'failed', not 'completed'"),
    (
        "{status: failed, incomplete_details: {reason: content_filter}}",
        "45: 'incomplete_details' goes with the status 'incomplete', not 'failed'",
    ),
    ("{error: {}, incomplete_details: {}}", "29: 'error' and 'incomplete_details' do not go together"),
]
"""What is wrong and no schema can say."""


def pasted(response: Json) -> Reply:
    [answer] = from_json({"steps": [{"reply": {"response": response}}]}, "s.yaml").steps[0].replies
    return answer


def test_output_status_and_usage_are_read_and_the_rest_is_set_aside() -> None:
    [item] = WHOLE["output"]
    body = {key: part for key, part in item.items() if key != "type"}
    counts = {"input_tokens": 36, "output_tokens": 87, "total_tokens": 123}
    usage = Usage(**counts, cached_tokens=4, cache_write_tokens=2, reasoning_tokens=7)

    assert ItemsReply(output=(Item(type="message", body=body),), usage=usage) == pasted(WHOLE)
    assert pasted(WHOLE) == read_again(pasted(WHOLE))
    assert allowed(f"{{response: {json.dumps(WHOLE)}}}")


@pytest.mark.parametrize(("response", "expected"), ENDINGS, ids=[response for response, _ in ENDINGS])
def test_how_it_ended_is_read(response: str, expected: Outcome) -> None:
    assert ItemsReply(status=expected) == read(f"{{response: {response}}}")
    assert allowed(f"{{response: {response}}}")


@pytest.mark.parametrize(("response", "expected"), MISTAKES, ids=[response for response, _ in MISTAKES])
def test_a_mistake_is_told(response: str, expected: str) -> None:
    assert mistake(f"{{response: {response}}}").startswith(expected)
    assert not allowed(f"{{response: {response}}}")


@pytest.mark.parametrize(("response", "expected"), BEYOND, ids=[response for response, _ in BEYOND])
def test_a_mistake_beyond_a_schema_is_told(response: str, expected: str) -> None:
    assert expected == mistake(f"{{response: {response}}}")
    assert allowed(f"{{response: {response}}}")


@pytest.mark.parametrize("dialect", ["openai", "open-responses"])
def test_every_documented_key_is_known(dialect: str) -> None:
    documented = json.loads((CONTRACTS / dialect / "response.json").read_bytes())["Response"]["properties"]

    assert set() == documented.keys() - PastedResponse.keys().keys()
    assert dialect != "openai" or {"billing"} == {*SET_ASIDE} - documented.keys()


@pytest.mark.parametrize("key", SET_ASIDE)
def test_what_is_set_aside_may_be_anything(key: str) -> None:
    assert ItemsReply() == pasted({key: [{"a": None}]}) == pasted({key: None})
