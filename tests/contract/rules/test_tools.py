from typing import Any

import pytest

from tests.contract.rules.asking import Told, told, violations


def function(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "function", "name": name, **more}


def namespace(name: str, *names: str) -> dict[str, Any]:
    return {"type": "namespace", "name": name, "description": "d", "tools": [function(one) for one in names]}


def search(filters: Any) -> dict[str, Any]:
    return {"type": "file_search", "vector_store_ids": ["v"], "filters": filters}


def filtering(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "key": "k", "value": value}


def container(domain: str) -> dict[str, Any]:
    policy = {
        "type": "allowlist",
        "allowed_domains": ["a.example"],
        "domain_secrets": [{"domain": domain, "name": "n", "value": "v"}],
    }
    return {"type": "auto", "network_policy": policy}


def skill(version: str | None) -> dict[str, Any]:
    return {
        "type": "shell",
        "environment": {"skills": [{"type": "skill_reference", "skill_id": "s", "version": version}]},
    }


def place(**location: Any) -> dict[str, Any]:
    return {"type": "web_search", "user_location": {"type": "approximate", **location}}


MCP = {"type": "mcp", "server_label": "s"}


@pytest.mark.parametrize(
    "tools",
    [
        pytest.param([], id="none"),
        pytest.param([function("a"), function("b"), {"type": "custom", "name": "c"}], id="names"),
        pytest.param([function("a"), namespace("n", "a"), namespace("m", "a")], id="namespaces"),
        pytest.param([{**MCP, "server_url": "https://a.example"}], id="mcp by url"),
        pytest.param([{**MCP, "connector_id": "connector_gmail"}], id="mcp by connector"),
        pytest.param([{**MCP, "tunnel_id": "tunnel_" + "a" * 32}], id="mcp by tunnel"),
        pytest.param([search(None), search(filtering("eq", "a")), search(filtering("in", ["a"]))], id="filters"),
        pytest.param([search({"type": "and", "filters": [filtering("nin", [1]), filtering("lt", 1)]})], id="compound"),
        pytest.param([{"type": "shell", "environment": container("a.example")}], id="secret"),
        pytest.param([{"type": "code_interpreter", "container": "cntr_1"}], id="container by id"),
        pytest.param([skill("2"), skill("latest"), skill(None)], id="skill versions"),
        pytest.param([{"type": "tool_search"}], id="search of the server"),
        pytest.param([{"type": "tool_search", "execution": "client", "parameters": {}}], id="search of the client"),
        pytest.param([place(country="FR", timezone="Europe/Paris"), place(timezone="UTC")], id="location"),
        pytest.param([place(country=None, timezone="America/Argentina/Buenos_Aires")], id="long zone"),
        pytest.param([{"type": "web_search", "user_location": None}], id="no location"),
    ],
)
def test_tools_that_are_fine(tools: list[Any]) -> None:
    assert [] == told({"tools": tools})


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        pytest.param(
            [function("a"), function("a")], Told("duplicate_tool_name", "tools[1].name", "invalid_value"), id="functions"
        ),
        pytest.param(
            [{"type": "custom", "name": "a"}, function("b"), function("a")],
            Told("duplicate_tool_name", "tools[2].name", "invalid_value"),
            id="function and custom tool",
        ),
        pytest.param(
            [namespace("n", "a", "a")],
            Told("duplicate_tool_name", "tools[0].tools[1].name", "invalid_value"),
            id="in one namespace",
        ),
        pytest.param(
            [{**MCP, "server_url": "https://a.example"}, {**MCP, "connector_id": "connector_gmail"}],
            Told("duplicate_server_label", "tools[1].server_label", "invalid_value"),
            id="server label",
        ),
        pytest.param([MCP], Told("mcp_target", "tools[0].server_url", "missing_required_parameter"), id="no server"),
        pytest.param(
            [{**MCP, "server_url": None}],
            Told("mcp_target", "tools[0].server_url", "missing_required_parameter"),
            id="null server",
        ),
        pytest.param(
            [search(filtering("in", "a"))], Told("filter_values", "tools[0].filters.value", "invalid_type"), id="in one"
        ),
        pytest.param(
            [search({"type": "or", "filters": [filtering("eq", 1), filtering("gt", [1])]})],
            Told("filter_values", "tools[0].filters.filters[1].value", "invalid_type"),
            id="above several",
        ),
        pytest.param(
            [{"type": "code_interpreter", "container": container("b.example")}],
            Told("secret_domains", "tools[0].container.network_policy.domain_secrets[0].domain", "invalid_value"),
            id="secret of another domain",
        ),
        pytest.param(
            [skill("0")], Told("skill_version", "tools[0].environment.skills[0].version", "invalid_value"), id="skill version"
        ),
        pytest.param(
            [{"type": "tool_search", "description": "d"}],
            Told("tool_search_parameters", "tools[0].description", "invalid_value"),
            id="description for the server",
        ),
        pytest.param(
            [place(country="France")], Told("user_location", "tools[0].user_location.country", "invalid_value"), id="country"
        ),
        pytest.param(
            [place(timezone="UTC+1:00")], Told("user_location", "tools[0].user_location.timezone", "invalid_value"), id="zone"
        ),
    ],
)  # fmt: skip
def test_tools_that_are_wrong(tools: list[Any], expected: Told) -> None:
    assert [expected] == told({"tools": tools})


@pytest.mark.parametrize("tools", [None, {}, "x", [5], [{"type": ["function"]}], [{"type": "namespace", "tools": 5}]])
def test_what_is_no_tool_is_for_the_schema_to_find(tools: Any) -> None:
    assert [] == told({"tools": tools})


def added(*tools: dict[str, Any]) -> dict[str, Any]:
    return {"type": "additional_tools", "role": "developer", "tools": [*tools]}


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        pytest.param(
            [function("a"), function("a")],
            Told("duplicate_tool_name", "input[1].tools[1].name", "invalid_value"),
            id="same name",
        ),
        pytest.param(
            [MCP], Told("mcp_target", "input[1].tools[0].server_url", "missing_required_parameter"), id="no server"
        ),
        pytest.param(
            [function("a", strict=True, parameters={"type": "object", "properties": {}})],
            Told("strict_parameters", "input[1].tools[0].parameters", "invalid_function_parameters"),
            id="strict",
        ),
    ],
)
def test_tools_that_an_item_adds_are_looked_at(tools: list[Any], expected: Told) -> None:
    assert [expected] == told({"input": [{"role": "user", "content": "a"}, added(*tools)]})


def test_an_added_tool_is_named_where_it_stands() -> None:
    (violation,) = violations({"input": [added(MCP)]})

    assert violation.message.startswith("Missing required parameter: 'input[0].tools[0].server_url'.")


@pytest.mark.parametrize(
    "body",
    [
        {"tools": [function("a")], "input": [added(function("a"))]},
        {"input": [added(function("a")), added(function("a"))]},
        {"input": [added({**MCP, "server_url": "u"})]},
        {"input": [{**added(), "tools": None}]},
        {"input": [{"type": "tool_search_output", "execution": "server", "tools": [MCP]}]},
    ],
    ids=["also declared", "added twice", "server", "null", "of the server"],
)
def test_added_tools_that_are_fine(body: dict[str, Any]) -> None:
    assert [] == told(body)
