from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from mockserver.scenario.condition import KEYS
from mockserver.scenario.expectation_schema import CONDITIONS
from mockserver.scenario.expectation_schema import OPERATORS as DESCRIBED
from mockserver.scenario.load import from_json
from mockserver.scenario.operators import OPERATORS
from mockserver.scenario.schema import scenario_schema
from mockserver.scenario.yaml_source import parse
from mockserver.values import Json, ScenarioError
from tests.scenario.documents import DOCUMENTS

VALIDATOR = Draft202012Validator(scenario_schema())

GOOD = [
    "steps: [{reply: []}]",
    "{contract: {mode: report, rules: {a: warn, b: off}, models: [{match: x}]}, steps: [{reply: []}]}",
    "{contract: null, steps: [{reply: []}]}",
    "{$schema: x, version: 1, name: a, description: b, dialect: open-responses, starts: 1, steps: [{reply: {}}]}",
    "{version: null, name: null, dialect: null, starts: null, steps: null, stubs: [{reply: [], times: null}]}",
    "steps: [{when: null, expect: {}, reply: [{message: Hello}], attempts: null, priority: -1, repeat: true}]",
    "stubs: [{attempts: [[], {error: {status: 500}}, {output: []}], times: 3}]",
    "steps: [{reply: [{type: message, role: assistant}, {message: null}, {x: [1]}]}]",
    "steps: [{reply: {status: completed}}, {reply: {status: failed}}, {reply: {status: {incomplete: content_filter}}}]",
    "steps: [{reply: {status: {failed: {code: a, message: null}}}}, {reply: {status: {failed: null}}}]",
    "steps: [{reply: {usage: {input_tokens: 1, output_tokens_details: {reasoning_tokens: 1}, cached_tokens: null}}}]",
    "steps: [{reply: {stream: {chunks: [3, rest], first: 200ms, between: 0.5}}}]",
    "steps: [{reply: {fault: {error_event: {code: a, after: 0}}}}]",
    "steps: [{reply: {error: {status: 429, code: a, message: b, type: c, param: d, headers: {retry-after: 3, a: b}}}}]",
    "steps: [{reply: [], when: {model: a, last_user: null, input: [1, {a: b}], tools: {$has: [a]}}}]",
    "steps: [{reply: [], when: {headers: {x-a: {$any: true}}, metadata: {a: {$any: [a, {$absent: true}]}}}}]",
    "steps: [{reply: [], expect: {tool_output: [{of: a, json: {t: {$type: number}}}]}}]",
    "steps: [{reply: [], expect: {instructions: {$not: {$regex: a}}}}]",
    "steps: [{reply: [], expect: {tool_output: {$contains: [a, b]}, previous_response_id: {$absent: false}}}]",
    "steps: [{reply: [], when: {$any: [{model: a}, {$not: {model: b}}]}}]",
    "{clock: manual, given: null, steps: [{reply: {background: null}}]}",
    "{given: {responses: [{id: a, input: Hi, output: [message: Ho], status: failed}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, background: true, model: gpt-5}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a}, {id: b, previous_response_id: a}], conversations: null}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, conversation: c}], conversations: [{id: c, metadata: {}}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, input: [{role: user, content: Hi}], metadata: {k: v}}]}, steps: [{reply: []}]}",
    "{given: {conversations: [{id: c, items: [{role: user, content: Ho}], metadata: null}]}, steps: [{reply: []}]}",
    "steps: [{reply: {background: {polls: 1}}}, {reply: {auto: true, background: {queued: 15ms}}}]",
    "stubs: [{when: {operation: responses.retrieve, path: {response_id: a}}, reply: {error: {status: 404}}}]",
    "stubs: [{when: {operation: responses.input_tokens, $any: [{model: a}]}, reply: {input_tokens: 0}}]",
    "stubs: [{when: {operation: models.list, query: {a: b, 'c[]': [d], e: {$absent: true}}}, reply: {raw: x}}]",
    "steps: [{reply: [], when: {conversation: {$any: true}, path: null, query: null}}]",
    "steps: [{reply: [], when: {input: {$equals: {$ref: a, b: c}}, tools: [{parameters: {$schema: {type: object}}}]}}]",
]

