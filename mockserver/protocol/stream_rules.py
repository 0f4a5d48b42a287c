"""The rules of a correct stream, in the order of precedence: where one defect breaks several, its owner is first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from mockserver.protocol import event_rules, item_rules, part_rules, response_rules
from mockserver.protocol.finding import Finding
from mockserver.protocol.rows import EventRow, Kind
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event

Case: TypeAlias = Kind | Literal["unknown", "malformed", "late", "end"]
"""What a rule looks at: an event of this kind; one of no known type, one with wrong fields, one after the terminal
event, whatever its kind; or the end of the list."""

Find: TypeAlias = Callable[[StreamState, EventRow, Event], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a stream: `source` is where the API says so, `find` yields what is wrong in the given cases."""

    id: str
    statement: str
    source: str
    find: Mapping[Case, Find]


_READABLE: tuple[Case, ...] = get_args(Kind)
_LIFECYCLE: tuple[Case, ...] = ("opening", "terminal")
_TEXT: tuple[Case, ...] = ("delta", "text_done", "annotation")
_IN_PART: tuple[Case, ...] = ("part_done", *_TEXT)
_IN_ITEM: tuple[Case, ...] = ("item_done", "part_added", *_IN_PART, "progress")


def _rule(rule_id: str, statement: str, source: str, *finds: tuple[Find, tuple[Case, ...]]) -> Rule:
    return Rule(rule_id, statement, source, {case: find for find, cases in finds for case in cases})


