"""What a server sends: every kind is accepted, and refused with anything taken from it or put wrong."""

from copy import deepcopy
from typing import Any

import pytest

from tests.contract.open_responses.documents import accepts, data
from tests.contract.open_responses.statements import Schemas

EMITTED = data("emitted.json")
FACTS = data("facts.json")
THEIRS = Schemas({"": FACTS}, str)
PLACES = {
    "parts": "content.json#/PartResource",
    "items": "items.json#/OutputItem",
    "events": "events.json#/StreamEvent",
    "responses": "response.json#/Response",
    "compacted": "compact.json#/CompactedResponse",
    "frames": "websocket.json#/ServerEvent",
    "errors": "errors.json#/ErrorResponse",
}
SENT = (
    *(name for name in FACTS if name.endswith("StreamingEvent")),
    *(member["$ref"].removeprefix("#/") for member in FACTS["ItemField"]["anyOf"]),
    *(
        member["$ref"].removeprefix("#/")
        for member in FACTS["ReasoningBody"]["properties"]["summary"]["items"]["anyOf"]
    ),
)
BY_TYPE = {FACTS[name]["properties"]["type"]["enum"][0]: name for name in SENT}
NAMES = {"responses": "ResponseResource", "compacted": "CompactResource", "frames": "WebSocketErrorEvent"}
LIFECYCLE = ("created", "queued", "in_progress", "completed", "failed", "incomplete")
EXAMPLES = {f"{section}: {name}": (section, value) for section in EMITTED for name, value in EMITTED[section].items()}
FROM_SCHEMAS = {name: example for name, example in EXAMPLES.items() if example[0] != "errors"}

every_example = pytest.mark.parametrize(("section", "value"), EXAMPLES.values(), ids=EXAMPLES)
every_schema_example = pytest.mark.parametrize(("section", "value"), FROM_SCHEMAS.values(), ids=FROM_SCHEMAS)


def said(section: str, value: Any) -> frozenset[str]:
    return THEIRS.statements(f"#/{NAMES.get(section) or BY_TYPE[value['type']]}")


def refused(section: str, variants: dict[str, Any]) -> set[str]:
    return {key for key, variant in variants.items() if not accepts(PLACES[section], variant)}


def at(value: Any, path: str, new: Any) -> Any:
    """Return the value with another one at a path such as `error.code`; absent when `new` is `...`."""
    changed = deepcopy(value)
    *parents, last = path.split(".")
    inner = changed
    for step in parents:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[last] = new
    if new is ...:
        del inner[last]
    return changed


@every_example
def test_every_example_is_accepted(section: str, value: Any) -> None:
    assert accepts(PLACES[section], value)


@every_schema_example
def test_no_required_property_may_be_missing(section: str, value: Any) -> None:
    required = {key for key in value if f".{key} required" in said(section, value)}

    assert required == refused(section, {key: at(value, key, ...) for key in value})


@every_schema_example
def test_only_what_is_nullable_may_be_null(section: str, value: Any) -> None:
    nullable = {key for key in value if f".{key} type null" in said(section, value)}
    decided = {"metadata"} if section == "responses" else set()
    nullable -= {"item"}

    assert value.keys() - nullable - decided == refused(section, {key: at(value, key, None) for key in value})


@every_example
def test_every_property_has_a_type(section: str, value: Any) -> None:
    assert set(value) == refused(section, {key: at(value, key, [[]]) for key in value})


@pytest.mark.parametrize("status", EMITTED["responses"])
@pytest.mark.parametrize("name", LIFECYCLE)
def test_a_lifecycle_event_carries_a_whole_response(name: str, status: str) -> None:
    event = {"type": f"response.{name}", "sequence_number": 0, "response": EMITTED["responses"][status]}

    assert accepts(PLACES["events"], event)
    assert {"type", "sequence_number", "response"} == refused("events", {key: at(event, key, ...) for key in event})
    assert not accepts(PLACES["events"], at(event, "response.store", ...))


def test_the_examples_are_of_every_kind() -> None:
    sent = [value for section in ("events", "items", "parts") for value in EMITTED[section].values()]

    assert BY_TYPE.keys() == {value["type"] for value in sent} | {f"response.{name}" for name in LIFECYCLE}


