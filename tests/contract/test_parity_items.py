"""Items: our documents against the types of the SDK, the official document and the API reference."""

from collections.abc import Mapping
from functools import lru_cache

import pytest
from openai.types.beta import BetaResponseInputItemParam, BetaResponseItem, BetaResponseOutputItem
from openai.types.conversations import ConversationItem
from openai.types.responses import ResponseInputItemParam, ResponseItem, ResponseOutputItem

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

INPUT, OUTPUT, LISTED = "items.json#/InputItem", "items.json#/OutputItem", "items.json#/ItemResource"
SDK_TYPES = {
    INPUT: (ResponseInputItemParam, BetaResponseInputItemParam),
    OUTPUT: (ResponseOutputItem, BetaResponseOutputItem),
    LISTED: (ResponseItem, ConversationItem, BetaResponseItem),
}
NESTED = "the SDK stops at the second level of filters"
ONLY_OURS: dict[str, dict[str, str]] = {
    INPUT: {
        ".id": "a reference may have nothing but its id",
        ".type": "such a reference may have null for a type",
        "*<file_search>.filters<*>.filters[]<*>": NESTED,
        "<agent_message>.content[]<*>": "the server sends more parts than the SDK does, and clients send them back",
        "<computer_call_output>.status = failed": "the server sends it, so clients send it back",
        "<custom_tool_call*>.status": "the server sends it, so clients send it back",
        "<local_shell_call_output>.call_id": "the official document requires it without saying what it is",
        "<mcp_call>.error: string": "the API reference has a text",
        "<multi_agent_call_output>.output[]<output_text>.*": "agents return any output text",
    },
    OUTPUT: {
        "*<file_search>.filters<*>.filters[]<*>": NESTED,
        "<custom_tool_call>.status": "item lists have it, and the event stream shows progress",
        "<local_shell_call_output>.call_id": "the official document requires it without saying what it is",
    },
    LISTED: {
        "*<file_search>.filters<*>.filters[]<*>": NESTED,
        "<local_shell_call_output>.call_id": "the official document requires it without saying what it is",
    },
}
NULL_ELSEWHERE = {"<item_reference>.type": "a reference with null for a type is the schema BareReference"}
OFFICIAL = [
    (INPUT, "input_items", "official"),
    (INPUT, "input_items", "seed"),
    (OUTPUT, "output_items", "official"),
    (OUTPUT, "output_items", "seed"),
    (LISTED, "listed_items", "input items, official"),
    (LISTED, "listed_items", "conversation, official"),
]
SENT = [case for case in OFFICIAL if case[0] != INPUT and case[2] != "seed"]
BEYOND_OFFICIAL = {
    "<mcp_call>.error: string": "a text in the API reference, an object since; we send the object",
    "<item_reference>.type": "a reference without a type is the schema BareReference",
    "<message>.content": "the reference's text has lost the field of one form of message; every form needs it",
}
LESS_THAN_OFFICIAL = {
    "<message>.content[]<output_text>.logprobs": "optional in the SDK",
    "<custom_tool_call>.status": "in the lists of a response's input, not in those of conversations",
    "<message>.status": "in conversations, not on the input messages of a response",
    "<custom_tool_call*>.id": "optional in conversations; a stored item has one",
}


@lru_cache
def sdk(reference: str) -> Shape:
    return merged(*(sdk_shape(sdk_type) for sdk_type in SDK_TYPES[reference]))


@lru_cache
def ours(reference: str) -> Shape:
    return contract_shape(reference)


def without(path: str, *keys: str) -> Mapping[str, object]:
    """Return our documents, less one thing."""
    files = documents()
    here = files[path]
    for key in keys[:-1]:
        here = here[key]
    del here[keys[-1]]
    return files


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_the_sdk_is_in_our_documents(reference: str) -> None:
    assert [] == missing(sdk(reference), ours(reference))


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_our_documents_is_in_the_sdk(reference: str) -> None:
    only_ours = missing(ours(reference), sdk(reference))

    assert [] == unexplained(only_ours, ONLY_OURS[reference])
    assert [] == stale(only_ours, ONLY_OURS[reference])