STREAM_RULES: tuple[Rule, ...] = (
    _rule(
        "after_terminal",
        "Nothing follows the terminal event.",
        "T02",
        (event_rules.find_late_event, ("late",)),
    ),
    _rule(
        "failed_after_error",
        "In Open Responses an error is followed by response.failed.",
        "Open Responses, Errors",
        (event_rules.find_life_after_error, (*_READABLE, "unknown", "malformed")),
    ),
    _rule(
        "sequence",
        "sequence_number counts the events 0, 1, 2 and so on.",
        "T01",
        (event_rules.find_wrong_number, (*_READABLE, "unknown", "malformed", "late")),
    ),
    _rule(
        "event_type",
        "Every event is of a known type.",
        "events (R, O, K)",
        (event_rules.find_unknown_type, ("unknown",)),
    ),
    _rule(
        "event_fields",
        "An event has all of its fields, each of the right JSON type.",
        "events (R, O, K)",
        (event_rules.find_field_flaws, ("malformed",)),
    ),
    _rule(
        "first_event",
        "The first event is response.created.",
        "T02",
        (event_rules.find_wrong_start, _READABLE),
    ),
    _rule(
        "lifecycle_order",
        "created, queued and in_progress come in this order, each at most once, before any item.",
        "T02",
        (response_rules.find_wrong_stage, ("opening",)),
    ),
    _rule(
        "terminal",
        "The stream ends with response.completed, response.failed, response.incomplete or error.",
        "T02",
        (event_rules.find_missing_end, ("end",)),
    ),
    _rule(
        "response_identity",
        "Every lifecycle event carries the same response: id, object and created_at stay.",
        "R07, schema Response (R, O, K)",
        (response_rules.find_changed_response, _LIFECYCLE),
    ),
    _rule(
        "response_status",
        "The status of the response fits the event that carries it.",
        "schema Response (R, O, K)",
        (response_rules.find_wrong_status, _LIFECYCLE),
    ),
    _rule(
        "early_output",
        "The output is empty until the terminal event.",
        "examples of the API reference (R)",
        (response_rules.find_early_output, ("opening",)),
    ),
    _rule(
        "outcome_fields",
        "error is set in a failed response, incomplete_details in an incomplete one, both in no other; "
        "completed_at only in a completed one.",
        "R01",
        (response_rules.find_wrong_outcome, _LIFECYCLE),
    ),
    _rule(
        "usage",
        "usage is null until the terminal event and then adds up: total = input + output.",
        "R02",
        (response_rules.find_early_usage, ("opening",)),
        (response_rules.find_wrong_usage, ("terminal",)),
    ),
    _rule(
        "output_index",
        "Items are added at output_index 0, 1, 2 and so on.",
        "T03, T07",
        (item_rules.find_wrong_output_index, ("item_added",)),
    ),
    _rule(
        "item_added",
        "An item is added before any other event names its output_index.",
        "T03",
        (item_rules.find_missing_item, _IN_ITEM),
    ),
    _rule(
        "item_finished",
        "No event names an item that is done.",
        "T03",
        (item_rules.find_finished_item, _IN_ITEM),
    ),
    _rule(
        "item_identity",
        "An item has an id, and keeps its id, type, call_id, name and role in every event.",
        "T03",
        (item_rules.find_missing_id, ("item_added",)),
        (item_rules.find_changed_item, _IN_ITEM),
    ),
    _rule(
        "event_item_type",
        "An event names an item of the type that the event belongs to.",
        "events (R, O, K)",
        (item_rules.find_foreign_event, (*_TEXT, "progress")),
    ),
    _rule(
        "item_status",
        "An item is in_progress when added and has a final status when done, where its type has a status.",
        "items (R, O, K)",
        (item_rules.find_wrong_first_status, ("item_added",)),
        (item_rules.find_wrong_last_status, ("item_done",)),
    ),
    _rule(
        "starts_empty",
        "An added item or part holds none of the text that its events will bring.",
        "T04, events (R, O, K)",
        (item_rules.find_begun_text, ("item_added",)),
        (part_rules.find_begun_part, ("part_added",)),
    ),
    _rule(
        "part_index",
        "Parts are added at content_index or summary_index 0, 1, 2 and so on.",
        "T07",
        (part_rules.find_wrong_part_index, ("part_added",)),
    ),
    _rule(
        "part_open",
        "An event names a part between that part's added and its done.",
        "T05",
        (part_rules.find_closed_part, _IN_PART),
    ),
    _rule(
        "part_type",
        "A part is of a type that its item can hold, keeps it, and takes only the events of that type.",
        "T05, items (R, O, K)",
        (part_rules.find_unfit_part, ("part_added",)),
        (part_rules.find_changed_part, _IN_PART),
    ),
    _rule(
        "text_done",
        "A text is done once, after its last delta and before its part or item.",
        "T05",
        (part_rules.find_finished_text, ("delta", "text_done")),
        (part_rules.find_unfinished_text, ("part_done",)),
        (item_rules.find_unfinished_texts, ("item_done",)),
    ),
    _rule(
        "delta_sum",
        "The done event of a text says what its deltas say when joined.",
        "T04",
        (part_rules.find_wrong_sum, ("text_done",)),
    ),
    _rule(
        "annotation_index",
        "Annotations are added at annotation_index 0, 1, 2 and so on.",
        "T07",
        (part_rules.find_wrong_annotation_index, ("annotation",)),
    ),
    _rule(
        "annotations",
        "A finished part has the annotations that were added to it, in order.",
        "T04, T07",
        (part_rules.find_wrong_annotations, ("part_done",)),
    ),
    _rule(
        "part_value",
        "A finished part has the text that its done event said.",
        "T04",
        (part_rules.find_wrong_part, ("part_done",)),
    ),
    _rule(
        "part_finished",
        "Every part is done before its item.",
        "T05",
        (item_rules.find_unfinished_parts, ("item_done",)),
    ),
    _rule(
        "item_value",
        "A finished item has the texts and parts that its events brought.",
        "T04",
        (item_rules.find_wrong_item, ("item_done",)),
    ),
    _rule(
        "item_done",
        "Every added item is done before the response is completed or incomplete.",
        "T03",
        (response_rules.find_unfinished_items, ("terminal",)),
    ),
    _rule(
        "incomplete_item",
        "No item of a completed response is incomplete; in Open Responses only the last item of an incomplete one is.",
        "schema Response (R, O, K); Open Responses, Items",
        (response_rules.find_cut_items, ("terminal",)),
    ),
    _rule(
        "final_output",
        "The output of the terminal response is the finished items, in order.",
        "T03, T04",
        (response_rules.find_wrong_output, ("terminal",)),
    ),
)
"""Every rule of a stream; ids are unique."""
