"""Turns on a WebSocket."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.event_types import OPEN_SOCKET_EVENTS, SOCKET_EVENTS
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_rules import STREAM_RULES
from mockserver.values import DIALECTS, Dialect, Event
from tests.protocol.conftest import Editor
from tests.protocol.good_streams import OPEN_STREAMS, STREAMS

CONTRACTS = Path(__file__).parents[2] / "contracts"
STEER = {"id": "steer_1", "previous_response_id": "resp_1"}
ACCEPTED = {"type": "response.steer.accepted", "steer": STEER}
PENDING = {
    "type": "response.steer.pending",
    "reason": "waiting_for_required_input",
    "required_input": [],
    "steer": STEER,
}
FAILED = {"type": "response.steer.failed", "error": {"code": "response_not_active"}, "steer": STEER}
INJECTED = {"type": "response.inject.created", "response_id": "resp_1"}
REFUSED = {"type": "response.inject.failed", "response_id": "resp_1", "input": [], "error": {}}
ERROR = {"type": "error", "status": 400, "error": {"type": "x", "code": "x", "message": "No.", "param": None}}
TEXT = "output_text.delta"
TEXT_DONE = "output_text.done"
BY_HTTP = ("error", "error_first", "error_then_failed", "error_nested", "open_error", "open_error_first")
"""The streams with an error of HTTP's own shape."""


def on_lane(edited: Editor, lane: Any) -> Editor:
    edited.events = [{**one, "stream_id": lane} for one in edited.events]
    return edited


def numbered_aside(edited: Editor, at: int, number: int) -> Editor:
    """Put an aside in without moving the numbers of the others."""
    edited.events.insert(at, {**ACCEPTED, "sequence_number": number})
    return edited


TURNS: list[tuple[str, Dialect, str, Callable[[Any], Any]]] = [
    ("as over HTTP", "openai", "simple", lambda s: s),
    ("on a lane", "openai", "shell_call", lambda s: on_lane(s, "a")),
    ("steered", "openai", "incomplete", lambda s: s.put("incomplete", "response.incomplete_details.reason", "steered")),
    ("steered on the way", "openai", "simple", lambda s: s.insert(TEXT, ACCEPTED)),
    ("an aside with a number of its own", "openai", "simple", lambda s: numbered_aside(s, 4, 0)),
    ("an aside without a lane", "openai", "simple", lambda s: on_lane(s, "a").insert(TEXT, INJECTED)),
    ("pending after the end", "openai", "simple", lambda s: s.append(PENDING)),
    ("refused after the end", "openai", "simple", lambda s: s.append(REFUSED).append(FAILED)),
    ("told before the beginning", "openai", "empty", lambda s: s.insert("created", FAILED)),
    ("refused", "openai", "error_first", lambda s: s.drop("error").append(ERROR).lose("error", "sequence_number")),
    ("broken off", "openai", "simple", lambda s: s.drop("completed").append(ERROR)),
    ("as over HTTP", "open-responses", "open_reasoning", lambda s: s),
    ("failed", "open-responses", "failed", lambda s: s),
    ("refused", "open-responses", "error_first", lambda s: s.drop("error").append(ERROR).lose("error", "sequence_number")),
    ("broken off", "open-responses", "simple", lambda s: s.drop("completed").append(ERROR).lose("error", "sequence_number")),
]  # fmt: skip

