"""The rules of a correct stream, in the order of precedence: where one defect breaks several, its owner is first."""

from typing import get_args

from mockserver.protocol import command_rules, event_rules, item_rules, part_rules, progress_rules, response_rules
from mockserver.protocol.rows import Kind
from mockserver.protocol.stream_rule import Case, Rule, rule

_READABLE: tuple[Case, ...] = get_args(Kind)
_NUMBERED: tuple[Case, ...] = (*(kind for kind in _READABLE if kind != "aside"), "unknown", "malformed", "late")
_LIFECYCLE: tuple[Case, ...] = ("opening", "terminal")
_TEXT: tuple[Case, ...] = ("delta", "text_done", "annotation")
_COMMAND: tuple[Case, ...] = ("command_added", "command_delta", "command_done")
_OUTPUT: tuple[Case, ...] = ("output_delta", "output_done")
_IN_PART: tuple[Case, ...] = ("part_done", *_TEXT)
_OF_ONE_TYPE: tuple[Case, ...] = (*_TEXT, *_COMMAND, *_OUTPUT, "image", "progress")
_IN_ITEM: tuple[Case, ...] = ("item_done", "part_added", "part_done", *_OF_ONE_TYPE)


STREAM_RULES: tuple[Rule, ...] = (
    rule(
        "after_terminal",
        "Nothing follows the terminal event, but for response.failed after an error.",
        "T02, T09, surface/REPORT.md §7",
        (event_rules.find_late_event, ("late",)),
    ),
    rule(
        "failed_after_error",
        "In Open Responses an error is followed by response.failed.",
        "Open Responses, Errors",
        (event_rules.find_life_after_error, (*_READABLE, "unknown", "malformed")),
    ),
    rule(
        "sequence",
        "sequence_number counts the events 0, 1, 2 and so on.",
        "T01",
        (event_rules.find_wrong_number, _NUMBERED),
    ),
    rule(
        "event_type",
        "Every event is of a known type.",
        "events (R, O, K)",
        (event_rules.find_unknown_type, ("unknown",)),
    ),
    rule(
        "event_fields",
        "An event has all of its fields, each of the right JSON type.",
        "events (R, O, K)",
        (event_rules.find_field_flaws, ("malformed",)),
    ),
    rule(
        "first_event",
        "The first event is response.created, or the error that there is instead.",
        "T02",
        (event_rules.find_wrong_start, _READABLE),
    ),
    rule(
        "stream_id",
        "On a WebSocket all events of a response name the same lane, or none does.",
        "T09",
        (event_rules.find_other_lane, _READABLE),
    ),
    rule(
        "lifecycle_order",
        "created, queued and in_progress come in this order, each at most once, before any item.",
        "T02",
        (response_rules.find_wrong_stage, ("opening",)),
    ),
    rule(
        "terminal",
        "The stream ends with response.completed, response.failed, response.incomplete or error.",
        "T02",
        (event_rules.find_missing_end, ("end",)),
    ),
    rule(
        "response_identity",
        "Every lifecycle event carries the same response: id, object and created_at stay.",
        "R07, schema Response (R, O, K)",
        (response_rules.find_changed_response, _LIFECYCLE),
    ),
    rule(
        "response_status",
        "The status of the response fits the event that carries it.",
        "schema Response (R, O, K)",
        (response_rules.find_wrong_status, _LIFECYCLE),
    ),
    rule(
        "early_output",
        "The output is empty until the terminal event.",
        "examples of the API reference (R)",
        (response_rules.find_early_output, ("opening",)),
    ),
    rule(
        "outcome_fields",
        "error is set in a failed response, incomplete_details in an incomplete one, both in no other; "
        "completed_at only in a completed one.",
        "R01",
        (response_rules.find_wrong_outcome, _LIFECYCLE),
    ),
    rule(
        "usage",
        "usage is null until the terminal event and then adds up: total = input + output.",
        "R02",
        (response_rules.find_early_usage, ("opening",)),
        (response_rules.find_wrong_usage, ("terminal",)),
    ),
    rule(
        "output_index",
        "Items are added at output_index 0, 1, 2 and so on.",
        "T03, T07",
        (item_rules.find_wrong_output_index, ("item_added",)),
    ),
    rule(
        "item_added",
        "An item is added before any other event names its output_index.",
        "T03",
        (item_rules.find_missing_item, _IN_ITEM),
    ),
    rule(
        "item_finished",
        "No event names an item that is done.",
        "T03",
        (item_rules.find_finished_item, _IN_ITEM),
    ),
    rule(
        "item_identity",
        "An item has an id and a call a call_id of its own; id, type, call_id, name, server_label and role stay.",
        "T03",
        (item_rules.find_wrong_id, ("item_added",)),
        (item_rules.find_changed_item, _IN_ITEM),
    ),
    rule(
        "event_item_type",
        "An event names an item of the type that the event belongs to.",
        "events (R, O, K)",
        (item_rules.find_foreign_event, _OF_ONE_TYPE),
    ),
    rule(
        "item_status",
        "An item begins in the first status of its type and is done in a final one, or in that of a broken-off item.",
        "items (R, O, K)",
        (item_rules.find_wrong_first_status, ("item_added",)),
        (item_rules.find_wrong_last_status, ("item_done",)),
    ),
    rule(
        "starts_empty",
        "An added item or part holds none of the texts, parts and commands that its events will bring.",
        "T04, events (R, O, K)",
        (item_rules.find_begun_text, ("item_added",)),
        (part_rules.find_begun_part, ("part_added",)),
    ),
    rule(
        "progress_order",
        "The events of an item come in the order of its type, its progress events once each.",
        "streaming events (R, O, K), accumulator (K)",
        (progress_rules.find_wrong_progress, _OF_ONE_TYPE),
    ),
    rule(
        "partial_image",
        "Partial images come while the image is generated, at partial_image_index 0, 1, 2 and so on.",
        "T07, events (R, O, K)",
        (progress_rules.find_wrong_image, ("image",)),
    ),
    rule(
        "command_index",
        "Commands are added at command_index 0, 1, 2 and so on; none is left out among their outputs.",
        "T07, events (O, K)",
        (command_rules.find_wrong_command_index, ("command_added",)),
        (command_rules.find_output_gap, ("item_done",)),
    ),
    rule(
        "command_open",
        "A command is added, then comes in deltas, then is done, before its item.",
        "events (O, K)",
        (command_rules.find_closed_command, ("command_delta", "command_done")),
        (command_rules.find_unfinished_commands, ("item_done",)),
    ),
    rule(
        "command_sum",
        "The done event of a command says what its added event and its deltas say when joined.",
        "T04, events (O, K)",
        (command_rules.find_wrong_command, ("command_done",)),
    ),
    rule(
        "command_output_open",
        "What a command wrote comes in deltas, then is done once, before its item.",
        "events (O, K)",
        (command_rules.find_finished_output, _OUTPUT),
        (command_rules.find_unfinished_outputs, ("item_done",)),
    ),
    rule(
        "command_output_sum",
        "The done event of a command's output says what its deltas say when joined, each channel by itself.",
        "T04, events (O, K)",
        (command_rules.find_wrong_output, ("output_done",)),
    ),
    rule(
        "part_index",
        "Parts are added at content_index or summary_index 0, 1, 2 and so on.",
        "T07",
        (part_rules.find_wrong_part_index, ("part_added",)),
    ),
    rule(
        "part_open",
        "An event names a part between that part's added and its done.",
        "T05",
        (part_rules.find_closed_part, _IN_PART),
    ),
    rule(
        "part_type",
        "A part is of a type that its item can hold, keeps it, and takes only the events of that type.",
        "T05, items (R, O, K)",
        (part_rules.find_unfit_part, ("part_added",)),
        (part_rules.find_changed_part, _IN_PART),
    ),
    rule(
        "text_done",
        "A text is done once, after its last delta and before its part or item.",
        "T05",
        (part_rules.find_finished_text, ("delta", "text_done")),
        (part_rules.find_unfinished_text, ("part_done",)),
        (item_rules.find_unfinished_texts, ("item_done",)),
    ),
    rule(
        "delta_sum",
        "The done event of a text says what its deltas say when joined.",
        "T04",
        (part_rules.find_wrong_sum, ("text_done",)),
    ),
    rule(
        "annotation_index",
        "Annotations are added at annotation_index 0, 1, 2 and so on.",
        "T07",
        (part_rules.find_wrong_annotation_index, ("annotation",)),
    ),
    rule(
        "annotations",
        "A finished part has the annotations that were added to it, in order.",
        "T04, T07",
        (part_rules.find_wrong_annotations, ("part_done",)),
    ),
    rule(
        "part_value",
        "A finished part has the text that its done event said.",
        "T04",
        (part_rules.find_wrong_part, ("part_done",)),
    ),
    rule(
        "part_finished",
        "Every part is done before its item.",
        "T05",
        (item_rules.find_unfinished_parts, ("item_done",)),
    ),
    rule(
        "item_value",
        "A finished item has the texts and parts that its events brought.",
        "T04",
        (item_rules.find_wrong_item, ("item_done",)),
    ),
    rule(
        "command_value",
        "A finished shell call has the commands, its output the outputs, that their events brought.",
        "T04, items (O, K)",
        (command_rules.find_wrong_shell, ("item_done",)),
    ),
    rule(
        "progress_complete",
        "A finished item has told all progress that belongs to the way it went, and no end that it did not come to.",
        "streaming events (R, O, K)",
        (progress_rules.find_wrong_course, ("item_done",)),
    ),
    rule(
        "item_done",
        "Every added item is done before the response is completed or incomplete.",
        "T03",
        (response_rules.find_unfinished_items, ("terminal",)),
    ),
    rule(
        "incomplete_item",
        "No item of a completed response is broken off; in Open Responses only the last item of an incomplete one is.",
        "schema Response (R, O, K); Open Responses, Items",
        (response_rules.find_cut_items, ("terminal",)),
    ),
    rule(
        "final_output",
        "The output of the terminal response is the finished items, in order.",
        "T03, T04",
        (response_rules.find_wrong_output, ("terminal",)),
    ),
)
"""Every rule of a stream; ids are unique."""
