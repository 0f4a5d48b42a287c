"""How requests, replies, errors and streams are judged."""

import json
from pathlib import Path

import pytest

from mockserver.check.checks import VALUE_CHECKS
from mockserver.check.finding import Finding
from mockserver.check.subject import Kind, Subject, kind_of, read
from mockserver.scenario.places import Places
from mockserver.values import DIALECTS, Dialect, Json, JsonObject, Severity
from tests.check.standards import saved, standard

ERROR = {"error": {"message": "No.", "type": "invalid_request_error", "param": None, "code": None}}
DELETED = {"id": "resp_1", "object": "response", "deleted": True}
MODEL = {"id": "gpt-5", "object": "model", "created": 1, "owned_by": "openai"}
PAGE: JsonObject = {"object": "list", "data": [], "first_id": None, "last_id": None, "has_more": False}


def judged(
    value: Json, operation: str | None = None, kind: Kind | None = None, rules: dict[str, Severity] | None = None
) -> list[Finding]:
    """Judge a value as what it looks like, unless told."""
    known = kind or kind_of(value)
    assert known
    assert known != "scenario"
    return list(VALUE_CHECKS[known](Subject(known, value, Places("f")), standard("openai", operation, rules)))


def told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(one.rule, one.param) for one in findings]


@pytest.mark.parametrize(
    "value",
    [
        {"model": "gpt-5", "input": "Hi"},
        {"type": "response.create", "model": "gpt-5", "input": "Hi"},
        json.loads(saved()),
        DELETED,
        MODEL,
        {"object": "list", "data": [MODEL]},
        {"object": "list", "data": []},
        PAGE,
        {"id": "conv_1", "object": "conversation.deleted", "deleted": True},
        {"id": "conv_1", "object": "conversation", "created_at": 1, "metadata": {}},
        {"object": "response.input_tokens", "input_tokens": 5},
        ERROR,
    ],
    ids=lambda value: value.get("object", value.get("type", next(iter(value)))),
)
def test_what_the_api_could_send_passes(value: Json) -> None:
    assert [] == judged(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"model": "gpt-5", "inptu": "Hi"}, [("unknown_parameter", "inptu"), ("input_required", "input")]),
        ({**DELETED, "deleted": 1}, [("invalid_type", "deleted")]),
        ({"object": "list", "data": [{**MODEL, "id": 5}]}, [("invalid_type", "data[0].id")]),
        ({**PAGE, "has_more": 1}, [("invalid_type", "has_more")]),
        ({"object": "list", "data": [{"object": "file"}]}, [("unknown_object", "data[0].object")]),
        ({"object": "chat.completion", "choices": []}, [("unknown_object", "object")]),
        ({"error": {**ERROR["error"], "code": 5}}, [("invalid_type", "error.code")]),
    ],
    ids=["request", "deleted", "models", "page", "list of others", "object of others", "error"],
)
def test_what_is_wrong_is_told(value: Json, expected: list[tuple[str, str]]) -> None:
    assert expected == told(judged(value))


def test_an_unknown_object_is_told_with_the_nearest() -> None:
    [finding] = judged({"object": "respons"})

    assert finding.message.startswith("unknown object 'respons'; did you mean 'response'? Known objects: response, ")


@pytest.mark.parametrize("status", ["completed", "failed"])
def test_a_response_is_held_to_the_rules_of_its_end(status: str) -> None:
    body = {**json.loads(saved()), "status": status, "error": None}

    assert ([] if status == "completed" else ["outcome_fields"] * 2) == [one.rule for one in judged(body)]


@pytest.mark.parametrize("operation", ["conversations.items.list", "responses.input_items"])
def test_an_operation_says_what_a_reply_is_held_to(operation: str) -> None:
    assert [] == judged(PAGE, operation)
    assert [("missing_required_parameter", "first_id")] == told(judged({"object": "list", "data": []}, operation))[:1]


def test_an_operation_says_what_a_request_asks_for() -> None:
    body = {"model": "gpt-5", "previous_response_id": "resp_1", "temperature": 1}

    assert [] == judged(body)
    assert [("unknown_parameter", "temperature")] == told(judged(body, "responses.compact"))


def test_what_the_contract_does_not_describe_does_not_pass() -> None:
    subject = Subject("response", DELETED, Places("f"))
    [finding] = VALUE_CHECKS["response"](subject, standard("open-responses"))

    assert "the contract does not describe what responses.delete answers" == finding.message


@pytest.mark.parametrize("severity", ["warn", "off"])
def test_severities_are_for_requests_alone(severity: Severity) -> None:
    rules = {"unknown_parameter": severity, "invalid_type": severity}
    request = judged({"model": "gpt-5", "input": "Hi", "colour": 1}, rules=rules)

    assert ([severity] if severity == "warn" else []) == [one.severity for one in request]
    for wrong in ({**json.loads(saved()), "colour": 1}, {"error": {**ERROR["error"], "code": 5}}):
        assert ["error"] == [one.severity for one in judged(wrong, rules=rules)]


def stream(folder: Path, text: str, dialect: Dialect) -> list[Finding]:
    file = folder / "a.sse"
    file.write_text(text)
    return list(VALUE_CHECKS["stream"](read(file), standard(dialect)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_good_stream_passes(tmp_path: Path, dialect: Dialect) -> None:
    assert [] == stream(tmp_path, saved(dialect, streams=True), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_event_of_no_type_is_told_once(tmp_path: Path, dialect: Dialect) -> None:
    text = saved(dialect, streams=True).replace("response.in_progress", "response.in_progres")
    first, *_ = stream(tmp_path, text, dialect)

    assert ("invalid_value", "events[1].type", 5) == (first.rule, first.param, first.place.line)
    assert first.message.endswith("Did you mean 'response.in_progress'?")


def test_what_a_stream_lacks_is_missing_at_its_end(tmp_path: Path) -> None:
    begun = "".join(saved(streams=True).partition("\n\n")[:2])
    [finding] = stream(tmp_path, begun, "openai")

    assert ("terminal", 2) == (finding.rule, finding.place.line)


@pytest.mark.parametrize("value", [[], [5], [{"type": "response.created"}, 5]], ids=["empty", "number", "second"])
def test_a_stream_is_events(value: Json) -> None:
    [finding] = judged(value, kind="stream")

    assert "a stream is one or more events, each a JSON object" == finding.message
