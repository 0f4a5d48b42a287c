"""Events: our documents against the types of the SDK, the official document and the API reference."""

import re
from functools import lru_cache

import pytest
from openai.types.beta import BetaResponsesServerEvent, BetaResponseStreamEvent
from openai.types.responses import ResponsesServerEvent, ResponseStreamEvent

from tests.contract.parity import (
    Shape,
    contract_shape,
    document_shape,
    documents,
    fact_shape,
    merged,
    missing,
    missing_nulls,
    needless,
    sdk_shape,
    stale,
    unexplained,
)

STREAM, SOCKET = "events.json#/StreamEvent", "events.json#/SocketEvent"
SDK_TYPES = {
    STREAM: (ResponseStreamEvent, BetaResponseStreamEvent),
    SOCKET: (ResponsesServerEvent, BetaResponsesServerEvent),
}
OWN_TESTS = re.compile(r"<[^>]+>(\.response[.<]|\.item<|\.steer\.input\[\]|\.input\[\]).+", re.DOTALL)
"""Responses and items are compared by themselves."""

ONLY_OURS = {
    STREAM: {
        "*.obfuscation": "written of as a field of delta events, declared on one",
        "*.stream_id": "one schema serves streams and WebSockets",
        "<response.function_call_arguments.done>.name": "required by the official document",
    },
    SOCKET: {
        "*.obfuscation": "written of as a field of delta events, declared on one",
        "<response.function_call_arguments.done>.name": "required by the official document",
    },
}
NOT_OURS: dict[str, dict[str, str]] = {STREAM: {}, SOCKET: {"<error>": "the error frame is websocket.json#/ErrorFrame"}}
LESS_THAN_OFFICIAL = {
    "<response.content_part.*>.part<output_text>.logprobs": "optional in the SDK",
    "<response.function_call_arguments.done>.name": "gone from the SDK",
}


def own(shape: Shape) -> Shape:
    return {path: field for path, field in shape.items() if OWN_TESTS.fullmatch(path) is None}


@lru_cache
def sdk(reference: str) -> Shape:
    return own(merged(*(sdk_shape(sdk_type) for sdk_type in SDK_TYPES[reference])))


@lru_cache
def ours(reference: str) -> Shape:
    return own(contract_shape(reference))


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_the_sdk_is_in_our_documents(reference: str) -> None:
    only_sdk = missing(sdk(reference), ours(reference))

    assert [] == unexplained(only_sdk, NOT_OURS[reference])
    assert [] == stale(only_sdk, NOT_OURS[reference])


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_our_documents_is_in_the_sdk(reference: str) -> None:
    only_ours = missing(ours(reference), sdk(reference))

    assert [] == unexplained(only_ours, ONLY_OURS[reference])
    assert [] == stale(only_ours, ONLY_OURS[reference])


def test_all_of_the_official_document_is_in_ours() -> None:
    wanted = fact_shape("events", "official")

    assert [] == missing(wanted, contract_shape(STREAM))
    assert [] == missing_nulls(wanted, ours(STREAM))
    assert [] == needless(wanted, ours(STREAM))


def test_what_we_send_is_the_strict_reading() -> None:
    official = fact_shape("events", "official")
    less = needless(ours(STREAM), official)

    assert [] == unexplained(less, LESS_THAN_OFFICIAL)
    assert [] == stale(less, LESS_THAN_OFFICIAL)
    assert [] == missing_nulls(ours(STREAM), official)


@pytest.mark.parametrize("event", sorted(path for path in ours(SOCKET) if re.fullmatch(r"<[^>]+>", path)))
def test_every_event_is_numbered(event: str) -> None:
    number = ours(SOCKET)[f"{event}.sequence_number"]

    assert (True, frozenset({"integer"})) == (number.required, number.types)


def test_a_lost_field_is_found() -> None:
    files = documents()
    del files["text_events.json"]["OutputTextDelta"]["properties"]["delta"]

    assert ["<response.output_text.delta>.delta"] == missing(sdk(STREAM), document_shape(files, STREAM))


def test_a_lost_event_is_found() -> None:
    files = documents()
    files["events.json"]["StreamEvent"]["anyOf"].remove({"$ref": "compaction_events.json#/CompactionCompacting"})

    assert ["<response.compaction.compacting>"] == missing(sdk(STREAM), document_shape(files, STREAM))


def test_a_misspelt_event_is_found() -> None:
    files = documents()
    files["search_events.json"]["WebSearchCallSearching"]["properties"]["type"]["const"] = (
        "response.web_search.searching"
    )
    only_ours = missing(own(document_shape(files, STREAM)), sdk(STREAM))

    assert ["<response.web_search.searching>"] == unexplained(only_ours, ONLY_OURS[STREAM])


def test_a_changed_requirement_is_found() -> None:
    files = documents()
    files["reasoning_events.json"]["ReasoningTextDone"]["required"].remove("text")
    shape = document_shape(files, STREAM)

    assert "<response.reasoning_text.done>.text" in needless(shape, fact_shape("events", "official"))
