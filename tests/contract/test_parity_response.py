"""The response: our document against the types of the SDK, the official document and the API reference."""

from functools import lru_cache

import pytest
from openai.types.beta import BetaResponse
from openai.types.responses import Response

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

RESPONSE = "response.json#/Response"
OWN_TESTS = (".output[", ".instructions[", ".tools[", ".tool_choice")
"""Items, tools and choices are compared by themselves."""

ONLY_OURS = {
    ".frequency_penalty": "the server sends it; only Open Responses writes of it",
    ".presence_penalty": "the server sends it; only Open Responses writes of it",
    ".store": "the server sends it; only Open Responses writes of it",
    ".output_text": "in the official document; the SDK makes it from the output",
}
NOT_OURS = {".prompt_cache_retention = in-memory": "the spelling of the API reference; sent with an underscore since"}
AS_REQUESTED = {".prompt.variables{}*": "the prompt is repeated as the request gave it"}
NULL_IN_EXAMPLES = {
    ".usage": "null in the official examples, until the response has ended",
    ".user": "null in the official examples",
    ".text.format*": "the settings of the text are repeated as the request gave them",
    **AS_REQUESTED,
}


def own(shape: Shape) -> Shape:
    return {path: field for path, field in shape.items() if not path.startswith(OWN_TESTS)}


@lru_cache
def sdk() -> Shape:
    return own(merged(sdk_shape(Response), sdk_shape(BetaResponse)))


@lru_cache
def ours() -> Shape:
    return own(contract_shape(RESPONSE))


def test_all_of_the_sdk_is_in_our_document() -> None:
    assert [] == missing(sdk(), ours())


def test_all_of_our_document_is_in_the_sdk() -> None:
    only_ours = missing(ours(), sdk())

    assert [] == unexplained(only_ours, ONLY_OURS)
    assert [] == stale(only_ours, ONLY_OURS)


@pytest.mark.parametrize("source", ["official", "seed"])
def test_all_of_the_sources_is_in_our_document(source: str) -> None:
    wanted = fact_shape("response", source)

    assert [] == unexplained(missing(wanted, contract_shape(RESPONSE)), NOT_OURS)
    assert [] == missing_nulls(wanted, ours())
    assert [] == needless(wanted, ours())


def test_what_we_send_is_the_strict_reading() -> None:
    official = fact_shape("response", "official")
    nulls = missing_nulls(ours(), official)

    assert [] == unexplained(needless(ours(), official), AS_REQUESTED)
    assert [] == unexplained(nulls, NULL_IN_EXAMPLES)
    assert [] == stale(nulls, NULL_IN_EXAMPLES)


def test_a_lost_field_is_found() -> None:
    files = documents()
    del files["usage.json"]["Usage"]["properties"]["total_tokens"]

    assert [".usage.total_tokens"] == missing(sdk(), document_shape(files, RESPONSE))


def test_a_misspelt_code_is_found() -> None:
    files = documents()
    files["response.json"]["ResponseError"]["properties"]["code"]["enum"].append("sever_error")
    only_ours = missing(own(document_shape(files, RESPONSE)), sdk())

    assert [".error.code = sever_error"] == unexplained(only_ours, ONLY_OURS)


def test_a_changed_requirement_is_found() -> None:
    files = documents()
    files["response.json"]["Response"]["required"].remove("metadata")

    assert ".metadata" in needless(document_shape(files, RESPONSE), fact_shape("response", "official"))
