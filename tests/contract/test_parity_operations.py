"""The operations and what they answer: the SDK's types and the sources' lists against our documents."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from openai.types import Model
from openai.types.beta.beta_responses_client_event_param import BetaResponsesClientEventParam
from openai.types.conversations.conversation import Conversation
from openai.types.conversations.conversation_deleted_resource import ConversationDeletedResource
from openai.types.conversations.conversation_item_list import ConversationItemList
from openai.types.responses.compacted_response import CompactedResponse
from openai.types.responses.input_token_count_response import InputTokenCountResponse
from openai.types.responses.response_item_list import ResponseItemList
from openai.types.responses.responses_server_event import ResponsesServerEvent, ResponseWsError
from openai.types.webhooks.response_cancelled_webhook_event import ResponseCancelledWebhookEvent
from openai.types.webhooks.response_completed_webhook_event import ResponseCompletedWebhookEvent
from openai.types.webhooks.response_failed_webhook_event import ResponseFailedWebhookEvent
from openai.types.webhooks.response_incomplete_webhook_event import ResponseIncompleteWebhookEvent

from tests.contract.operations import fact_shape, facts, operations, query_schema
from tests.contract.parity import (
    Shape,
    contract_shape,
    document_shape,
    documents,
    missing,
    missing_nulls,
    needless,
    sdk_shape,
    stale,
    unexplained,
)

ANSWERS: dict[str, Any] = {
    "conversations.json#/ConversationResource": [Conversation],
    "lists.json#/ItemList": [ConversationItemList, ResponseItemList],
    "lists.json#/DeletedConversation": [ConversationDeletedResource],
    "input_tokens.json#/TokenCount": [InputTokenCountResponse],
    "compact.json#/CompactedResponse": [CompactedResponse],
    "models.json#/Model": [Model],
    "websocket.json#/ErrorFrame": [ResponseWsError],
    "webhooks.json#/ResponseCompleted": [ResponseCompletedWebhookEvent],
    "webhooks.json#/ResponseCancelled": [ResponseCancelledWebhookEvent],
    "webhooks.json#/ResponseFailed": [ResponseFailedWebhookEvent],
    "webhooks.json#/ResponseIncomplete": [ResponseIncompleteWebhookEvent],
}
PAIRS = [(reference, sdk) for reference, types in ANSWERS.items() for sdk in types]
ELSEWHERE = re.compile(r"\[\]<\w+>\.|\.usage\.")
"""What is in an item or in usage is compared by the tests of their own names."""

UNKNOWN = {
    "Conversation .metadata{}": "the SDK leaves open what a conversation's metadata holds; the sources say texts",
    "* *[]<agent_message>": "an item of the beta",
    "* *[]<multi_agent_call*>": "an item of the beta",
    "CompactedResponse .output[]<configuration_update>": "lists have it, and one union of items serves both",
}
STRICTER = {
    "websocket.json#/ErrorFrame <error>.error.code": "the SDK's models cannot say `required, may be null`; O does",
    "websocket.json#/ErrorFrame <error>.error.param": "the SDK's models cannot say `required, may be null`; O does",
}
NULLS = {"lists.json#/ItemList .first_id": "an empty page has no id", "lists.json#/ItemList .last_id": "an empty page has no id"}  # fmt: skip
OURS = {
    "models.list": "in the SDK, but no operation of the Responses API",
    "models.retrieve": "in the SDK, but no operation of the Responses API",
    "responses.connect": "the WebSocket; O has its frames but no path",
}


def own(shape: Shape) -> Shape:
    return {path: field for path, field in shape.items() if not ELSEWHERE.search(path)}


@cache
def shapes(reference: str, sdk: Any) -> tuple[Shape, Shape]:
    return own(sdk_shape(sdk)), own(contract_shape(reference))


def unknown() -> list[str]:
    return [f"{sdk.__name__} {line}" for reference, sdk in PAIRS for line in missing(*reversed(shapes(reference, sdk)))]


@pytest.mark.parametrize(("reference", "sdk"), PAIRS, ids=[sdk.__name__ for _, sdk in PAIRS])
def test_everything_the_sdk_reads_can_be_sent(reference: str, sdk: Any) -> None:
    assert [] == missing(*shapes(reference, sdk))


def test_nothing_is_sent_that_the_sdk_does_not_know() -> None:
    assert [] == unexplained(unknown(), UNKNOWN)


def test_every_exception_is_still_needed() -> None:
    assert [] == stale(unknown(), UNKNOWN)


@pytest.mark.parametrize(("reference", "sdk"), PAIRS, ids=[sdk.__name__ for _, sdk in PAIRS])
def test_what_the_sdk_must_have_is_always_sent(reference: str, sdk: Any) -> None:
    theirs, ours = shapes(reference, sdk)

    assert [] == needless(ours, theirs)


@pytest.mark.parametrize(("reference", "sdk"), PAIRS, ids=[sdk.__name__ for _, sdk in PAIRS])
def test_only_what_the_sdk_must_have_is_always_sent(reference: str, sdk: Any) -> None:
    found = [f"{reference} {path}" for path in needless(*shapes(reference, sdk))]

    assert [] == unexplained(found, STRICTER)


@pytest.mark.parametrize("reference", facts("op_objects"))
def test_every_listed_field_is_as_listed(reference: str) -> None:
    theirs, ours = own(fact_shape(facts("op_objects")[reference], "O")), own(contract_shape(reference))
    nulls = [f"{reference} {path}" for path in missing_nulls(ours, theirs)]

    assert [] == [
        *missing(theirs, ours),
        *missing_nulls(theirs, ours),
        *needless(theirs, ours),
        *needless(ours, theirs),
    ]
    assert [] == unexplained(nulls, NULLS)


def test_frames_of_the_socket_are_those_of_the_sdk() -> None:
    files = documents()
    sent, received = (
        {tag(path) for path in sdk_shape(sdk)} for sdk in (BetaResponsesClientEventParam, ResponsesServerEvent)
    )

    assert sent == {tag(path) for path in document_shape(files, "websocket.json#/ClientEvent")}
    assert set() == received - {tag(path) for path in document_shape(files, "websocket.json#/ServerEvent")}


def tag(path: str) -> str:
    return path.partition(">")[0]


@pytest.mark.parametrize("operation", facts("op_endpoints"))
def test_an_operation_stands_where_it_is_published(operation: str) -> None:
    fact, ours = facts("op_endpoints")[operation], operations(documents())[operation]

    assert (fact["method"], fact["path"]) == (ours["method"], ours["path"])
    assert (fact["body"] is None) == ("requestBody" not in ours)


@pytest.mark.parametrize("operation", facts("op_endpoints"))
def test_an_operation_has_the_published_query(operation: str) -> None:
    fact, files = facts("op_endpoints")[operation]["query"], documents()
    ours = query_schema(files, operation)["properties"]

    assert set(fact) == set(ours) - {"beta"}
    assert fact == {name: same_keys(wanted, target(files, ours[name]["$ref"])) for name, wanted in fact.items()}


def same_keys(wanted: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {key: schema.get(key) for key in wanted}


def target(files: dict[str, Any], reference: str) -> dict[str, Any]:
    file, _, pointer = reference.partition("#/")
    schema: dict[str, Any] = files[file][pointer.removesuffix("/schema")]["schema"]
    return schema


def test_there_are_no_operations_of_our_own() -> None:
    assert set(OURS) == operations(documents()).keys() - facts("op_endpoints").keys()


def without_field(files: dict[str, Any]) -> None:
    del files["compact.json"]["CompactedResponse"]["properties"]["image"]


def misspelt(files: dict[str, Any]) -> None:
    files["compact.json"]["CompactedResponse"]["properties"]["useage"] = {"type": "integer"}


def without_requirement(files: dict[str, Any]) -> None:
    files["compact.json"]["CompactedResponse"]["required"].remove("created_at")


@pytest.mark.parametrize(
    ("seed", "compare", "found"),
    [
        pytest.param(without_field, missing, ".image", id="field gone"),
        pytest.param(misspelt, lambda sdk, ours: missing(ours, sdk), ".useage", id="field of no source"),
        pytest.param(without_requirement, lambda sdk, ours: needless(ours, sdk), ".created_at", id="requirement gone"),
    ],
)
def test_a_seeded_defect_is_found(
    seed: Callable[[dict[str, Any]], None], compare: Callable[[Shape, Shape], list[str]], found: str
) -> None:
    files = documents()
    seed(files)

    assert found in compare(sdk_shape(CompactedResponse), document_shape(files, "compact.json#/CompactedResponse"))
