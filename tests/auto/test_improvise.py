import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mockserver.auto.improvise import Improvised, improvise
from mockserver.auto.proof import NoInstance
from mockserver.contract.contract import Contract
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item, item_problems
from mockserver.values import Dialect
from tests.auto.proving import FITS, errors
from tests.auto.requests import ASKED, CALL, CLOCK, JSON, LATER, OPEN, OUTPUT, PERSON, REQUESTS, WEATHER, custom

CONTRACTS = Path(__file__).parents[2] / "contracts"
CASES: list[tuple[str, Dialect]] = [
    *((name, "openai") for name in REQUESTS),
    *((name, "open-responses") for name in OPEN),
]
SCRIPT = """
import json, sys
from tests.auto.proving import FITS
from mockserver.auto.improvise import improvise
print(json.dumps([improvise(body, "openai", FITS) for body in json.load(sys.stdin)]))
"""


@cache
def contract(dialect: Dialect) -> Contract:
    return Contract.shipped(CONTRACTS, dialect)


def made(dialect: Dialect = "openai", /, **body: Any) -> Improvised:
    return improvise({"model": "gpt-5", **body}, dialect, FITS)


def only(made: Improvised, name: str) -> Any:
    [item] = made.output
    return item[name]


@pytest.mark.parametrize(("name", "dialect"), CASES)
def test_request_is_answered(name: str, dialect: Dialect) -> None:
    body, types = REQUESTS[name]

    assert types == tuple(key for item in made(dialect, **body).output for key in item)


@pytest.mark.parametrize(("name", "dialect"), CASES)
def test_answer_is_the_contracts(name: str, dialect: Dialect) -> None:
    items: list[Any] = []
    for index, written in enumerate(made(dialect, **REQUESTS[name][0]).output):
        [(kind, body)] = written.items()
        assert [] == list(item_problems(kind, body, dialect))
        items.append(complete_item(kind, body, Ids("0" * 46), index, dialect, before=items))

    assert [] == [found for item in items for found in contract(dialect).item_violations(item)]


@pytest.mark.parametrize("name", ["mentioned function", "required", "function in a namespace"])
def test_arguments_fit_their_parameters(name: str) -> None:
    [item] = made(**REQUESTS[name][0]).output

    assert [] == errors(WEATHER["parameters"], item["function_call"]["arguments"])


@pytest.mark.parametrize("name", ["JSON", "JSON after an output"])
def test_structured_answer_fits_its_schema(name: str) -> None:
    assert [] == errors(PERSON, only(made(**REQUESTS[name][0]), "message")["json"])


def test_argument_is_what_the_user_said() -> None:
    call = only(made(input="Weather in Rome, in fahrenheit", tools=[WEATHER]), "function_call")

    assert {"city": "Rome", "unit": "fahrenheit"} == call["arguments"]


def test_namespace_is_told() -> None:
    assert "earth" == only(made(**REQUESTS["function in a namespace"][0]), "function_call")["namespace"]


@pytest.mark.parametrize(
    ("name", "expected"), [("deferred tool", "get_weather"), ("deferred tool in a namespace", "earth")]
)
def test_deferred_tool_is_loaded_and_called_in_a_namespace(name: str, expected: str) -> None:
    _, found, call = made(**REQUESTS[name][0]).output

    assert expected == found["tool_search_output"]["tools"][0]["name"]
    assert expected == call["function_call"]["namespace"]


PATHS = {"type": "object", "properties": {"paths": {"type": "array", "items": {"type": "string"}}}}


@pytest.mark.parametrize("form", [{}, {"parameters": PATHS}], ids=["free", "with parameters"])
def test_client_is_asked_for_the_deferred_tool_by_name(form: dict[str, Any]) -> None:
    search = {"type": "tool_search", "execution": "client", **form}
    call = only(made(input="Weather?", tools=[LATER, search]), "tool_search_call")

    assert {"paths": ["get_weather"]} == call["arguments"]


def test_arguments_of_a_search_fit_its_parameters() -> None:
    search = {"type": "tool_search", "execution": "client", "parameters": PERSON}
    call = only(made(input="Hi", tools=[search], tool_choice="required"), "tool_search_call")

    assert [] == errors(PERSON, call["arguments"])


def test_required_calls_come_to_an_end() -> None:
    tools = [WEATHER, {**CLOCK, "name": "final_result"}]
    first = made(input=[ASKED], tools=tools, tool_choice="required")
    second = made(input=[ASKED, CALL, OUTPUT], tools=tools, tool_choice="required")

    assert ["get_weather", "final_result"] == [only(one, "function_call")["name"] for one in (first, second)]


@pytest.mark.parametrize(("mode", "expected"), [("required", "function_call"), ("auto", "message")])
def test_only_allowed_tools_are_called(mode: str, expected: str) -> None:
    choice = {"type": "allowed_tools", "mode": mode, "tools": [{"type": "function", "name": "clock"}]}
    [item] = made(input="Weather?", tools=[WEATHER, CLOCK], tool_choice=choice).output

    assert expected in item
    assert "clock" == item.get("function_call", {"name": "clock"})["name"]


def test_answer_names_the_tool_and_quotes_it() -> None:
    assert "The tool get_weather answered: 18 °C" == only(made(input=[ASKED, CALL, OUTPUT]), "message")