def test_a_request_needs_nothing_that_the_sdk_leaves_out() -> None:
    assert ["<item_reference>.type"] == needless(sdk(INPUT), ours(INPUT))


def test_a_request_may_hold_null_wherever_the_sdk_sends_it() -> None:
    only_sdk = missing_nulls(sdk(INPUT), ours(INPUT))

    assert [] == unexplained(only_sdk, {"*<file_search>.filters<*>.filters[]": NESTED} | NULL_ELSEWHERE)
    assert [] == stale(only_sdk, NULL_ELSEWHERE)


@pytest.mark.parametrize(("reference", "facts", "source"), OFFICIAL)
def test_all_of_the_sources_is_in_our_documents(reference: str, facts: str, source: str) -> None:
    wanted = fact_shape(facts, source)

    assert [] == unexplained(missing(wanted, ours(reference)), BEYOND_OFFICIAL)
    assert [] == unexplained(missing_nulls(wanted, ours(reference)), NULL_ELSEWHERE)


@pytest.mark.parametrize(("reference", "facts", "source"), OFFICIAL)
def test_nothing_is_required_that_the_sources_leave_out(reference: str, facts: str, source: str) -> None:
    only_ours = needless(fact_shape(facts, source), ours(reference))

    assert [] == unexplained(only_ours, BEYOND_OFFICIAL | LESS_THAN_OFFICIAL)


@pytest.mark.parametrize(("reference", "facts", "source"), SENT)
def test_what_we_send_is_the_strict_reading(reference: str, facts: str, source: str) -> None:
    official = fact_shape(facts, source)

    assert [] == unexplained(needless(ours(reference), official), LESS_THAN_OFFICIAL)
    assert [] == missing_nulls(ours(reference), official)


def test_a_lost_field_is_found() -> None:
    files = without("web_search.json", "WebSearchCallResource", "properties", "action")

    assert ["<web_search_call>.action"] == missing(sdk(OUTPUT), document_shape(files, OUTPUT))


def test_a_lost_value_is_found() -> None:
    files = documents()
    files["code_interpreter.json"]["CodeInterpreterCallResource"]["properties"]["status"]["enum"].remove("failed")

    assert ["<code_interpreter_call>.status = failed"] == missing(sdk(OUTPUT), document_shape(files, OUTPUT))


def test_a_lost_member_is_found() -> None:
    files = documents()
    members = files["items.json"]["OutputItem"]["anyOf"]
    members[:] = [member for member in members if member != {"$ref": "programs.json#/ProgramResource"}]

    assert ["<program>"] == missing(sdk(OUTPUT), document_shape(files, OUTPUT))


def test_a_misspelt_field_and_value_are_found() -> None:
    files = documents()
    files["functions.json"]["FunctionCallResource"]["properties"]["nmae"] = {"type": "string"}
    files["status.json"]["Progress"]["enum"].append("complete")
    found = unexplained(missing(document_shape(files, OUTPUT), sdk(OUTPUT)), ONLY_OURS[OUTPUT])

    assert "<function_call>.nmae" in found
    assert "<message>.status = complete" in found


def test_a_changed_requirement_and_null_are_found() -> None:
    files = documents()
    files["programs.json"]["ProgramResource"]["required"].remove("code")
    files["programs.json"]["ProgramResource"]["properties"]["code"] = {"type": ["string", "null"]}
    official = fact_shape("output_items", "official")

    assert ["<program>.code"] == unexplained(needless(document_shape(files, OUTPUT), official), LESS_THAN_OFFICIAL)
    assert ["<program>.code"] == missing_nulls(document_shape(files, OUTPUT), official)
