"""What is sent to do harm costs a bounded time and gets a clear answer; the process goes on."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from pytest_httpserver import HTTPServer

from mockserver.contract.load import load_contract
from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.values import Call, Violation

CONTRACTS = Path(__file__).parents[2] / "contracts"
CONTRACT = load_contract(CONTRACTS / "openai")
SECONDS = 5.0
"""A slow machine's worth of what takes some ten milliseconds."""


def nested(levels: int, inner: Any, **around: Any) -> Any:
    value = inner
    for _ in range(levels):
        value = {**around, "a": value}
    return value


def filters(levels: int) -> Any:
    value: Any = {"type": "eq", "key": "k", "value": "v"}
    for _ in range(levels):
        value = {"type": "and", "filters": [value]}
    return value


def within(seconds: float, action: Callable[[], Any]) -> Any:
    began = time.process_time()
    result = action()
    assert time.process_time() - began < seconds
    return result


def violations(**body: Any) -> list[Violation]:
    call = Call("responses.create", {}, {"model": "m", "input": "Hi", **body})
    found: list[Violation] = within(SECONDS, lambda: CONTRACT.violations(call, None))
    return found


def part(kind: str) -> dict[str, Any]:
    return {"type": "message", "role": "user", "content": [{"type": kind, "text": "Hi"}]}


def test_many_unknown_names_are_told_to_a_number() -> None:
    found = violations(**{f"k{number}": 1 for number in range(100_000)})

    assert {"unknown_parameter"} == {violation.code for violation in found}
    assert 100 == len(found)


def test_many_unknown_names_do_not_hide_another_mistake() -> None:
    names: dict[str, Any] = {f"k{number}": 1 for number in range(100_000)}

    assert "temperature" in [violation.param for violation in violations(**names, temperature="hot")]


@pytest.mark.parametrize(
    ("body", "param"),
    [
        pytest.param({"input": [part("text")] * 100_000}, "input[0].content[0].type", id="every item"),
        pytest.param(
            {"input": [part("input_text")] * 9_999 + [part("?")]}, "input[9999].content[0].type", id="the last item"
        ),
        pytest.param({"reasoning": dict.fromkeys(map(str, range(100_000)))}, "reasoning.0", id="nested names"),
        pytest.param({"tools": [{"type": "?"}] * 50_000}, "tools[0].type", id="every tool"),
        pytest.param({"tool_choice": [nested(500, 1)] * 100}, "tool_choice", id="large value"),
        pytest.param({"user": "u" * 10_000_000, "temperature": "x" * 10_000_000}, "temperature", id="long texts"),
        pytest.param(
            {"tools": [{"type": "file_search", "vector_store_ids": ["v"], "filters": filters(300) | {"type": "?"}}]},
            "tools[0].filters.type",
            id="deep filters",
        ),
    ],
)
def test_a_large_body_is_explained_in_time(body: dict[str, Any], param: str) -> None:
    assert param == violations(**body)[0].param


def test_what_is_quoted_is_cut() -> None:
    (found,) = violations(**{"x" * 1_000_000: 1})

    assert len(found.message) < 300
    assert len(found.param or "") < 300


@pytest.mark.parametrize(
    "body",
    [
        {"tools": [{"type": "function", "name": "f", "parameters": nested(1_000, {})}]},
        {"tools": [{"type": "file_search", "vector_store_ids": ["v"], "filters": filters(500)}]},
        {"input": [{"type": "message", "role": "user", "content": "Hi" * 1_000_000}]},
    ],
    ids=["free form", "filters", "long text"],
)
def test_a_deep_or_long_body_is_accepted_in_time(body: dict[str, Any]) -> None:
    assert [] == violations(**body)


def test_a_body_deeper_than_the_parser_goes_is_no_json() -> None:
    with pytest.raises(orjson.JSONDecodeError, match="limit"):
        orjson.loads(b"[" * 10_000 + b"]" * 10_000)


