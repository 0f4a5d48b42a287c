from pathlib import Path

import pytest

from mockserver.check.finding import Finding
from mockserver.check.scenario_file import scenario_findings
from mockserver.values import DIALECTS
from tests.check.standards import SCENARIO, standard


def findings(folder: Path, text: str) -> list[Finding]:
    file = folder / "a.yaml"
    file.write_text(text)
    return scenario_findings(file, standard())


@pytest.mark.parametrize(
    "text",
    [
        SCENARIO,
        f"dialect: open-responses\n{SCENARIO}",
        "stubs: [{reply: {error: {status: 429}}}]",
        "stubs: [{when: {operation: responses.input_tokens}, reply: {input_tokens: 7}}]",
        "stubs: [{when: {operation: responses.compact}, reply: [compaction]}]",
        "stubs: [{when: {operation: responses.retrieve}, attempts: [{error: {status: 404}}, [{message: Hi}]]}]",
        "given: {responses: [{id: a, output: [{message: Hi}]}]}\nsteps: [{reply: {background: {polls: 3}}}]",
        "steps: [{reply: {output: [{message: Hi}], fault: {error_event: {after: 3}}}}]",
        "dialect: open-responses\nsteps: [{reply: [{acme:search_result: {hits: [1]}}, {message: Hi}]}]",
    ],
)
def test_what_the_api_could_send_passes(tmp_path: Path, text: str) -> None:
    assert [] == findings(tmp_path, text)


WRONG: dict[str, tuple[str, str, str, str]] = {
    "usage": (
        "steps:\n- reply:\n    output: [{message: a}]\n    usage:\n      total_tokens: 1",
        "5:7",
        "usage",
        "usage.total_tokens: expected 3, got 1",
    ),
    "status": (
        "steps:\n- reply:\n    output: [{message: a}]\n    status:\n      failed:\n        code: foo",
        "6:9",
        "invalid_value",
        "error.code: Invalid value: 'foo'.",
    ),
    "item": (
        "steps:\n- reply:\n  - message: b\n  - {message: {text: a, status: incomplete}}",
        "4:5",
        "scenario",
        "the item is incomplete in a completed response",
    ),
    "given item": (
        "given:\n  responses:\n  - id: a\n    output: [{mesage: Hi}]\nsteps: [{reply: []}]",
        "4:14",
        "scenario",
        "unknown item type 'mesage'; did you mean 'message'?",
    ),
    "given input": (
        "given:\n  conversations:\n  - id: a\n    items:\n    - {role: usr, content: Hi}\nsteps: [{reply: []}]",
        "5:8",
        "scenario",
        "the contract does not allow this: Invalid value: 'usr'.",
    ),
    "key": ("steps:\n- reply:\n    outptu: []", "3:5", "scenario", "unknown key 'outptu' in a reply; did you mean"),
    "value in an item": (
        "steps:\n- reply:\n  - computer_call:\n      action:\n        type: clik",
        "5:9",
        "scenario",
        "the contract does not allow this item: action.type: Invalid value: 'clik'.",
    ),
    "key in an item": (
        "steps:\n- reply:\n  - type: computer_call\n    action:\n      type: wait\n      for: 1",
        "6:7",
        "scenario",
        "the contract does not allow this item: Unknown parameter: 'action.for'.",
    ),
    "key in an event": (
        "steps:\n- reply:\n    events:\n    - type: response.created\n    - type: response.refusal.delta\n      delt: a",
        "6:7",
        "scenario",
        "the contract does not allow this event: Unknown parameter: 'delt'. Did you mean 'delta'?",
    ),
    "number of an event": (
        "steps:\n- reply:\n    events:\n    - type: response.created\n      sequence_number: 3",
        "5:7",
        "scenario",
        "the stream breaks the rule sequence: expected 0, got 3",
    ),
    "type of an event": (
        "steps:\n- reply:\n    events:\n    - sequence_number: 0\n      type: response.creatd",
        "5:7",
        "scenario",
        "the contract does not allow this event: type: Invalid value: 'response.creatd'. Did you mean",
    ),
    "piece that is not there": (
        "steps:\n- reply:\n    raw: abc\n    stream:\n      chunks: [1]\n    fault:\n      drop_event: 2",
        "7:7",
        "scenario",
        "the stream has the events 0 to 1, and no 2",
    ),
    "type that no stream has": (
        "steps:\n- reply:\n    auto: true\n    fault:\n      drop_event: response.output_text.dleta",
        "5:7",
        "scenario",
        "no stream has an event 'response.output_text.dleta'; did you mean 'response.output_text.delta'?",
    ),
    "error after the end": (
        "steps:\n- reply:\n    output: []\n    fault:\n      error_event:\n        after: 3",
        "6:9",
        "scenario",
        "the stream has 2 events before its end, so 3 never leave",
    ),
    "last event before the next": (
        "steps:\n- reply:\n    output: []\n    fault:\n      reorder_events: last",
        "5:7",
        "scenario",
        "no event follows this one, which is the last",
    ),
    "stall after the end": (
        "steps:\n- reply:\n    output: []\n    fault:\n      stall:\n        after: 4",
        "6:9",
        "scenario",
        "the stream has 3 events, so 4 never leave",
    ),
    "event that is not there": (
        "steps:\n- reply:\n    output: []\n    fault:\n      drop_event: response.refusal.delta",
        "5:7",
        "scenario",
        "the stream has no event 'response.refusal.delta'; it has response.created, response.in_progress, ",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_once_where_it_is(tmp_path: Path, name: str) -> None:
    text, place, rule, message = WRONG[name]
    [finding] = findings(tmp_path, text)

    assert (f"{tmp_path / 'a.yaml'}:{place}", rule) == (str(finding.place), finding.rule)
    assert finding.message.startswith(message)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_file_is_held_against_its_own_dialect(tmp_path: Path, dialect: str) -> None:
    found = findings(tmp_path, f"dialect: {dialect}\nstubs:\n- reply: {{error: {{status: 429,\n    type: odd}}}}")

    assert ([] if dialect == "openai" else [(4, "invalid_value")]) == [(one.place.line, one.rule) for one in found]


def test_each_attempt_is_checked(tmp_path: Path) -> None:
    text = "steps:\n- attempts:\n  - {error: {status: 500}}\n  - output: [{message: a}]\n    usage: {total_tokens: 1}"
    [finding] = findings(tmp_path, text)

    assert ("usage", 5) == (finding.rule, finding.place.line)
