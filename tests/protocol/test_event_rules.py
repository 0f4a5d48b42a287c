"""One row for each way to damage a good stream: what was done, the rule that owns it, the stream, the damage."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.protocol import event_rules
from mockserver.protocol.checker import check
from mockserver.protocol.stream_rules import STREAM_RULES

PART_ADDED = "content_part.added"
SUMMARY_DONE = "reasoning_summary_part.done"
TEXT = "output_text.delta"
TEXT_DONE = "output_text.done"
REASONING = "response.reasoning_text.delta"
NUMBER = "sequence_number"

DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("starts at 1", "sequence", "empty", lambda s: s.put("created", "sequence_number", 1)),
    ("a number twice", "sequence", "simple", lambda s: s.put(TEXT, "sequence_number", 3)),
    ("a number skipped", "sequence", "simple", lambda s: s.put("completed", "sequence_number", 99)),
    ("a number as text", "sequence", "simple", lambda s: s.put(TEXT, "sequence_number", "4")),
    ("a number that is true", "sequence", "empty", lambda s: s.put("in_progress", "sequence_number", True)),
    ("no number", "sequence", "simple", lambda s: s.lose(TEXT, "sequence_number")),
    ("unknown type", "event_type", "simple", lambda s: s.put(TEXT, "type", "response.output_text.Delta")),
    ("type is no text", "event_type", "simple", lambda s: s.put(TEXT, "type", ["x"])),
    ("field missing", "event_fields", "simple", lambda s: s.lose(TEXT, "item_id")),
    ("logprobs missing", "event_fields", "simple", lambda s: s.lose(TEXT_DONE, "logprobs")),
    ("index as text", "event_fields", "simple", lambda s: s.put(TEXT, "output_index", "0")),
    ("index as true", "event_fields", "simple", lambda s: s.put(TEXT, "content_index", False)),
    ("part is null", "event_fields", "simple", lambda s: s.put(PART_ADDED, "part", None)),
    ("delta is a number", "event_fields", "simple", lambda s: s.put(TEXT, "delta", 1)),
    ("param missing in error", "event_fields", "error", lambda s: s.lose("error", "param")),
    ("code of error is a number", "event_fields", "error", lambda s: s.put("error", "code", 500)),
    ("optional field of wrong type", "event_fields", "simple", lambda s: s.put(TEXT, "obfuscation", None)),
    ("summary part completed", "event_fields", "reasoning", lambda s: s.put(SUMMARY_DONE, "status", "completed")),
    ("no created", "first_event", "simple", lambda s: s.drop("created")),
    ("in_progress first", "first_event", "simple", lambda s: s.move("in_progress", before="created")),
    ("no terminal event", "terminal", "simple", lambda s: s.drop("completed")),
    ("only created", "terminal", "empty", lambda s: s.drop("completed").drop("in_progress")),
    ("completed twice", "after_terminal", "simple", lambda s: s.append(s.events[-1])),
    ("item after the end", "after_terminal", "simple", lambda s: s.append(s.events[2])),
    ("completed after error", "after_terminal", "error", lambda s: s.append({"type": "response.completed"})),
    ("unknown event after the end", "after_terminal", "empty", lambda s: s.append({"type": "ping"})),
]

OPEN_DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("the other API's name", "event_type", "open_reasoning", lambda s: s.put("reasoning.delta", "type", REASONING)),
    ("no slug", "event_type", "open_extension", lambda s: s.put("acme:search.progress", "type", "search.progress")),
    ("extension without number", "sequence", "open_extension", lambda s: s.lose("acme:search.progress", NUMBER)),
    ("no error object", "event_fields", "open_error", lambda s: s.lose("error", "error")),
    ("only a flat error", "event_fields", "open_error", lambda s: s.put("error", "error", None)),
    ("message of flat error is null", "event_fields", "open_error", lambda s: s.put("error", "message", None)),
    ("nothing after error", "terminal", "open_error", lambda s: s.drop("failed")),
    ("delta after error", "failed_after_error", "open_error", lambda s: s.repeat(TEXT, before="failed")),
    ("unknown event after error", "failed_after_error", "open_error", lambda s: s.insert("failed", {"type": "ping"})),
    ("error after error", "failed_after_error", "open_error", lambda s: s.repeat("error", before="failed")),
    ("error after failed", "after_terminal", "open_error", lambda s: s.append(s.events[-2])),
]


@pytest.mark.parametrize(("rule", "stream", "damage"), [row[1:] for row in DEFECTS], ids=[row[0] for row in DEFECTS])
def test_defect_is_reported_first_by_its_owner(
    rule: str, stream: str, damage: Callable[[Any], Any], edit: Callable[[str], Any]
) -> None:
    damaged = damage(edit(stream))

    assert rule == check(damaged.events)[0].rule


@pytest.mark.parametrize(
    ("rule", "stream", "damage"), [row[1:] for row in OPEN_DEFECTS], ids=[row[0] for row in OPEN_DEFECTS]
)
def test_defect_of_open_responses_is_reported_first_by_its_owner(
    rule: str, stream: str, damage: Callable[[Any], Any], edit: Callable[[str], Any]
) -> None:
    damaged = damage(edit(stream))

    assert rule == check(damaged.events, "open-responses")[0].rule


def test_every_rule_of_this_kind_owns_a_defect() -> None:
    ours = [rule.id for rule in STREAM_RULES if next(iter(rule.find.values())).__module__ == event_rules.__name__]

    on_a_socket = {"stream_id"}

    assert sorted(ours) == sorted({row[1] for row in (*DEFECTS, *OPEN_DEFECTS)} | on_a_socket)
