"""The law `loads(dump(scenario)) == scenario`, and that the file is one that people like to read."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockserver.scenario.dump import dump
from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import Item, ItemsReply, Scenario, Step
from mockserver.values import Json

SHORT = """\
$schema: https://example.org/scenario.schema.json
version: 1
name: weather
description: |
  Asks for the weather.
    Twice.
steps:
  - when: {last_user: {$contains: weather}, tools: {$has: get_weather}}
    expect:
      instructions: |-
        Be brief.
        Be kind.
    reply:
      - reasoning: {summary: Need the forecast.}
      - function_call: {name: get_weather, arguments: {city: Paris}}
  - reply:
      output: [{message: 18 °C in Paris.}]
      status: {incomplete: content_filter}
      usage: {input_tokens: 61, output_tokens: 12}
      stream: {chunks: [3, 5, rest], first: 0.2, between: 0.015}
      fault: {error_event: {after: 3}}
  - attempts:
      - error: {status: 429, code: rate_limit_exceeded, headers: {retry-after: '3'}}
      - []
      -   - message:
              role: assistant
              content: [{type: output_text, text: Too long to stand on the line of its item.}]
    repeat: true
stubs:
  - when: {model: {$regex: ^gpt-4}}
    reply: {status: failed}
    priority: -1
    times: 2
"""


def test_a_dumped_file_is_short_and_stable() -> None:
    assert SHORT == dump(loads(SHORT, "s.yaml"))


def test_what_is_the_default_is_left_out() -> None:
    text = "steps: [{when: {}, reply: {output: [{a: b}], status: {incomplete: max_output_tokens}}, priority: 0}]"
    expected = "version: 1\nname: s\nsteps:\n  - reply: {output: [{a: b}], status: incomplete}\n"

    assert expected == dump(loads(text, "s.yaml"))


def test_json_holds_the_same() -> None:
    scenario = loads(SHORT, "s.yaml")

    assert scenario == loads(dump(scenario, "json"), "s.json")
    assert json.loads(dump(scenario, "json")) == scenario.as_json()


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("ab \n\t:#-'\"\\|>{}[],&*!%@`?\r\x85\u2028\u2029\ufeff\x00\x7f\x9f\u200bé😀"), max_size=12),
    st.sampled_from(
        [
            "",
            "~",
            "null",
            "true",
            "No",
            "1",
            "0o7",
            "0x1F",
            "1_000",
            "1e3",
            ".5",
            "-.inf",
            ".NaN",
            "2026-11-20",
            "<<",
            "=",
        ]
    ),
    st.sampled_from(
        ["---", "...", "- a", "? a", "a: b", "a #b", " a", "a ", "\n", "a\n", "a\n\n", "\na", "a\n b", "x" * 200]
    ),
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INTEGERS = st.integers(-(2**63), 2**64 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGERS | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def optional(**strategies: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({}, optional=strategies)


COUNTS = st.none() | st.integers(0, 2**40)
DURATIONS = st.floats(0, 1e6) | st.integers(0, 9) | st.sampled_from(["15ms", "0.1s"])
HEADERS = st.dictionaries(
    st.sampled_from(["a", "Retry-After", "x_1"]), st.integers(0, 9) | st.just("b c;é"), max_size=2
)
ERRORS = st.fixed_dictionaries(
    {"status": st.integers(400, 599)}, optional={"code": TEXTS, "message": TEXTS, "headers": HEADERS}
)
OUTCOMES = st.sampled_from(
    ["completed", "cancelled", "incomplete", "failed", {"incomplete": "content_filter"}]
) | optional(code=TEXTS, message=TEXTS).map(lambda details: {"failed": details})
ITEMS = st.lists(
    st.dictionaries(TEXTS.filter(lambda key: key not in ("", "type")), JSON, min_size=1, max_size=1)
    | st.fixed_dictionaries({"type": st.just("type") | TEXTS.filter(bool)}, optional={"role": JSON}),
    max_size=3,
)
REPLIES = (
    ITEMS
    | ERRORS.map(lambda error: {"error": error})
    | optional(
        output=ITEMS,
        status=OUTCOMES,
        usage=optional(input_tokens=COUNTS, total_tokens=COUNTS, input_tokens_details=optional(cached_tokens=COUNTS)),
        stream=optional(chunks=st.lists(st.integers(1, 9), min_size=1), first=DURATIONS, between=DURATIONS),
        fault=optional(code=TEXTS, param=TEXTS, after=COUNTS).map(lambda event: {"error_event": event}),
    )
)
CONDITIONS = optional(
    model=TEXTS, last_user=TEXTS.map(lambda text: {"$contains": text}), input=JSON.map(lambda value: {"$equals": value})
)
TURNS = st.fixed_dictionaries({"reply": REPLIES}, optional={"when": CONDITIONS, "priority": INTEGERS}) | (
    st.fixed_dictionaries({"attempts": st.lists(REPLIES, min_size=1, max_size=3)}, optional={"expect": CONDITIONS})
)
DOCUMENTS = st.fixed_dictionaries(
    {"steps": st.lists(TURNS, min_size=1, max_size=2)},
    optional={"name": TEXTS.filter(bool), "description": TEXTS, "$schema": TEXTS, "stubs": st.lists(TURNS, max_size=2)},
)


@pytest.mark.parametrize("format", ["yaml", "json"])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(document=DOCUMENTS)
def test_what_is_dumped_loads_as_it_was(format: Json, document: Json) -> None:  # noqa: A002 - the parameter's own name
    scenario = from_json(document, "s.yaml")
    again = loads(dump(scenario, format), f"s.{format}")

    assert scenario == again
    assert json.dumps(scenario.as_json()) == json.dumps(again.as_json())


@given(JSON)
def test_every_body_survives(body: Json) -> None:
    scenario = Scenario(steps=(Step(reply=ItemsReply(output=(Item(type="message", body=body),))),))

    assert scenario == loads(dump(scenario), "s.yaml")
