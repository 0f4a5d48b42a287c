import json
from collections.abc import Iterator
from typing import Any

import pytest

from mockserver import resources
from mockserver.contract.rules.tool_keys import KEYS
from mockserver.values import DIALECTS, Dialect
from tests.contract.corpus.cases import cases
from tests.contract.rules.asking import Told, told, violations

FUNCTION = {"type": "function", "name": "f", "parameters": {"type": "object", "properties": {}}}
MCP = {"type": "mcp", "server_label": "s", "server_url": "u"}


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param({**FUNCTION, "strict": False, "async": True}, id="known"),
        pytest.param({**FUNCTION, "cache_control": {"type": "ephemeral"}}, id="of another API"),
        pytest.param({**FUNCTION, "input_schema": {}}, id="somewhat alike"),
        pytest.param({**FUNCTION, "x_strict": True, "url": "u"}, id="extensions"),
        pytest.param({"type": "acme:search", "strct": True}, id="extension tool"),
        pytest.param({"type": "computer", "nme": "c"}, id="no keys but the type"),
        pytest.param({**FUNCTION, "strict" * 20: True}, id="long"),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_keys_that_are_fine(tool: dict[str, Any], dialect: Dialect) -> None:
    assert [] == told({"tools": [tool]}, dialect=dialect)


@pytest.mark.parametrize(
    ("tool", "key", "meant"),
    [
        (FUNCTION, "srict", "strict"),
        (FUNCTION, "Strict", "strict"),
        (FUNCTION, "prametersx", "parameters"),
        (FUNCTION, "dscription", "description"),
        (FUNCTION, "deferLoading", "defer_loading"),
        (MCP, "serverUrl", "server_url"),
        ({"type": "web_search"}, "filter", "filters"),
        ({"type": "file_search"}, "vector_store_id", "vector_store_ids"),
    ],
)
def test_misspelled_keys_are_found(tool: dict[str, Any], key: str, meant: str) -> None:
    (violation,) = violations({"tools": [{**tool, key: True}]})

    assert ("misspelled_tool_key", "unknown_parameter") == (violation.rule, violation.code)
    assert f"Unknown parameter: 'tools[0].{key}'. Did you mean '{meant}'?" == violation.message


@pytest.mark.parametrize(
    ("body", "param"),
    [
        (
            {"tools": [FUNCTION, {"type": "namespace", "tools": [{**FUNCTION, "srict": True}]}]},
            "tools[1].tools[0].srict",
        ),
        ({"input": [{"type": "additional_tools", "tools": [{**FUNCTION, "srict": True}]}]}, "input[0].tools[0].srict"),
    ],
    ids=["namespace", "added"],
)
def test_inner_tools_are_looked_at(body: dict[str, Any], param: str) -> None:
    assert [Told("misspelled_tool_key", param, "unknown_parameter")] == told(body)


def schemas_of_tools() -> Iterator[dict[str, Any]]:
    folder = resources.contracts() / "openai"
    for member in json.loads((folder / "tools.json").read_text())["Tool"]["anyOf"]:
        file, _, name = member["$ref"].partition("#/")
        yield json.loads((folder / (file or "tools.json")).read_text())[name]


def test_the_keys_are_those_of_the_documents() -> None:
    documented = {
        kind: {*schema["properties"]} - {"type"}
        for schema in schemas_of_tools()
        for kind in schema["properties"]["type"].get("enum", [schema["properties"]["type"].get("const")])
    }

    assert documented == {kind: {*keys} for kind, keys in KEYS.items()}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_good_requests_have_no_misspelled_key(dialect: Dialect) -> None:
    bodies = [case["body"] for case in cases("good", dialect) if case["body"].get("tools")]

    assert bodies
    assert [] == [body for body in bodies if "misspelled_tool_key" in [one.rule for one in told(body, dialect=dialect)]]