FILE_CITATION = {"type": "file_citation", "file_id": "f", "filename": "a", "index": 0}
STRICT: dict[str, tuple[str, str, Any]] = {
    "null phase": ("items: message", "phase", None),
    "unknown phase": ("items: message", "phase", "thinking"),
    "null logprobs": ("items: message", "content.0.logprobs", None),
    "no annotations": ("items: message", "content.0.annotations", ...),
    "annotation that OpenAI has": ("items: message", "content.0.annotations", [FILE_CITATION]),
    "log probability without bytes": ("parts: output_text", "logprobs.0.bytes", ...),
    "unknown role": ("items: message", "role", "tool"),
    "unknown status of an item": ("items: function_call", "status", "failed"),
    "unknown status of reasoning": ("items: reasoning", "status", "done"),
    "null encrypted content": ("items: reasoning", "encrypted_content", None),
    "null reasoning content": ("items: reasoning", "content", None),
    "video in the output of a function": (
        "items: function_call_output",
        "output",
        [{"type": "input_video", "video_url": "u"}],
    ),
    "item of a hosted tool": ("items: message", "type", "web_search_call"),
    "item of an implementor": ("items: message", "type", "acme:search_result"),
    "event of an implementor": ("events: response.reasoning.done", "type", "acme:trace"),
    "event that OpenAI has": ("events: response.reasoning.delta", "type", "response.reasoning_text.delta"),
    "event in nobody's list": ("events: response.refusal.done", "type", "keepalive"),
    "null item": ("events: response.output_item.added", "item", None),
    "error event without the nested error": ("events: error", "error", ...),
    "error event without param": ("events: error", "error.param", ...),
    "times in fractions": ("responses: completed", "created_at", 1.5),
    "null verbosity": ("responses: in full", "text.verbosity", None),
    "schema of a format": ("responses: in full", "text.format.schema", {"type": "object"}),
    "empty reasoning": ("responses: completed", "reasoning", {}),
    "effort that OpenAI has": ("responses: in full", "reasoning.effort", "minimal"),
    "allowed tools without mode": ("responses: in full", "tool_choice.mode", ...),
    "tool without description": ("responses: completed", "tools.0.description", ...),
    "tool without parameters": ("responses: completed", "tools.0.parameters", ...),
    "tool without strict": ("responses: completed", "tools.0.strict", ...),
    "hosted tool": ("responses: completed", "tools.0.type", "web_search"),
    "items as instructions": ("responses: completed", "instructions", []),
    "null service tier": ("responses: completed", "service_tier", None),
    "null temperature": ("responses: completed", "temperature", None),
    "null top_p": ("responses: completed", "top_p", None),
    "null code of a failed response": ("responses: failed", "error.code", None),
    "no reason": ("responses: incomplete", "incomplete_details.reason", ...),
    "no reasoning tokens": ("responses: completed", "usage.output_tokens_details.reasoning_tokens", ...),
    "metadata that is no text": ("responses: completed", "metadata.k", 1),
    "null code over a WebSocket": ("frames: bare", "error.code", None),
    "error without param": ("errors: in full", "error.param", ...),
    "error without code": ("errors: in full", "error.code", ...),
    "error of an unknown type": ("errors: in full", "error.type", "rate_limit_error"),
}
TOLERATED: dict[str, tuple[str, str, Any]] = {
    "status of reasoning": ("items: reasoning", "status", "completed"),
    "status that OpenAI has": ("responses: completed", "status", "cancelled"),
    "tier that OpenAI has": ("responses: completed", "service_tier", "scale"),
    "code of an error in no list": ("responses: failed", "error.code", "acme_overload"),
    "fields of OpenAI's error event": ("events: error", "message", "Oh."),
    "sequence number of an error over a WebSocket": ("frames: bare", "sequence_number", 3),
    "field of an implementor": ("responses: completed", "acme_region", "eu"),
    "field of an implementor in an item": ("items: message", "acme_score", 0.5),
    "field of an implementor in an event": ("events: error", "acme_trace", "t"),
}


@pytest.mark.parametrize(("example", "path", "new"), STRICT.values(), ids=STRICT)
def test_what_strict_clients_cannot_read_is_refused(example: str, path: str, new: Any) -> None:
    section, value = EXAMPLES[example]

    assert not accepts(PLACES[section], at(value, path, new))


@pytest.mark.parametrize(("example", "path", "new"), TOLERATED.values(), ids=TOLERATED)
def test_what_strict_clients_let_pass_is_accepted(example: str, path: str, new: Any) -> None:
    section, value = EXAMPLES[example]

    assert accepts(PLACES[section], at(value, path, new))


def test_an_error_has_one_form_in_a_stream_and_another_over_a_websocket() -> None:
    streamed, framed = EMITTED["events"]["error"], EMITTED["frames"]["in full"]

    assert not accepts(PLACES["frames"], streamed)
    assert not accepts(PLACES["events"], framed)
