import copy
import pickle

import pytest
from pydantic import ValidationError

from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import (
    ErrorEvent,
    ErrorReply,
    Fault,
    Item,
    ItemsReply,
    Outcome,
    Pacing,
    Reply,
    Scenario,
    Step,
    Stub,
    Usage,
)
from mockserver.values import Json, Place

HELLO = ItemsReply(output=(Item(type="message", body="Hello"),))


def reply_of(reply: Json) -> Reply:
    [answer] = from_json({"steps": [{"reply": reply}]}, "s.yaml").steps[0].replies
    return answer


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([{"message": "Hello"}], HELLO),
        ({"output": [{"message": "Hello"}]}, HELLO),
        ([], ItemsReply()),
        ({}, ItemsReply()),
        ({"output": None, "status": None, "usage": None, "stream": None, "fault": None}, ItemsReply()),
        ([{"message": None}], ItemsReply(output=(Item(type="message"),))),
        ([{"type": "message", "role": "x"}], ItemsReply(output=(Item(type="message", body={"role": "x"}),))),
        ([{"message": {"type": "x"}}], ItemsReply(output=(Item(type="message", body={"type": "x"}),))),
        ({"fault": {"error_event": {}}}, ItemsReply(fault=Fault(error_event=ErrorEvent()))),
        (
            {"fault": {"error_event": {"code": "a", "message": "b", "param": "c", "after": 0}}},
            ItemsReply(fault=Fault(error_event=ErrorEvent(code="a", message="b", param="c", after=0))),
        ),
        ({"error": {"status": 500}}, ErrorReply(status=500)),
        (
            {"error": {"status": 429, "code": "c", "message": "m", "type": "t", "param": None, "headers": {"a": 3}}},
            ErrorReply(status=429, code="c", message="m", type="t", headers={"a": "3"}),
        ),
    ],
    ids=str,
)
def test_forms_of_a_reply(written: Json, expected: ItemsReply | ErrorReply) -> None:
    assert expected == reply_of(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("completed", ("completed", None, None, None)),
        ("cancelled", ("cancelled", None, None, None)),
        ("incomplete", ("incomplete", "max_output_tokens", None, None)),
        ({"incomplete": None}, ("incomplete", "max_output_tokens", None, None)),
        ({"incomplete": "content_filter"}, ("incomplete", "content_filter", None, None)),
        ("failed", ("failed", None, "server_error", "The model failed, as the scenario wants it to.")),
        ({"failed": None}, ("failed", None, "server_error", "The model failed, as the scenario wants it to.")),
        ({"failed": {"code": "a", "message": "b"}}, ("failed", None, "a", "b")),
        ({"failed": {"message": "b", "code": None}}, ("failed", None, "server_error", "b")),
    ],
    ids=str,
)
def test_forms_of_a_status(written: Json, expected: tuple[str, str | None, str | None, str | None]) -> None:
    reply = reply_of({"status": written})

    assert isinstance(reply, ItemsReply)
    assert expected == (reply.status.status, reply.status.reason, reply.status.code, reply.status.message)


@pytest.mark.parametrize(
    "details",
    [
        {"status": "completed", "reason": "content_filter"},
        {"status": "incomplete", "code": "x"},
        {"status": "failed", "reason": "content_filter"},
    ],
    ids=str,
)
def test_an_outcome_has_only_the_details_of_its_status(details: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="goes with"):
        Outcome.model_validate(details)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, Usage()),
        ({"input_tokens": 0, "output_tokens": None}, Usage(input_tokens=0)),
        ({"cached_tokens": 1, "cache_write_tokens": 2}, Usage(cached_tokens=1, cache_write_tokens=2)),
        ({"input_tokens_details": {"cached_tokens": 1}}, Usage(cached_tokens=1)),
        ({"input_tokens_details": None, "output_tokens_details": {}}, Usage()),
        (
            {"total_tokens": 9, "output_tokens_details": {"reasoning_tokens": 4}},
            Usage(total_tokens=9, reasoning_tokens=4),
        ),
    ],
    ids=str,
)
def test_forms_of_usage(written: Json, expected: Usage) -> None:
    assert ItemsReply(usage=expected) == reply_of({"usage": written})


@pytest.mark.parametrize(
    ("written", "expected"),
    [(0, 0.0), (2, 2.0), (1.5, 1.5), ("200ms", 0.2), ("1.5s", 1.5), ("0.5ms", 0.0005), ("10s", 10.0)],
    ids=str,
)
def test_forms_of_a_duration(written: Json, expected: float) -> None:
    assert ItemsReply(stream=Pacing(first=expected)) == reply_of({"stream": {"first": written}})


@pytest.mark.parametrize(("turn", "priority"), [(Step(reply=HELLO), 0), (Stub(reply=HELLO), 10)], ids=["step", "stub"])
def test_steps_are_tried_before_stubs(turn: Step | Stub, priority: int) -> None:
    assert priority == turn.priority


def test_attempts_stand_in_place_of_a_reply() -> None:
    error = ErrorReply(status=429)

    assert (error, HELLO) == Step(attempts=(error, HELLO)).replies


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(HELLO, "output", ())  # noqa: B010 - a type checker would refuse the plain assignment


def test_places_take_no_part_in_equality() -> None:
    text = "steps: [{reply: []}]"

    assert loads(text, "a/s.yaml") == loads(f"\n\n{text}", "b/s.yaml")


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda scenario: pickle.loads(pickle.dumps(scenario))])  # noqa: S301 - our own bytes
@pytest.mark.parametrize(("text", "file"), [("steps: [{reply: []}]", "s.yaml"), ('{"steps":[{"reply":[]}]}', "s.json")])
def test_a_scenario_can_be_copied_with_its_places(text: str, file: str, duplicate: Json) -> None:
    scenario = loads(text, file)

    assert scenario == duplicate(scenario)
    assert scenario.place("steps", 0) == duplicate(scenario).place("steps", 0)


PLACED = """\
steps:
  - when: {model: a, tools: {$has: b}}
    reply: [{message: c}, {message: d}]
  - reply:
      output:
        - message: e
      status: failed
  - attempts:
      - error: {status: 429, code: x}
      - [{message: f}]
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("steps",), 1, 1),
        (("steps", 0, "when", "tools"), 2, 22),
        (("steps", 0, "when", "tools", "$has"), 2, 30),
        (("steps", 0, "expect", "model"), 2, 5),
        (("steps", 0, "replies", 0), 3, 5),
        (("steps", 0, "replies", 0, "output", 1), 3, 27),
        (("steps", 1, "replies", 0, "output", 0), 6, 11),
        (("steps", 1, "replies", 0, "status"), 7, 7),
        (("steps", 2, "replies", 0, "code"), 9, 30),
        (("steps", 2, "replies", 0, "error", "code"), 9, 30),
        (("steps", 2, "replies", 1, "output", 0), 10, 10),
        (("steps", 9), 1, 1),
    ],
)
def test_places_of_parts(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert Place("s.yaml", line, column) == loads(PLACED, "s.yaml").place(*path)


def test_a_scenario_without_a_file_has_a_place_too() -> None:
    assert Place("") == Scenario(steps=(Step(reply=HELLO),)).place("steps", 0)


def test_an_item_without_a_body_is_its_type_alone() -> None:
    alone, mapping = (loads(f"steps: [reply: [{item}]]", "a.yaml").steps for item in ("compaction", "compaction: null"))

    assert mapping == alone
