"""One row for each way to damage a good stream: what was done, the rule that owns it, the stream, the damage."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.protocol import response_rules
from mockserver.protocol.checker import check
from mockserver.protocol.stream_rules import STREAM_RULES

ADDED = "output_item.added"
DONE = "output_item.done"
TOKENS = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}

DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("created twice", "lifecycle_order", "simple", lambda s: s.repeat("created", before=ADDED)),
    ("in_progress twice", "lifecycle_order", "simple", lambda s: s.repeat("in_progress", before=ADDED)),
    ("in_progress after an item", "lifecycle_order", "simple", lambda s: s.move("in_progress", before="completed")),
    (
        "queued after in_progress",
        "lifecycle_order",
        "reasoning_with_status",
        lambda s: s.move("in_progress", before="queued"),
    ),
    (
        "seal lost",
        "final_output",
        "sealed_anew",
        lambda s: s.lose("completed", "response.output.0.encrypted_content"),
    ),
    ("another response id", "response_identity", "simple", lambda s: s.put("in_progress", "response.id", "resp_2")),
    ("another id at the end", "response_identity", "simple", lambda s: s.put("completed", "response.id", "resp_2")),
    ("another created_at", "response_identity", "simple", lambda s: s.put("completed", "response.created_at", 2)),
    ("created_at as text", "response_identity", "empty", lambda s: s.put_response("created_at", "now")),
    ("created_at is true", "response_identity", "empty", lambda s: s.put_response("created_at", True)),
    ("no response id", "response_identity", "empty", lambda s: s.put_response("id", None)),
    ("response id is a number", "response_identity", "empty", lambda s: s.put_response("id", 7)),
    ("empty response id", "response_identity", "empty", lambda s: s.put_response("id", "")),
    ("another object", "response_identity", "simple", lambda s: s.put("completed", "response.object", "realtime")),
    ("completed too early", "response_status", "empty", lambda s: s.put("created", "response.status", "completed")),
    ("queued in progress", "response_status", "empty", lambda s: s.put("in_progress", "response.status", "queued")),
    ("still in progress", "response_status", "empty", lambda s: s.put("completed", "response.status", "in_progress")),
    ("failed completed", "response_status", "failed", lambda s: s.put("failed", "response.status", "completed")),
    ("incomplete failed", "response_status", "incomplete", lambda s: s.put("incomplete", "response.status", "failed")),
    ("no status", "response_status", "empty", lambda s: s.lose("in_progress", "response.status")),
    ("output in created", "early_output", "empty", lambda s: s.put("created", "response.output", [{"id": "m"}])),
    ("output in in_progress", "early_output", "empty", lambda s: s.put("in_progress", "response.output", [{}])),
    ("output is null", "early_output", "empty", lambda s: s.put("created", "response.output", None)),
    (
        "error though completed",
        "outcome_fields",
        "empty",
        lambda s: s.put("completed", "response.error", {"code": "x"}),
    ),
    ("failed without error", "outcome_fields", "failed", lambda s: s.put("failed", "response.error", None)),
    (
        "details though completed",
        "outcome_fields",
        "empty",
        lambda s: s.put("completed", "response.incomplete_details", {}),
    ),
    ("no details", "outcome_fields", "incomplete", lambda s: s.put("incomplete", "response.incomplete_details", None)),
    (
        "details though cancelled",
        "outcome_fields",
        "cancelled",
        lambda s: s.put("incomplete", "response.incomplete_details", {}),
    ),
    ("completed_at too early", "outcome_fields", "empty", lambda s: s.put("in_progress", "response.completed_at", 1)),
    ("completed_at though failed", "outcome_fields", "failed", lambda s: s.put("failed", "response.completed_at", 1)),
    ("usage too early", "usage", "empty", lambda s: s.put("in_progress", "response.usage", TOKENS)),
    ("usage of completed missing", "usage", "empty", lambda s: s.put("completed", "response.usage", None)),
    ("usage does not add up", "usage", "empty", lambda s: s.put("completed", "response.usage.total_tokens", 8)),
    ("usage without total", "usage", "empty", lambda s: s.lose("completed", "response.usage.total_tokens")),
    (
        "usage of failed wrong",
        "usage",
        "failed",
        lambda s: s.put("failed", "response.usage", {**TOKENS, "total_tokens": 3}),
    ),
    ("usage is a list", "usage", "failed", lambda s: s.put("failed", "response.usage", [])),
    ("incomplete though completed", "incomplete_item", "simple", lambda s: s.put_done("status", "incomplete")),
    ("item not done", "item_done", "simple", lambda s: s.drop(DONE)),
    ("second item not done", "item_done", "calls", lambda s: s.drop(DONE)),
    ("not done though incomplete", "item_done", "incomplete", lambda s: s.drop(DONE)),
    ("output empty", "final_output", "simple", lambda s: s.put("completed", "response.output", [])),
    (
        "output has another text",
        "final_output",
        "simple",
        lambda s: s.put("completed", "response.output.0.content.0.text", ""),
    ),
    ("output has another id", "final_output", "simple", lambda s: s.put("completed", "response.output.0.id", "msg_2")),
    (
        "output has another status",
        "final_output",
        "simple",
        lambda s: s.put("completed", "response.output.0.status", "incomplete"),
    ),
    (
        "output has another call_id",
        "final_output",
        "calls",
        lambda s: s.put("completed", "response.output.0.call_id", "x"),
    ),
    (
        "output in order of done",
        "final_output",
        "calls",
        lambda s: s.put("completed", "response.output", s.events[-1]["response"]["output"][::-1]),
    ),
    (
        "output has a field more",
        "final_output",
        "simple",
        lambda s: s.put("completed", "response.output.0.phase", None),
    ),
    ("output of failed empty", "final_output", "failed", lambda s: s.put("failed", "response.output", [])),
]

OPEN_DEFECTS: list[tuple[str, str, str, Callable[[Any], Any]]] = [
    ("incomplete though completed", "incomplete_item", "simple", lambda s: s.put_done("status", "incomplete")),
    ("incomplete though failed", "incomplete_item", "failed", lambda s: s.put(DONE, "item.status", "incomplete")),
    ("incomplete before the last", "incomplete_item", "open_cut", lambda s: s.put(DONE, "item.status", "incomplete")),
    ("error without status failed", "response_status", "open_error", lambda s: s.put_response("status", "completed")),
    ("output of failed", "final_output", "open_error", lambda s: s.put("failed", "response.output", [{}])),
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
    ours = [rule.id for rule in STREAM_RULES if next(iter(rule.find.values())).__module__ == response_rules.__name__]

    assert sorted(ours) == sorted({row[1] for row in DEFECTS})
