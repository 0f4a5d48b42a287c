"""The law `loads(dump(scenario)) == scenario`, and that the file is one that people like to read."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from mockserver.scenario.dump import dump
from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import Item, ItemsReply, Scenario, Step
from mockserver.values import Json
from tests.scenario.documents import DOCUMENTS, JSON

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
  - reply:
      auto: true
      stream: {jitter: 0.25, gates: [{name: b, before: last}]}
  - reply:
      events:
        - {type: response.created, sequence_number: 0}
        - type: response.completed
      invalid: allow
      stream: {at: [0.0, 1.5]}
      fault:
        disconnect_after: {events: 2, bytes: 5}
        stall: {after: 1, for: 0.5}
  - reply:
      raw: {base64: //8=, status: 503}
      fault: {disconnect_after: headers, empty_body: true}
  - attempts:
      - error: {status: 429, code: rate_limit_exceeded, headers: {retry-after: '3'}}
      - []
      - auto
      - raw: "{}"
      - {error: {status: 500}, fault: {stall: 3}}
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