DEFECTS: list[tuple[str, Dialect, str, str, str, Callable[[Any], Any]]] = [
    ("lane lost", "openai", "simple", "stream_id", "events[4].stream_id", lambda s: on_lane(s, "a").lose(TEXT, "stream_id")),
    ("lane gained", "openai", "simple", "stream_id", "events[4].stream_id", lambda s: s.put(TEXT, "stream_id", "a")),
    ("another lane", "openai", "simple", "stream_id", "events[9].stream_id", lambda s: on_lane(s, "a").put("completed", "stream_id", "b")),
    ("lane is a number", "openai", "empty", "stream_id", "events[0].stream_id", lambda s: on_lane(s, 7)),
    ("lane is empty", "openai", "empty", "stream_id", "events[0].stream_id", lambda s: on_lane(s, "")),
    ("error on no lane", "openai", "simple", "stream_id", "events[9].stream_id", lambda s: on_lane(s.drop("completed"), "a").append(ERROR)),
    ("no number", "openai", "simple", "sequence", "events[4].sequence_number", lambda s: s.lose(TEXT, "sequence_number")),
    ("number too high after an aside", "openai", "simple", "sequence", "events[7].sequence_number", lambda s: s.insert(TEXT_DONE, ACCEPTED).put(TEXT_DONE, "sequence_number", 9)),
    ("error number is wrong", "openai", "error_first", "sequence", "events[0].sequence_number", lambda s: s.drop("error").append(ERROR).put("error", "sequence_number", 4)),
    ("completed after the error", "openai", "simple", "after_terminal", "events[10].type", lambda s: s.insert("completed", ERROR)),
    ("two errors", "openai", "error_first", "after_terminal", "events[1].type", lambda s: s.drop("error").append(ERROR).append(ERROR)),
    ("completed twice", "openai", "simple", "after_terminal", "events[10].type", lambda s: s.append(s.events[-1])),
    ("no end", "openai", "simple", "terminal", "events", lambda s: s.drop("completed").append(PENDING)),
    ("a flat error", "openai", "error_first", "event_fields", "events[0].error", lambda s: s),
    ("steering of nothing", "openai", "simple", "event_fields", "events[6].steer", lambda s: s.insert(TEXT_DONE, ACCEPTED).lose("steer.accepted", "steer")),
    ("failed after the error", "openai", "error_then_failed", "after_terminal", "events[6].type", lambda s: s.put("error", "error", {})),
    ("failed after the error", "open-responses", "simple", "after_terminal", "events[10].type", lambda s: s.drop("completed").append(ERROR).append({"type": "response.failed"})),
    ("an error without status", "open-responses", "error_first", "event_fields", "events[0].status", lambda s: s.drop("error").append(ERROR).lose("error", "status")),
    ("steering", "open-responses", "simple", "event_type", "events[6].type", lambda s: s.insert(TEXT_DONE, ACCEPTED)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "stream", "build"), [row[1:] for row in TURNS], ids=[f"{row[1]}: {row[0]}" for row in TURNS]
)
def test_good_turn_is_accepted(dialect: Dialect, stream: str, build: Any, edit: Callable[[str], Any]) -> None:
    assert [] == check(build(edit(stream)).events, dialect, "websocket")


@pytest.mark.parametrize(
    ("dialect", "name"),
    [
        *(("openai", name) for name in STREAMS if name not in BY_HTTP),
        *(("open-responses", name) for name in OPEN_STREAMS if name not in BY_HTTP),
    ],
)
def test_every_stream_without_error_is_a_turn(dialect: Dialect, name: str, edit: Callable[[str], Any]) -> None:
    assert [] == check(edit(name).events, dialect, "websocket")


@pytest.mark.parametrize(
    ("dialect", "stream", "rule", "place", "damage"),
    [row[1:] for row in DEFECTS],
    ids=[f"{row[1]}: {row[0]}" for row in DEFECTS],
)
def test_defect_is_blamed_on_its_rule_and_its_event(
    dialect: Dialect, stream: str, rule: str, place: str, damage: Any, edit: Callable[[str], Any]
) -> None:
    first = check(damage(edit(stream)).events, dialect, "websocket")[0]

    assert (rule, place) == (first.rule, first.param)


@pytest.mark.parametrize("aside", [ACCEPTED, PENDING, FAILED, INJECTED, REFUSED], ids=lambda one: one["type"])
def test_asides_are_unknown_to_http(aside: Event, edit: Callable[[str], Any]) -> None:
    assert "event_type" == check(edit("simple").insert(TEXT, aside).events)[0].rule


def test_lanes_are_nothing_to_http(edit: Callable[[str], Any]) -> None:
    assert [] == check(edit("simple").put(TEXT, "stream_id", "a").events)


def test_the_rule_of_lanes_is_one_of_them() -> None:
    assert "stream_id" in {rule.id for rule in STREAM_RULES}


def required(dialect: Dialect, file: str, name: str) -> set[str]:
    schema = orjson.loads((CONTRACTS / dialect / file).read_bytes())[name]
    return set(schema["required"]) - {"type", "sequence_number"}


@pytest.mark.parametrize(
    ("dialect", "file", "schema", "event"),
    [
        ("openai", "steer_events.json", "SteerAccepted", "response.steer.accepted"),
        ("openai", "steer_events.json", "SteerPending", "response.steer.pending"),
        ("openai", "steer_events.json", "SteerFailed", "response.steer.failed"),
        ("openai", "inject_events.json", "InjectCreated", "response.inject.created"),
        ("openai", "inject_events.json", "InjectFailed", "response.inject.failed"),
        ("openai", "websocket.json", "ErrorFrame", "error"),
        ("open-responses", "websocket.json", "ErrorFrame", "error"),
    ],
)
def test_fields_are_those_of_the_contract(dialect: Dialect, file: str, schema: str, event: str) -> None:
    rows: dict[Dialect, dict[str, EventRow]] = {"openai": SOCKET_EVENTS, "open-responses": OPEN_SOCKET_EVENTS}

    assert required(dialect, file, schema) == set(rows[dialect][event].fields)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_rule_holds_on_a_socket_too(dialect: Dialect, edit: Callable[[str], Any]) -> None:
    assert "delta_sum" == check(edit("simple").drop(TEXT).events, dialect, "websocket")[0].rule