DOUBLING = {
    "anyOf": [
        {"properties": {"a": {"$ref": "#"}}, "required": ["x"]},
        {"properties": {"a": {"$ref": "#"}}, "required": ["y"]},
    ]
}
MULTIPLYING: dict[str, Any] = {
    "$ref": "#/$defs/0",
    "$defs": {**{str(n): {"anyOf": [{"$ref": f"#/$defs/{n + 1}"}] * 2} for n in range(40)}, "40": {"type": "string"}},
}
LINKS = {"$defs": {**{str(n): {"$ref": f"#/$defs/{n + 1}"} for n in range(16_000)}, "16000": {}}, "$ref": "#/$defs/0"}


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        pytest.param(nested(10_000, {}, properties={}), "got one deeper than 120 levels", id="deep"),
        pytest.param(
            {"properties": {f"p{n}": {} for n in range(100_000)}},
            "got one more than 50,000 values",
            id="many properties",
        ),
        pytest.param({"enum": [*range(100_000)]}, "got one more than 50,000 values", id="many choices"),
        pytest.param({"pattern": "((a{100}){100}){100}"}, "a text in the format regex", id="large pattern"),
        pytest.param({"pattern": "(" * 50_000 + ")" * 50_000}, "a text in the format regex", id="deep pattern"),
        pytest.param({"$ref": "http://127.0.0.1:9/a"}, "only references inside the schema are followed", id="remote"),
        pytest.param({"$ref": "file:///etc/passwd"}, "only references inside the schema are followed", id="file"),
        pytest.param(
            {"$id": "http://127.0.0.1:9/a", "$ref": "b"},
            "only references inside the schema are followed",
            id="relative",
        ),
        pytest.param({"$id": "http://["}, "Invalid URI reference", id="no address"),
        pytest.param({"pattern": "\ud800"}, "surrogates not allowed", id="half a character"),
    ],
)
def test_a_hostile_schema_is_refused_in_time(schema: Any, problem: str) -> None:
    found = within(SECONDS, lambda: broken_schema(schema))

    assert problem in found
    assert len(found.splitlines()) == 1


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        pytest.param({"pattern": "^(a+)+$"}, "a" * 50 + "b", 'a text that matches "^(a+)+$"', id="nested repetition"),
        pytest.param(
            {"pattern": r"^(a|a)*\1c$"},
            "a" * 50 + "b",
            "a text that `pattern` can judge in 100,000 steps",
            id="runaway pattern",
        ),
        pytest.param(MULTIPLYING, {}, "a schema that is applied in fewer than 100,000 steps", id="multiplying"),
        pytest.param(DOUBLING, nested(60, 1), "a schema that is applied in fewer than 100,000 steps", id="doubling"),
        pytest.param(LINKS, {}, "a schema that is applied in fewer than 100,000 steps", id="endless chain"),
        pytest.param(
            {"properties": {"a": {"$ref": "#"}}},
            nested(2_000, 1),
            "a value of no more than 1,000,000 values and 200 levels",
            id="deep value",
        ),
        pytest.param({"required": [str(n) for n in range(20_000)]}, {}, 'an object that has "0"', id="many required"),
    ],
)
def test_a_laborious_schema_is_applied_in_time(schema: Any, value: Any, expected: str) -> None:
    found = within(SECONDS, lambda: schema_mismatches(schema, value))

    assert broken_schema(schema) is None
    assert expected == found[0].expected
    assert len(found) <= 100


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
        {"allOf": [{"$ref": "#"}, {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}]},
        {"$dynamicAnchor": "a", "allOf": [{"$dynamicRef": "#a"}]},
    ],
    ids=["itself", "each other", "in unions", "dynamic"],
)
def test_a_loop_of_references_ends(schema: Any) -> None:
    assert [] == within(SECONDS, lambda: schema_mismatches(schema, {"a": 1}))


def test_a_tool_with_a_remote_reference_fetches_nothing(httpserver: HTTPServer) -> None:
    address = httpserver.url_for("/a.json")
    tool = {"type": "function", "name": "f", "parameters": {"$schema": address, "$ref": address}}

    violations(tools=[tool], text={"format": {"type": "json_schema", "name": "n", "schema": {"$ref": address}}})

    assert [] == httpserver.log


SURVIVAL = """
import resource, sys, threading
from pathlib import Path
from mockserver.contract.contract import Contract
from mockserver.contract.load import load_contract
from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.values import Call
from tests.contract.test_hostile import filters, nested

contract = Contract.shipped(Path(sys.argv[1]))

def live():
    for levels in (500, 510):
        store = {"type": "file_search", "vector_store_ids": ["v"]}
        for deepest in (filters(levels), filters(levels) | {"type": "?"}, nested(1_000, 5)):
            contract.violations(Call("responses.create", {}, {"model": "m", "tools": [store | {"filters": deepest}]}), None)
    contract.violations(Call("responses.create", {}, {"metadata": nested(1_000, 5), "text": nested(1_000, 5)}), None)
    contract.item_violations(nested(1_000, 5, type="message"))
    broken_schema(nested(100_000, {}, **{"not": {}}))
    schema_mismatches({"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, nested(199, 5))
    schema_mismatches({"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, nested(100_000, 5))
    print("alive")

threading.stack_size(8 * 1024 * 1024)
thread = threading.Thread(target=live)
thread.start()
thread.join()
"""


def test_no_depth_ends_the_process() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SURVIVAL, str(CONTRACTS)]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)

    assert ("alive\n", "", 0) == (done.stdout, done.stderr, done.returncode)
