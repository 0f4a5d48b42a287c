"""Tools and tool choices: our documents against the types of the SDK, the official document and the API reference."""

from functools import lru_cache

import pytest
from openai.types.responses import Tool, ToolParam
from openai.types.responses.response_create_params import ToolChoice

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

TOOL, CHOICE = "tools.json#/Tool", "tool_choice.json#/ToolChoice"
SDK_TYPES = {TOOL: (ToolParam, Tool), CHOICE: (ToolChoice,)}
ONLY_OURS = {
    TOOL: {"<file_search>.filters<*>.filters[]<*>": "the SDK stops at the second level of filters"},
    CHOICE: {
        "<web_search>": "clients send it, and the server takes it",
        "<web_search_2025_08_26>": "clients send it, and the server takes it",
        "*.type = web_search*": "clients send it, and the server takes it",
    },
}
SOURCES = [
    (TOOL, "tools", "official"),
    (TOOL, "tools", "seed"),
    (CHOICE, "tool_choices", "official"),
    (CHOICE, "tool_choices", "seed"),
]


@lru_cache
def sdk(reference: str) -> Shape:
    return merged(*(sdk_shape(sdk_type) for sdk_type in SDK_TYPES[reference]))


@lru_cache
def ours(reference: str) -> Shape:
    return contract_shape(reference)


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_the_sdk_is_in_our_documents(reference: str) -> None:
    assert [] == missing(sdk(reference), ours(reference))


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_all_of_our_documents_is_in_the_sdk(reference: str) -> None:
    only_ours = missing(ours(reference), sdk(reference))

    assert [] == unexplained(only_ours, ONLY_OURS[reference])
    assert [] == stale(only_ours, ONLY_OURS[reference])


@pytest.mark.parametrize("reference", SDK_TYPES)
def test_nothing_is_required_that_the_sdk_leaves_out(reference: str) -> None:
    assert [] == needless(sdk(reference), ours(reference))


@pytest.mark.parametrize(("reference", "facts", "source"), SOURCES)
def test_all_of_the_sources_is_in_our_documents(reference: str, facts: str, source: str) -> None:
    wanted = fact_shape(facts, source)

    assert [] == missing(wanted, ours(reference))
    assert [] == missing_nulls(wanted, ours(reference))
    assert [] == needless(wanted, ours(reference))


def test_a_lost_field_is_found() -> None:
    files = documents()
    del files["mcp_tools.json"]["McpTool"]["properties"]["tunnel_id"]

    assert ["<mcp>.tunnel_id"] == missing(sdk(TOOL), document_shape(files, TOOL))


def test_a_lost_choice_is_found() -> None:
    files = documents()
    files["tool_choice.json"]["ToolChoice"]["anyOf"][0]["enum"].remove("none")

    assert [" = none"] == missing(sdk(CHOICE), document_shape(files, CHOICE))


def test_a_misspelt_tool_is_found() -> None:
    files = documents()
    files["local_shell.json"]["LocalShellTool"]["properties"]["type"]["const"] = "localshell"

    assert ["<localshell>"] == unexplained(missing(document_shape(files, TOOL), sdk(TOOL)), ONLY_OURS[TOOL])
    assert ["<local_shell>"] == missing(sdk(TOOL), document_shape(files, TOOL))


def test_a_new_requirement_is_found() -> None:
    files = documents()
    files["functions.json"]["FunctionTool"]["required"].append("description")

    assert [
        "<function>.description",
        "<namespace>.tools[]<function>.description",
    ] == needless(sdk(TOOL), document_shape(files, TOOL))
