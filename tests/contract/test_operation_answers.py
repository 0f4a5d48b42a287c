"""What operations answer: one full example of each object is accepted, and each seeded defect is found."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.operations import breaches, facts

USER = {
    "id": "msg_1",
    "type": "message",
    "status": "completed",
    "role": "user",
    "content": [{"type": "input_text", "text": "Hello"}],
}
USAGE = {
    "input_tokens": 9,
    "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
    "output_tokens": 3,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 12,
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "conversations.json#/ConversationResource": {
        "id": "conv_1",
        "object": "conversation",
        "created_at": 1,
        "metadata": {"topic": "demo"},
    },
    "lists.json#/ItemList": {
        "object": "list",
        "data": [USER],
        "first_id": "msg_1",
        "last_id": "msg_1",
        "has_more": False,
    },
    "lists.json#/DeletedResponse": {"id": "resp_1", "object": "response", "deleted": True},
    "lists.json#/DeletedConversation": {"id": "conv_1", "object": "conversation.deleted", "deleted": True},
    "input_tokens.json#/TokenCount": {"object": "response.input_tokens", "input_tokens": 9},
    "models.json#/Model": {
        "id": "m",
        "object": "model",
        "created": 1,
        "owned_by": "system",
        "shutdown_date": "2027-01-14",
    },
    "models.json#/ModelList": {
        "object": "list",
        "data": [{"id": "m", "object": "model", "created": 1, "owned_by": "system"}],
    },
    "errors.json#/ErrorResponse": {
        "error": {"message": "No.", "type": "invalid_request_error", "param": "model", "code": None}
    },
    "webhooks.json#/ResponseCompleted": {
        "id": "evt_1",
        "object": "event",
        "type": "response.completed",
        "created_at": 1,
        "data": {"id": "resp_1"},
    },
    "webhooks.json#/ResponseCancelled": {
        "id": "evt_1",
        "type": "response.cancelled",
        "created_at": 1,
        "data": {"id": "resp_1"},
    },
    "webhooks.json#/ResponseFailed": {
        "id": "evt_1",
        "type": "response.failed",
        "created_at": 1,
        "data": {"id": "resp_1"},
    },
    "webhooks.json#/ResponseIncomplete": {
        "id": "evt_1",
        "type": "response.incomplete",
        "created_at": 1,
        "data": {"id": "resp_1"},
    },
    "websocket.json#/ErrorFrame": {
        "type": "error",
        "status": 400,
        "sequence_number": 0,
        "stream_id": "lane_1",
        "error": {
            "type": "invalid_request_error",
            "code": "previous_response_not_found",
            "message": "No.",
            "param": None,
            "headers": {"x-request-id": "req_1"},
            "misalignment": {"error_type": "other", "steer": {"message": "Stop."}},
        },
    },
    "compact.json#/CompactedResponse": {
        "id": "resp_1",
        "object": "response.compaction",
        "created_at": 1,
        "output": [USER, {"id": "cmp_1", "type": "compaction", "encrypted_content": "b3BhcXVl"}],
        "usage": USAGE,
        "image": {"context_compression": "disabled"},
    },
}


def top_level(reference: str) -> dict[str, Any]:
    """Return the facts of an object's own properties, as `{name: [required, nullable, types, values]}`."""
    rows = {path.rpartition(">")[2]: row["O"] for path, row in facts("op_objects")[reference].items()}
    return {path[1:]: fact for path, fact in rows.items() if path.count(".") == 1}


def seeded(reference: str, example: dict[str, Any]) -> Iterator[Any]:
    yield case(reference, "surplus", example | {"surplus": 1}, "$ additionalProperties")
    for key, (required, _, types, values) in top_level(reference).items():
        if required:
            yield case(reference, f"no {key}", without(example, key), "$ required")
        if values:
            yield case(reference, f"other {key}", example | {key: "other"}, f"$.{key} const")
        yield case(reference, f"wrong {key}", example | {key: [] if "object" in types else {}}, f"$.{key} type")


def case(reference: str, name: str, value: dict[str, Any], breach: str) -> Any:
    return pytest.param(reference, value, breach, id=f"{reference.partition('#/')[2]} {name}")


def without(example: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in example.items() if name != key}


def test_every_answer_has_an_example() -> None:
    assert facts("op_objects").keys() == EXAMPLES.keys()


@pytest.mark.parametrize("reference", EXAMPLES)
def test_an_example_is_accepted(reference: str) -> None:
    assert [] == breaches(reference, EXAMPLES[reference])


DEFECTS = [defect for reference, example in EXAMPLES.items() for defect in seeded(reference, example)]


@pytest.mark.parametrize(("reference", "value", "breach"), DEFECTS)
def test_a_defect_is_found(reference: str, value: dict[str, Any], breach: str) -> None:
    assert breach in breaches(reference, value)


ERROR = EXAMPLES["errors.json#/ErrorResponse"]["error"]
FRAME = EXAMPLES["websocket.json#/ErrorFrame"]
PAGE = EXAMPLES["lists.json#/ItemList"]


@pytest.mark.parametrize("key", ["message", "type", "param", "code"])
@pytest.mark.parametrize(
    ("reference", "example"),
    [("errors.json#/ErrorResponse", {"error": ERROR}), ("websocket.json#/ErrorFrame", FRAME)],
    ids=["body", "frame"],
)
def test_an_error_has_all_four_keys(reference: str, example: dict[str, Any], key: str) -> None:
    assert ["$.error required"] == breaches(reference, example | {"error": without(example["error"], key)})


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        pytest.param("lists.json#/ItemList", PAGE | {"data": [], "first_id": None, "last_id": None}, id="empty page"),
        pytest.param("models.json#/ModelList", {"object": "list", "data": []}, id="no models"),
        pytest.param("websocket.json#/ServerEvent", FRAME, id="error among events"),
    ],
)
def test_an_edge_is_accepted(reference: str, value: dict[str, Any]) -> None:
    assert [] == breaches(reference, value)


@pytest.mark.parametrize(
    ("reference", "value", "breach"),
    [
        pytest.param("lists.json#/ItemList", PAGE | {"data": [{"type": "nothing"}]}, "$.data[0].type const", id="item"),
        pytest.param("conversations.json#/ConversationResource", EXAMPLES["conversations.json#/ConversationResource"] | {"metadata": {"a": 1}}, "$.metadata.a type", id="metadata"),
        pytest.param("webhooks.json#/ResponseFailed", EXAMPLES["webhooks.json#/ResponseFailed"] | {"data": {}}, "$.data required", id="webhook data"),
        pytest.param("websocket.json#/ErrorFrame", FRAME | {"stream_id": "a b"}, "$.stream_id pattern", id="lane"),
        pytest.param("websocket.json#/ErrorFrame", FRAME | {"sequence_number": -1}, "$.sequence_number minimum", id="number"),
    ],
)  # fmt: skip
def test_a_defect_further_down_is_found(reference: str, value: dict[str, Any], breach: str) -> None:
    assert breach in breaches(reference, value)