@pytest.mark.parametrize(("name", "is_told"), [("MCP was approved", True), ("MCP was refused", False)])
def test_answer_tells_whether_a_call_was_approved(name: str, is_told: bool) -> None:
    text = made(**REQUESTS[name][0]).output[-1]["message"]

    assert is_told == ("An example result." in text)
    assert is_told != ("not approved" in text)


def test_answer_tells_of_every_output() -> None:
    other = {
        "type": "custom_tool_call_output",
        "call_id": "unknown",
        "output": [{"type": "input_text", "text": "noon"}],
    }
    text = only(made(input=[ASKED, CALL, OUTPUT, other]), "message")

    assert "The tool get_weather answered: 18 °C The tool answered: noon" == text


@pytest.mark.parametrize("said", ["Hello there", "How do I sort a list in Python?", "x" * 500])
def test_answer_is_short_and_about_the_question(said: str) -> None:
    text = only(made(input=said), "message")

    assert said[:30].rstrip("?") in text
    assert 5 <= len(text.split()) <= 20


def test_text_of_a_grammar_matches() -> None:
    tools = [custom("regex", r"(?:add|drop) [a-z]{3,8} \d+")]
    text = only(made(input="Write", tools=tools, tool_choice="required"), "custom_tool_call")["input"]

    assert FITS({"pattern": r"^(?:add|drop) [a-z]{3,8} \d+$"}, text)


@pytest.mark.parametrize("limit", range(1, 14))
def test_answer_keeps_to_its_budget(limit: int) -> None:
    whole = only(made(input="Hello there"), "message")
    cut = made(input="Hello there", max_output_tokens=limit)

    assert whole[: limit * 4] == only(cut, "message")
    assert ({"incomplete": "max_output_tokens"} if limit * 4 < len(whole) else "completed") == cut.status


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"input": "Ann", "text": JSON}, [{"message": '{"name":'}]),
        ({"input": "Weather?", "tools": [WEATHER]}, [{"function_call": {"name": "get_weather", "arguments": ""}}]),
        ({"input": "Hi", "reasoning": {"summary": "auto"}}, [{"reasoning": {"summary": "Looking "}}]),
        ({"input": "Hi", "tools": [{"type": "shell"}], "tool_choice": "required"}, []),
    ],
    ids=["JSON", "call", "reasoning", "what cannot be cut"],
)  # fmt: skip
def test_everything_can_be_cut(body: dict[str, Any], expected: list[Any]) -> None:
    assert Improvised(expected, {"incomplete": "max_output_tokens"}) == made(**body, max_output_tokens=2)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"tools": [{**WEATHER, "parameters": {"properties": {"a": False}, "required": ["a"]}}], "tool_choice": "required"}, "the parameters of the function get_weather"),
        ({"text": {"format": {"type": "json_schema", "schema": {"type": "strin"}}}}, "text.format.schema allows: the schema is broken"),
        ({"tools": [{**WEATHER, "parameters": {"type": "string"}}], "tool_choice": "required"}, "describe no object"),
        ({"tools": [custom("regex", "[(")], "tool_choice": "required"}, "the grammar of the tool write"),
    ],
    ids=["parameters", "format", "no object", "grammar"],
)  # fmt: skip
def test_what_cannot_be_met_is_told(body: dict[str, Any], why: str) -> None:
    with pytest.raises(NoInstance) as told:
        made(input="Hi", **body)

    assert why in str(told.value)


@pytest.mark.parametrize("name", REQUESTS)
def test_order_of_keys_changes_nothing(name: str) -> None:
    body = REQUESTS[name][0]
    turned = json.loads(json.dumps(body), object_pairs_hook=lambda pairs: dict(reversed(pairs)))

    assert json.dumps(made(**body)) == json.dumps(made(**turned))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seed_changes_nothing(seed: str) -> None:
    bodies = [body for body, _ in REQUESTS.values()]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(bodies),
        env=environment,
        capture_output=True,
        text=True,
        cwd=CONTRACTS.parent,
    )

    assert json.loads(done.stdout) == [json.loads(json.dumps(made(**body))) for body in bodies]


@pytest.mark.parametrize("stream", [True, False])
def test_delivery_changes_nothing(stream: bool) -> None:
    assert made(input="Hi") == made(input="Hi", stream=stream, store=False, background=stream)


ODD: list[Any] = [None, 5, True, "text", [], {}, [None], [5], [{}], [{"type": 5}], {"a": {"b": []}}, [["a"]], "\ud800"]


@pytest.mark.parametrize(
    "key",
    [
        *("input", "tools", "tool_choice", "text", "reasoning", "include"),
        *("context_management", "max_output_tokens", "instructions"),
    ],
)
def test_odd_bodies_are_answered(key: str) -> None:
    for odd in ODD:
        assert isinstance(made(**{"input": "Weather", "tools": [WEATHER], key: odd}), Improvised)


@pytest.mark.parametrize(
    "key",
    [
        *("format", "name", "description", "parameters", "server_label"),
        *("require_approval", "allowed_tools", "partial_images", "tools"),
    ],
)
@pytest.mark.parametrize("family", ["function", "custom", "mcp", "image_generation", "namespace", "strange"])
def test_odd_tools_are_answered(key: str, family: str) -> None:
    for odd in ODD:
        tool = {"type": family, "name": "weather", "server_label": "weather", key: odd}
        assert isinstance(made(input="Weather", tools=[tool], tool_choice="required"), Improvised)
