"""One row for each way to damage a good stream: what was done, the rule that owns it, the stream, the damage."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.protocol import item_rules
from mockserver.protocol.checker import check
from mockserver.protocol.stream_rules import STREAM_RULES

ADDED = "output_item.added"
DONE = "output_item.done"
PART_ADDED = "content_part.added"
PART_DONE = "content_part.done"
SUMMARY_DONE = "reasoning_summary_part.done"
TEXT = "output_text.delta"
ARGS = "function_call_arguments.delta"
ARGS_DONE = "function_call_arguments.done"
NOTE = "output_text.annotation.added"
IN_MESSAGE = {"output_index": 0, "item_id": "msg_1"}
IN_CALL = {"output_index": 0, "item_id": "fc_0", "content_index": 0}
NOTED = {"type": f"response.{NOTE}", "annotation_index": 0, "annotation": {}}

DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("first index is 1", "output_index", "simple", lambda s: s.put(ADDED, "output_index", 1)),
    ("index skipped", "output_index", "calls", lambda s: s.put(ADDED, "output_index", 2, nth=1)),
    ("index twice", "output_index", "calls", lambda s: s.put(ADDED, "output_index", 0, nth=1)),
    ("index below zero", "output_index", "simple", lambda s: s.put(ADDED, "output_index", -1)),
    ("item not added", "item_added", "simple", lambda s: s.drop(ADDED)),
    ("delta before its item", "item_added", "calls", lambda s: s.move(ARGS, before=ADDED)),
    ("delta of another index", "item_added", "simple", lambda s: s.put(TEXT, "output_index", 1)),
    ("done of another index", "item_added", "simple", lambda s: s.put(DONE, "output_index", 1)),
    (
        "progress of no item",
        "item_added",
        "hosted",
        lambda s: s.put("web_search_call.searching", "output_index", 7),
    ),
    ("done twice", "item_finished", "simple", lambda s: s.repeat(DONE, before="completed")),
    ("delta after done", "item_finished", "simple", lambda s: s.repeat(TEXT, before="completed")),
    ("part after done", "item_finished", "two_parts", lambda s: s.repeat(PART_ADDED, before="completed", nth=1)),
    (
        "progress after done",
        "item_finished",
        "hosted",
        lambda s: s.repeat("web_search_call.completed", before="completed"),
    ),
    ("another item id when done", "item_identity", "simple", lambda s: s.put(DONE, "item.id", "msg_2")),
    ("another item id in a delta", "item_identity", "simple", lambda s: s.put(TEXT, "item_id", "msg_2")),
    ("another item id in a part", "item_identity", "simple", lambda s: s.put(PART_DONE, "item_id", "msg_2")),
    ("another item id in a note", "item_identity", "annotated", lambda s: s.put(NOTE, "item_id", "msg_2")),
    ("another call_id", "item_identity", "calls", lambda s: s.put(DONE, "item.call_id", "call_9")),
    ("another name", "item_identity", "calls", lambda s: s.put(DONE, "item.name", "other")),
    ("another name in arguments", "item_identity", "calls", lambda s: s.put(ARGS_DONE, "name", "other")),
    ("another type", "item_identity", "simple", lambda s: s.put(DONE, "item.type", "reasoning")),
    ("another role", "item_identity", "simple", lambda s: s.put_done("role", "user")),
    (
        "empty item id",
        "item_identity",
        "reasoning_with_status",
        lambda s: s.put(ADDED, "item.id", "").put_done("id", ""),
    ),
    (
        "item id is a number",
        "item_identity",
        "reasoning_with_status",
        lambda s: s.put(ADDED, "item.id", 7).put_done("id", 7),
    ),
    ("call left in progress", "item_status", "calls", lambda s: s.put(DONE, "item.status", "in_progress")),
    (
        "call of a program failed",
        "item_status",
        "program_waits",
        lambda s: s.put_done("status", "failed"),
    ),
    (
        "message added when completed",
        "item_status",
        "simple",
        lambda s: s.put(ADDED, "item.status", "completed"),
    ),
    ("item without id", "item_identity", "simple", lambda s: s.lose(ADDED, "item.id")),
    (
        "arguments of a message",
        "event_item_type",
        "simple",
        lambda s: s.insert(PART_ADDED, {**IN_MESSAGE, "type": f"response.{ARGS}", "delta": ""}),
    ),
    ("note on a call", "event_item_type", "calls", lambda s: s.insert(ARGS, {**IN_CALL, **NOTED})),
    (
        "progress of another tool",
        "event_item_type",
        "hosted",
        lambda s: s.put("web_search_call.searching", "type", "response.file_search_call.searching"),
    ),
    ("completed when added", "item_status", "simple", lambda s: s.put(ADDED, "item.status", "completed")),
    ("no status when added", "item_status", "calls", lambda s: s.lose(ADDED, "item.status")),
    (
        "no status at all",
        "item_status",
        "simple",
        lambda s: s.lose(ADDED, "item.status").put_done("status", None),
    ),
    (
        "reasoning completed when added",
        "item_status",
        "reasoning_with_status",
        lambda s: s.put(ADDED, "item.status", "completed"),
    ),
    ("in progress when done", "item_status", "simple", lambda s: s.put_done("status", "in_progress")),
    ("failed message", "item_status", "simple", lambda s: s.put_done("status", "failed")),
    ("status lost", "item_status", "reasoning_with_status", lambda s: s.lose(DONE, "item.status")),
    ("status gained", "item_status", "reasoning", lambda s: s.put_done("status", "completed")),
    (
        "message added with content",
        "starts_empty",
        "simple",
        lambda s: s.put(ADDED, "item.content", [{"type": "refusal"}]),
    ),
    ("call added with arguments", "starts_empty", "calls", lambda s: s.put(ADDED, "item.arguments", "{}")),
    ("reasoning added with summary", "starts_empty", "reasoning", lambda s: s.put(ADDED, "item.summary", [{}])),
    ("part added with text", "starts_empty", "simple", lambda s: s.put(PART_ADDED, "part.text", "Hello")),
    ("part added with refusal", "starts_empty", "two_parts", lambda s: s.put(PART_ADDED, "part.refusal", "N", nth=1)),
    ("part added with notes", "starts_empty", "annotated", lambda s: s.put(PART_ADDED, "part.annotations", [{}])),
    ("part not done", "part_finished", "simple", lambda s: s.drop(PART_DONE)),
    ("summary part not done", "part_finished", "reasoning", lambda s: s.drop(SUMMARY_DONE)),
    ("item has another text", "item_value", "simple", lambda s: s.put_done("content.0.text", "Hallo")),
    ("item has no parts", "item_value", "simple", lambda s: s.put_done("content", [])),
    ("item has other notes", "item_value", "annotated", lambda s: s.put_done("content.0.annotations", [])),
    ("item has another refusal", "item_value", "two_parts", lambda s: s.put_done("content.1.refusal", "")),
    ("item has another summary", "item_value", "reasoning", lambda s: s.put_done("summary.0.text", "")),
    ("item has other reasoning", "item_value", "reasoning", lambda s: s.put_done("content.0.text", "")),
    ("item has a part more", "item_value", "reasoning_with_status", lambda s: s.put_done("summary", [{}])),
    ("call has other arguments", "item_value", "calls", lambda s: s.put(DONE, "item.arguments", "[]")),
]

OPEN_DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("reasoning begins without status", "item_status", "open_reasoning", lambda s: s.lose(ADDED, "item.status")),
    ("reasoning ends without status", "item_status", "open_reasoning", lambda s: s.lose(DONE, "item.status")),
    (
        "reasoning ends in progress",
        "item_status",
        "open_reasoning",
        lambda s: s.put(DONE, "item.status", "in_progress"),
    ),
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
    ours = [rule.id for rule in STREAM_RULES if next(iter(rule.find.values())).__module__ == item_rules.__name__]

    assert sorted(ours) == sorted({row[1] for row in DEFECTS})
