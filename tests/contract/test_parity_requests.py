"""What requests may hold: the SDK's parameters and the lists of the other sources against our documents."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from openai.types.beta.beta_response_inject_event_param import BetaResponseInjectEventParam
from openai.types.beta.multi_agent_config_param import MultiAgentConfigParam
from openai.types.conversations.conversation_create_params import ConversationCreateParams
from openai.types.conversations.conversation_update_params import ConversationUpdateParams
from openai.types.conversations.item_create_params import ItemCreateParams
from openai.types.conversations.item_list_params import ItemListParams
from openai.types.conversations.item_retrieve_params import ItemRetrieveParams
from openai.types.responses.input_item_list_params import InputItemListParams
from openai.types.responses.input_token_count_params import InputTokenCountParams
from openai.types.responses.response_compact_params import ResponseCompactParams
from openai.types.responses.response_create_params import ResponseCreateParams
from openai.types.responses.response_retrieve_params import ResponseRetrieveParams
from openai.types.responses.response_steer_event_param import ResponseSteerEventParam
from openai.types.responses.response_steer_input_param import ResponseSteerInputItemListMessage
from openai.types.responses.responses_client_event_param import ResponseCreate

from tests.contract.operations import fact_shape, facts, query_schema
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

CREATE = "create.json#/CreateResponse"
BODIES: dict[str, Any] = {
    CREATE: ResponseCreateParams,
    "create.json#/MultiAgent": MultiAgentConfigParam,
    "input_tokens.json#/CountInputTokens": InputTokenCountParams,
    "compact.json#/CompactResponse": ResponseCompactParams,
    "conversations.json#/CreateConversation": ConversationCreateParams,
    "conversations.json#/UpdateConversation": ConversationUpdateParams,
    "conversations.json#/CreateItems": ItemCreateParams,
    "websocket.json#/ResponseCreate": ResponseCreate,
    "websocket.json#/ResponseSteer": ResponseSteerEventParam,
    "websocket.json#/ResponseInject": BetaResponseInjectEventParam,
    "websocket.json#/SteerMessage": ResponseSteerInputItemListMessage,
}
QUERIES: dict[str, Any] = {
    "responses.retrieve": ResponseRetrieveParams,
    "responses.input_items": InputItemListParams,
    "conversations.items.create": ItemCreateParams,
    "conversations.items.list": ItemListParams,
    "conversations.items.retrieve": ItemRetrieveParams,
}
ELSEWHERE = (".input[]", ".items[]", ".tools[]", ".tool_choice<", ".prompt.variables{}", ".content[]")
"""Items, tools and content parts are compared by the tests of their own names."""

ABSENT = {
    "conversations.json#/CreateItems .include": "a parameter of the query, which the SDK keeps with those of the body",
    "conversations.items.create .items": "a parameter of the body, which the SDK keeps with those of the query",
    "conversations.items.retrieve .conversation_id": "a part of the path, which the SDK keeps with the query",
}
UNKNOWN = {
    "*.client_metadata": "sent by a widely used client, in no document",
    "*.multi_agent": "a beta parameter; MultiAgentConfigParam has it",
    "*.prompt_cache_retention = in-memory": "the older spelling, in the reference pages",
    "* .beta": "the SDK writes `?beta=true` into the path of its beta operations",
}

REFUSED = {
    ".presence_penalty": "only of the other dialect; the API refuses it",
    ".frequency_penalty": "only of the other dialect; the API refuses it",
}

LISTS = [
    (reference, source)
    for reference, rows in facts("op_params").items()
    for source in sorted({source for columns in rows.values() for source in columns})
]


def own(shape: Shape) -> Shape:
    return {path: field for path, field in shape.items() if not any(part in path for part in ELSEWHERE)}


@cache
def body_shapes(reference: str) -> tuple[Shape, Shape]:
    return own(sdk_shape(BODIES[reference])), own(contract_shape(reference))


@cache
def query_shapes(operation: str) -> tuple[Shape, Shape]:
    files = documents()
    files["query"] = query_schema(files, operation)
    return own(sdk_shape(QUERIES[operation])), document_shape(files, "query#")


def named(name: str, found: list[str]) -> list[str]:
    return [f"{name} {one}" for one in found]


def absent() -> list[str]:
    bodies = [line for one in BODIES for line in named(one, missing(*body_shapes(one)))]
    return bodies + [line for one in QUERIES for line in named(one, missing(*query_shapes(one)))]


def unknown() -> list[str]:
    bodies = [line for one in BODIES for line in named(one, missing(*reversed(body_shapes(one))))]
    return bodies + [line for one in QUERIES for line in named(one, missing(*reversed(query_shapes(one))))]


def test_everything_the_sdk_can_ask_is_accepted() -> None:
    assert [] == unexplained(absent(), ABSENT)


def test_nothing_is_accepted_that_no_source_knows() -> None:
    assert [] == unexplained(unknown(), UNKNOWN)


@pytest.mark.parametrize(("found", "exceptions"), [(absent, ABSENT), (unknown, UNKNOWN)], ids=["absent", "unknown"])
def test_every_exception_is_still_needed(found: Callable[[], list[str]], exceptions: dict[str, str]) -> None:
    assert [] == stale(found(), exceptions)


@pytest.mark.parametrize("reference", BODIES)
def test_null_is_accepted_where_the_sdk_sends_it(reference: str) -> None:
    assert [] == missing_nulls(*body_shapes(reference))


@pytest.mark.parametrize("reference", BODIES)
def test_nothing_is_required_that_the_sdk_may_leave_out(reference: str) -> None:
    assert [] == needless(*body_shapes(reference))


@pytest.mark.parametrize(("reference", "source"), LISTS)
def test_every_listed_parameter_is_accepted(reference: str, source: str) -> None:
    theirs, ours = fact_shape(facts("op_params")[reference], source), contract_shape(reference)

    assert [] == unexplained([*missing(theirs, ours), *missing_nulls(theirs, ours), *needless(theirs, ours)], REFUSED)


def without_parameter(files: dict[str, Any]) -> None:
    del files["create.json"]["CreateResponse"]["properties"]["model"]


def without_value(files: dict[str, Any]) -> None:
    files["create.json"]["CreateResponse"]["properties"]["service_tier"]["enum"].remove("flex")


def without_type(files: dict[str, Any]) -> None:
    files["create.json"]["CreateResponse"]["properties"]["temperature"]["type"] = ["string", "null"]


def misspelt(files: dict[str, Any]) -> None:
    files["create.json"]["CreateResponse"]["properties"]["modle"] = {"type": "string"}


def with_value(files: dict[str, Any]) -> None:
    files["create.json"]["ModerationMode"]["properties"]["mode"]["enum"].append("scare")


def without_null(files: dict[str, Any]) -> None:
    files["create.json"]["CreateResponse"]["properties"]["metadata"] = {"$ref": "options.json#/Metadata"}


def with_requirement(files: dict[str, Any]) -> None:
    files["create.json"]["CreateResponse"]["required"] = ["model"]


@pytest.mark.parametrize(
    ("seed", "compare", "found"),
    [
        pytest.param(without_parameter, missing, ".model", id="parameter gone"),
        pytest.param(without_value, missing, ".service_tier = flex", id="value gone"),
        pytest.param(without_type, missing, ".temperature: number", id="type gone"),
        pytest.param(misspelt, lambda sdk, ours: missing(ours, sdk), ".modle", id="parameter of no source"),
        pytest.param(with_value, lambda sdk, ours: missing(ours, sdk), ".moderation.policy.input.mode = scare", id="value of no source"),
        pytest.param(without_null, missing_nulls, ".metadata", id="null gone"),
        pytest.param(with_requirement, needless, ".model", id="needless requirement"),
    ],
)  # fmt: skip
def test_a_seeded_defect_is_found(
    seed: Callable[[dict[str, Any]], None], compare: Callable[[Shape, Shape], list[str]], found: str
) -> None:
    files = documents()
    seed(files)

    assert found in compare(sdk_shape(ResponseCreateParams), document_shape(files, CREATE))