BAD = [
    "[]",
    "name: a",
    "steps: []",
    "{steps: [], stubs: []}",
    "{steps: [{reply: []}], stps: []}",
    "{steps: [{reply: []}], version: 2}",
    "{steps: [{reply: []}], name: ''}",
    "{steps: [{reply: []}], name: 5}",
    "{steps: [{reply: []}], dialect: x}",
    "{steps: [{reply: []}], contract: {mode: strict}}",
    "{steps: [{reply: []}], contract: {rules: {a: err}}}",
    "{steps: [{reply: []}], contract: {rules: [a]}}",
    "{steps: [{reply: []}], contract: {modus: off}}",
    "{steps: [{reply: []}], starts: 0}",
    "steps: [{}]",
    "steps: [{reply: [], attempts: [[]]}]",
    "steps: [{attempts: []}]",
    "steps: [{reply: Hello}]",
    "steps: [{reply: [Hello]}]",
    "steps: [{reply: [{}]}]",
    "steps: [{reply: [{a: b, c: d}]}]",
    "steps: [{reply: [{type: 5}]}]",
    "steps: [{reply: [{'': a}]}]",
    "steps: [{reply: [], times: 1}]",
    "stubs: [{reply: [], repeat: true}]",
    "stubs: [{reply: [], times: 0}]",
    "steps: [{reply: [], priority: high}]",
    "steps: [{reply: [], repeat: 1}]",
    "steps: [{reply: {outputs: []}}]",
    "steps: [{reply: {status: done}}]",
    "steps: [{reply: {status: {incomplete: x}}}]",
    "steps: [{reply: {status: {failed: {cod: x}}}}]",
    "steps: [{reply: {status: {failed: {code: 5}}}}]",
    "steps: [{reply: {status: {incomplete: content_filter, failed: {}}}}]",
    "steps: [{reply: {usage: {input_tokens: -1}}}]",
    "steps: [{reply: {usage: {input_tokens_details: {cached: 1}}}}]",
    "steps: [{reply: {stream: {chunks: []}}}]",
    "steps: [{reply: {stream: {chunks: [0]}}}]",
    "steps: [{reply: {stream: {first: 200 ms}}}]",
    "steps: [{reply: {stream: {first: -1}}}]",
    "steps: [{reply: {fault: {}}}]",
    "steps: [{reply: {fault: {error_event: {after: -1}}}}]",
    "steps: [{reply: {error: 429}}]",
    "steps: [{reply: {error: {code: a}}}]",
    "steps: [{reply: {error: {status: 200}}}]",
    "steps: [{reply: {error: {status: 429}, output: []}}]",
    "steps: [{reply: {error: {status: 429, headers: {a b: c}}}}]",
    'steps: [{reply: {error: {status: 429, headers: {a: "b\\nc"}}}}]',
    "steps: [{reply: {error: {status: 429, headers: {a: true}}}}]",
    "steps: [{reply: [], when: {modell: a}}]",
    "steps: [{reply: [], when: {model: 5}}]",
    "steps: [{reply: [], when: {model: {$regex: a, b: c}}}]",
    "steps: [{reply: [], when: {model: {$contain: a}}}]",
    "steps: [{reply: [], when: {model: {$contains: 5}}}]",
    "steps: [{reply: [], when: {model: {$regex: 5}}}]",
    "steps: [{reply: [], when: {input: [{a: {$type: text}}]}}]",
    "steps: [{reply: [], when: {input: {$absent: 1}}}]",
    "steps: [{reply: [], when: {input: {$any: []}}}]",
    "steps: [{reply: [], when: {input: {$schema: []}}}]",
    "steps: [{reply: [], when: {tools: get_weather}}]",
    "steps: [{reply: [], when: {tools: {$has: []}}}]",
    "steps: [{reply: [], when: {tools: {$not: {$has: []}}}}]",
    "steps: [{reply: [], when: {headers: {a: 1}}}]",
    "steps: [{reply: [], when: {metadata: a}}]",
    "steps: [{reply: [], when: {$has: a}}]",
    "steps: [{reply: [], when: {$any: []}}]",
    "steps: [{reply: [], when: {$any: [a]}}]",
    "steps: [{reply: [], when: {$not: {modell: a}}}]",
    "steps: [{reply: [], when: {model: a, $not: {}}}]",
    "{clock: slow, steps: [{reply: []}]}",
    "{given: [], steps: [{reply: []}]}",
    "{given: {response: []}, steps: [{reply: []}]}",
    "{given: {responses: [{}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: ''}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, input: 5}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, input: [x]}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, output: [{}]}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, status: queued}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, metadata: {k: 5}}]}, steps: [{reply: []}]}",
    "{given: {conversations: [{id: a, items: x}]}, steps: [{reply: []}]}",
    "{given: {conversations: [{items: []}]}, steps: [{reply: []}]}",
    "steps: [{reply: [], when: {operation: responses.connect}}]",
    "steps: [{reply: [], when: {operation: null}}]",
    "steps: [{reply: [], when: {operation: {$any: true}}}]",
    "steps: [{reply: [], expect: {operation: responses.create}}]",
    "steps: [{reply: [], when: {$not: {operation: responses.create}}}]",
    "steps: [{reply: [], when: {path: {id: a}}}]",
    "steps: [{reply: [], when: {path: {response_id: 5}}}]",
    "steps: [{reply: [], when: {query: {limit: 5}}}]",
    "steps: [{reply: [], when: {query: {'a[]': b}}}]",
    "steps: [{reply: [], when: {query: {'a[]': {b: c}}}}]",
    "steps: [{reply: [], expect: {tool_output: 5}}]",
    "steps: [{reply: [], expect: {tool_output: [a]}}]",
    "steps: [{reply: [], expect: {tool_output: {off: a}}}]",
    "steps: [{reply: [], expect: {tool_output: {of: 5}}}]",
]

