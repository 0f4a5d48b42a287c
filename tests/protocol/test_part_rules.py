"""One row for each way to damage a good stream: what was done, the rule that owns it, the stream, the damage."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.protocol import part_rules
from mockserver.protocol.checker import check
from mockserver.protocol.stream_rules import STREAM_RULES

DONE = "output_item.done"
PART_ADDED = "content_part.added"
PART_DONE = "content_part.done"
SUMMARY_ADDED = "reasoning_summary_part.added"
SUMMARY_DONE = "reasoning_summary_part.done"
TEXT = "output_text.delta"
TEXT_DONE = "output_text.done"
SUMMARY = "reasoning_summary_text.delta"
SUMMARY_TEXT_DONE = "reasoning_summary_text.done"
ARGS = "function_call_arguments.delta"
ARGS_DONE = "function_call_arguments.done"
NOTE = "output_text.annotation.added"
IN_REFUSAL = {"output_index": 0, "item_id": "msg_1", "content_index": 1}
IN_CALL = {"output_index": 0, "item_id": "fc_0", "content_index": 0}
NOTED = {"type": f"response.{NOTE}", "annotation_index": 0, "annotation": {}}
EMPTY_TEXT = {"type": "output_text", "text": ""}

DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("first part at 1", "part_index", "simple", lambda s: s.put(PART_ADDED, "content_index", 1)),
    ("part index twice", "part_index", "two_parts", lambda s: s.put(PART_ADDED, "content_index", 0, nth=1)),
    ("part index skipped", "part_index", "two_parts", lambda s: s.put(PART_ADDED, "content_index", 2, nth=1)),
    ("summary index skipped", "part_index", "reasoning", lambda s: s.put(SUMMARY_ADDED, "summary_index", 1)),
    ("part not added", "part_open", "simple", lambda s: s.drop(PART_ADDED)),
    ("summary part not added", "part_open", "reasoning", lambda s: s.drop(SUMMARY_ADDED)),
    ("delta before its part", "part_open", "simple", lambda s: s.move(TEXT, before=PART_ADDED)),
    ("delta after its part", "part_open", "simple", lambda s: s.repeat(TEXT, before=DONE)),
    ("delta of another part", "part_open", "simple", lambda s: s.put(TEXT, "content_index", 1)),
    ("part done twice", "part_open", "simple", lambda s: s.repeat(PART_DONE, before=DONE)),
    ("note after its part", "part_open", "annotated", lambda s: s.repeat(NOTE, before=DONE)),
    ("summary text of another part", "part_open", "reasoning", lambda s: s.put(SUMMARY, "summary_index", 3)),
    ("part of no type", "part_type", "simple", lambda s: s.lose(PART_ADDED, "part.type")),
    ("reasoning part in a message", "part_type", "simple", lambda s: s.put(PART_ADDED, "part.type", "reasoning_text")),
    (
        "part in a call",
        "part_type",
        "calls",
        lambda s: s.insert(ARGS, {**IN_CALL, "type": f"response.{PART_ADDED}", "part": EMPTY_TEXT}),
    ),
    ("refusal streamed as text", "part_type", "two_parts", lambda s: s.put(PART_ADDED, "part", EMPTY_TEXT, nth=1)),
    ("part becomes a refusal", "part_type", "simple", lambda s: s.put(PART_DONE, "part.type", "refusal")),
    ("note on a refusal", "part_type", "two_parts", lambda s: s.insert("refusal.done", {**IN_REFUSAL, **NOTED})),
    ("text not done", "text_done", "simple", lambda s: s.drop(TEXT_DONE)),
    ("text done twice", "text_done", "simple", lambda s: s.repeat(TEXT_DONE, before=PART_DONE)),
    ("delta after text done", "text_done", "simple", lambda s: s.repeat(TEXT, before=PART_DONE)),
    ("text done after its part", "text_done", "simple", lambda s: s.move(TEXT_DONE, before=DONE)),
    ("refusal not done", "text_done", "two_parts", lambda s: s.drop("refusal.done")),
    ("summary text not done", "text_done", "reasoning", lambda s: s.drop(SUMMARY_TEXT_DONE)),
    ("reasoning text not done", "text_done", "reasoning", lambda s: s.drop("reasoning_text.done")),
    ("arguments not done", "text_done", "calls", lambda s: s.drop(ARGS_DONE)),
    (
        "code not done",
        "text_done",
        "hosted",
        lambda s: s.drop("code_interpreter_call_code.done").put(DONE, "item.code", None, nth=1),
    ),
    ("arguments done twice", "text_done", "calls", lambda s: s.repeat(ARGS_DONE, before=DONE, nth=1)),
    ("arguments never sent", "text_done", "calls", lambda s: s.drop(ARGS, 1).drop(ARGS_DONE)),
    ("delta lost", "delta_sum", "simple", lambda s: s.drop(TEXT)),
    ("delta twice", "delta_sum", "simple", lambda s: s.repeat(TEXT, before=TEXT_DONE)),
    ("deltas out of order", "delta_sum", "simple", lambda s: s.move(TEXT, before=TEXT, nth=1)),
    ("refusal delta changed", "delta_sum", "two_parts", lambda s: s.put("refusal.delta", "delta", "Y")),
    ("arguments delta lost", "delta_sum", "calls", lambda s: s.drop(ARGS, nth=2)),
    ("arguments of the other call", "delta_sum", "calls", lambda s: s.put(ARGS_DONE, "arguments", "[]")),
    ("summary delta lost", "delta_sum", "reasoning", lambda s: s.drop(SUMMARY)),
    ("reasoning delta lost", "delta_sum", "reasoning", lambda s: s.drop("reasoning_text.delta")),
    ("code delta changed", "delta_sum", "hosted", lambda s: s.put("code_interpreter_call_code.delta", "delta", "2")),
    ("note index from 1", "annotation_index", "annotated", lambda s: s.put(NOTE, "annotation_index", 1)),
    ("note index twice", "annotation_index", "annotated", lambda s: s.put(NOTE, "annotation_index", 0, nth=1)),
    ("note lost", "annotations", "annotated", lambda s: s.drop(NOTE, nth=1)),
    ("note changed", "annotations", "annotated", lambda s: s.put(NOTE, "annotation", {"type": "file_path"})),
    ("notes missing in the part", "annotations", "annotated", lambda s: s.put(PART_DONE, "part.annotations", [])),
    ("notes field missing", "annotations", "annotated", lambda s: s.lose(PART_DONE, "part.annotations")),
    ("note never added", "annotations", "simple", lambda s: s.put(PART_DONE, "part.annotations", [{}])),
    ("part has another text", "part_value", "simple", lambda s: s.put(PART_DONE, "part.text", "Hallo")),
    ("part has another refusal", "part_value", "two_parts", lambda s: s.put(PART_DONE, "part.refusal", "", nth=1)),
    ("summary part has another text", "part_value", "reasoning", lambda s: s.put(SUMMARY_DONE, "part.text", "")),
    ("reasoning part has another text", "part_value", "reasoning", lambda s: s.put(PART_DONE, "part.text", "")),
]


@pytest.mark.parametrize(("rule", "stream", "damage"), [row[1:] for row in DEFECTS], ids=[row[0] for row in DEFECTS])
def test_defect_is_reported_first_by_its_owner(
    rule: str, stream: str, damage: Callable[[Any], Any], edit: Callable[[str], Any]
) -> None:
    damaged = damage(edit(stream))

    assert rule == check(damaged.events)[0].rule


def test_every_rule_of_this_kind_owns_a_defect() -> None:
    ours = [rule.id for rule in STREAM_RULES if next(iter(rule.find.values())).__module__ == part_rules.__name__]

    assert sorted(ours) == sorted({row[1] for row in DEFECTS})