BEYOND = [
    "{starts: 1, stubs: [{reply: []}]}",
    "steps: [{reply: [], repeat: true}, {reply: []}]",
    "steps: [{reply: {stream: {chunks: [rest, 1]}}}]",
    "steps: [{reply: {input_tokens: 1}}]",
    "stubs: [{when: {operation: models.list}, reply: []}]",
    "stubs: [{when: {operation: responses.cancel}, reply: {background: time}}]",
    "{given: {responses: [{id: a}, {id: a}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, conversation: c}]}, steps: [{reply: []}]}",
    "{given: {responses: [{id: a, previous_response_id: b}, {id: b}]}, steps: [{reply: []}]}",
    "steps: [{reply: {usage: {cached_tokens: 1, input_tokens_details: {cached_tokens: 1}}}}]",
]
"""What is wrong and no schema can say."""


def loads_well(document: Json) -> bool:
    try:
        from_json(document, "s.yaml")
    except ScenarioError:
        return False
    return True


def keys_without_description(schema: Json, path: str = "") -> Iterator[str]:
    for key, part in schema.get("properties", {}).items():
        yield from () if "description" in part or "$ref" in part else [f"{path}.{key}"]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize("text", GOOD)
def test_good_documents_are_allowed_by_both(text: str) -> None:
    document = parse(text, "s.yaml").value

    assert (True, True) == (VALIDATOR.is_valid(document), loads_well(document))


@pytest.mark.parametrize("text", BAD)
def test_bad_documents_are_refused_by_both(text: str) -> None:
    document = parse(text, "s.yaml").value

    assert (False, False) == (VALIDATOR.is_valid(document), loads_well(document))


@pytest.mark.parametrize("text", BEYOND)
def test_what_no_schema_can_say_is_refused_by_the_loader(text: str) -> None:
    document = parse(text, "s.yaml").value

    assert (True, False) == (VALIDATOR.is_valid(document), loads_well(document))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENTS)
def test_whatever_loads_is_allowed_and_so_is_what_it_is_dumped_as(document: Json) -> None:
    short = from_json(document, "s.yaml").as_json()

    assert (True, True) == (VALIDATOR.is_valid(document), VALIDATOR.is_valid(short))


def test_every_key_and_operator_is_in_the_schema() -> None:
    assert ({*KEYS}, {*OPERATORS}) == ({*CONDITIONS}, {*DESCRIBED})


def test_every_key_is_described() -> None:
    schema = scenario_schema()
    parts = {"": schema, **schema["$defs"]}

    assert [] == [found for name, part in parts.items() for found in keys_without_description(part, name)]
