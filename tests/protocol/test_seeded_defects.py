"""One row for each way to damage a good stream: what was done, to which stream, who has to say so and where."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.stream_rules import STREAM_RULES
from mockserver.values import Dialect

Defect: TypeAlias = tuple[str, str, str, str, Callable[[Any], Any]]
"""Its name, the stream, the rule that owns it, the place that is blamed, the damage."""

ADDED = "output_item.added"
DONE = "output_item.done"
PART_ADDED = "content_part.added"
PART_DONE = "content_part.done"
TEXT = "output_text.delta"
TEXT_DONE = "output_text.done"
NOTE = "output_text.annotation.added"
ARGS = "function_call_arguments.delta"
ARGS_DONE = "function_call_arguments.done"
COMMAND = "shell_call_command"
WROTE = "shell_call_output_content"
IMAGE = "image_generation_call"
PARTIAL = f"{IMAGE}.partial_image"
CODE = "code_interpreter_call_code"
RAN = "code_interpreter_call"
TOKENS = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
FOR_AUTHORS = "incomplete_item"
"""The rule whose words also meet those who write a cut item into a scenario."""
IN_ITEM = {"output_index": 0, "item_id": "it_0"}

PROGRESS: list[Defect] = [
    ("searching before in_progress", "web_search", "progress_order", "events[4].type", lambda s: s.move("web_search_call.searching", before="web_search_call.in_progress")),
    ("completed before searching", "file_search", "progress_order", "events[5].type", lambda s: s.move("file_search_call.completed", before="file_search_call.searching")),
    ("in_progress twice", "web_search", "progress_order", "events[4].type", lambda s: s.repeat("web_search_call.in_progress", before="web_search_call.searching")),
    ("searching again at the end", "file_search", "progress_order", "events[6].type", lambda s: s.repeat("file_search_call.searching", before=DONE)),
    ("interpreting before the code", "code_interpreter", "progress_order", "events[5].type", lambda s: s.move(f"{RAN}.interpreting", before=f"{CODE}.delta")),
    ("code done after interpreting", "code_interpreter", "progress_order", "events[8].type", lambda s: s.move(f"{RAN}.interpreting", before=f"{CODE}.done")),
    ("in_progress after the code", "code_interpreter", "progress_order", "events[7].type", lambda s: s.move(f"{RAN}.in_progress", before=f"{RAN}.interpreting")),
    ("completed before interpreting", "code_interpreter", "progress_order", "events[9].type", lambda s: s.move(f"{RAN}.completed", before=f"{RAN}.interpreting")),
    ("mcp call in_progress last", "mcp_call", "progress_order", "events[7].type", lambda s: s.move("mcp_call.in_progress", before=DONE)),
    ("mcp call completed before its arguments", "mcp_call", "progress_order", "events[5].type", lambda s: s.move("mcp_call.completed", before="mcp_call_arguments.delta")),
    ("tools listed before they are asked for", "mcp_list_tools", "progress_order", "events[4].type", lambda s: s.move("mcp_list_tools.completed", before="mcp_list_tools.in_progress")),
    ("compacting twice", "compaction", "progress_order", "events[4].type", lambda s: s.repeat("compaction.compacting", before=DONE)),
    ("image completed before its pictures", "image", "progress_order", "events[6].type", lambda s: s.move(f"{IMAGE}.completed", before=PARTIAL)),
    ("image completed between its pictures", "image", "progress_order", "events[7].type", lambda s: s.move(PARTIAL, before=DONE, nth=1)),
    ("no in_progress", "web_search", "progress_complete", "events[5].item", lambda s: s.drop("web_search_call.in_progress")),
    ("no searching", "file_search", "progress_complete", "events[5].item", lambda s: s.drop("file_search_call.searching")),
    ("no completed", "web_search", "progress_complete", "events[5].item", lambda s: s.drop("web_search_call.completed")),
    ("no searching of a failed search", "file_search_failed", "progress_complete", "events[4].item", lambda s: s.drop("file_search_call.searching")),
    ("no interpreting", "code_interpreter", "progress_complete", "events[9].item", lambda s: s.drop(f"{RAN}.interpreting")),
    ("no interpreting of failed code", "code_interpreter_failed", "progress_complete", "events[8].item", lambda s: s.drop(f"{RAN}.interpreting")),
    ("no image completed", "image", "progress_complete", "events[7].item", lambda s: s.drop(f"{IMAGE}.completed")),
    ("no generating of a failed image", "image_failed", "progress_complete", "events[4].item", lambda s: s.drop(f"{IMAGE}.generating")),
    ("no mcp call completed", "mcp_call", "progress_complete", "events[7].item", lambda s: s.drop("mcp_call.completed")),
    ("no mcp call failed", "mcp_call_failed", "progress_complete", "events[7].item", lambda s: s.drop("mcp_call.failed")),
    ("no end of a call with an error", "mcp_call_with_error", "progress_complete", "events[7].item", lambda s: s.drop("mcp_call.failed")),
    ("tools asked for and not listed", "mcp_list_tools", "progress_complete", "events[4].item", lambda s: s.drop("mcp_list_tools.completed")),
    ("a search that says nothing", "web_search", "progress_complete", "events[3].item", lambda s: s.drop("web_search_call.in_progress").drop("web_search_call.searching").drop("web_search_call.completed")),
    ("completed of a failed call", "mcp_call_failed", "progress_complete", "events[8].item.status", lambda s: s.put("mcp_call.failed", "type", "response.mcp_call.completed")),
    ("failed of a completed call", "mcp_call", "progress_complete", "events[8].item.status", lambda s: s.put("mcp_call.completed", "type", "response.mcp_call.failed")),
    ("failed after completed", "mcp_call", "progress_complete", "events[9].item.status", lambda s: s.insert(DONE, {**IN_ITEM, "type": "response.mcp_call.failed"})),
    ("failed of listed tools", "mcp_list_tools", "progress_complete", "events[5].item.status", lambda s: s.put("mcp_list_tools.completed", "type", "response.mcp_list_tools.failed")),
    ("completed of tools with an error", "mcp_list_tools_failed", "progress_complete", "events[5].item.status", lambda s: s.put("mcp_list_tools.failed", "type", "response.mcp_list_tools.completed")),
    ("completed of a failed search", "web_search_failed", "progress_complete", "events[6].item.status", lambda s: s.insert(DONE, {**IN_ITEM, "type": "response.web_search_call.completed"})),
    ("completed of a search that broke off", "web_search_cut", "progress_complete", "events[6].item.status", lambda s: s.insert(DONE, {**IN_ITEM, "type": "response.web_search_call.completed"})),
    ("completed of code that broke off", "code_cut", "progress_complete", "events[8].item.status", lambda s: s.insert(DONE, {**IN_ITEM, "type": f"response.{RAN}.completed"})),
    ("completed of an image that broke off", "image_cut", "progress_complete", "events[7].item.status", lambda s: s.insert(DONE, {**IN_ITEM, "type": f"response.{IMAGE}.completed"})),
    ("progress of another type", "web_search", "event_item_type", "events[4].type", lambda s: s.put("web_search_call.searching", "type", "response.file_search_call.searching")),
    ("progress of another item id", "web_search", "item_identity", "events[4].item_id", lambda s: s.put("web_search_call.searching", "item_id", "it_1")),
    ("progress before the item", "web_search", "item_added", "events[2].output_index", lambda s: s.move("web_search_call.in_progress", before=ADDED)),
    ("progress after the item", "mcp_call", "item_finished", "events[9].output_index", lambda s: s.repeat("mcp_call.completed", before="completed")),
    ("image index from 1", "image", "partial_image", "events[5].partial_image_index", lambda s: s.put(PARTIAL, "partial_image_index", 1)),
    ("image index skipped", "image", "partial_image", "events[6].partial_image_index", lambda s: s.put(PARTIAL, "partial_image_index", 2, nth=1)),
    ("image twice", "image", "partial_image", "events[6].partial_image_index", lambda s: s.repeat(PARTIAL, before=PARTIAL)),
    ("first image lost", "image", "partial_image", "events[5].partial_image_index", lambda s: s.drop(PARTIAL)),
    ("images in reverse", "image", "partial_image", "events[5].partial_image_index", lambda s: s.move(PARTIAL, before=PARTIAL, nth=1)),
    ("image before generating", "image", "partial_image", "events[4].type", lambda s: s.move(PARTIAL, before=f"{IMAGE}.generating")),
    ("images without generating", "image", "partial_image", "events[4].type", lambda s: s.drop(f"{IMAGE}.generating")),
    ("image of another item", "image", "item_identity", "events[5].item_id", lambda s: s.put(PARTIAL, "item_id", "it_1")),
    ("image without picture", "image", "event_fields", "events[5].partial_image_b64", lambda s: s.lose(PARTIAL, "partial_image_b64")),
]  # fmt: skip

COMMANDS: list[Defect] = [
    ("first command is 1", "shell_call", "command_index", "events[3].command_index", lambda s: s.put(f"{COMMAND}.added", "command_index", 1)),
    ("command skipped", "shell_call", "command_index", "events[7].command_index", lambda s: s.put(f"{COMMAND}.added", "command_index", 2, nth=1)),
    ("command added twice", "shell_call", "command_index", "events[4].command_index", lambda s: s.double(f"{COMMAND}.added")),
    ("command not added", "shell_call", "command_open", "events[3].command_index", lambda s: s.drop(f"{COMMAND}.added")),
    ("delta before its command", "shell_call", "command_open", "events[3].command_index", lambda s: s.move(f"{COMMAND}.delta", before=f"{COMMAND}.added")),
    ("delta after its command", "shell_call", "command_open", "events[7].command_index", lambda s: s.repeat(f"{COMMAND}.delta", before=f"{COMMAND}.added")),
    ("delta of another command", "shell_call", "command_open", "events[4].command_index", lambda s: s.put(f"{COMMAND}.delta", "command_index", 1)),
    ("command done twice", "shell_call", "command_open", "events[10].command_index", lambda s: s.repeat(f"{COMMAND}.done", before=DONE)),
    ("command not done", "shell_call", "command_open", "events[9].item.action.commands[1]", lambda s: s.drop(f"{COMMAND}.done", 1)),
    ("command cut and not done", "shell_call_cut", "command_open", "events[6].item.action.commands[0]", lambda s: s.drop(f"{COMMAND}.done")),
    ("command delta lost", "shell_call", "command_sum", "events[5].command", lambda s: s.drop(f"{COMMAND}.delta")),
    ("command delta twice", "shell_call", "command_sum", "events[7].command", lambda s: s.double(f"{COMMAND}.delta")),
    ("command deltas in reverse", "shell_call", "command_sum", "events[6].command", lambda s: s.move(f"{COMMAND}.delta", before=f"{COMMAND}.delta", nth=1)),
    ("command changed", "shell_call", "command_sum", "events[6].command", lambda s: s.put(f"{COMMAND}.done", "command", "ls")),
    ("beginning of the command lost", "shell_call_seeded", "command_sum", "events[9].command", lambda s: s.put(f"{COMMAND}.added", "command", "", nth=1)),
    ("call has another command", "shell_call", "command_value", "events[10].item.action.commands[1]", lambda s: s.put(DONE, "item.action.commands.1", "ls")),
    ("call lacks a command", "shell_call", "command_value", "events[10].item.action.commands", lambda s: s.put(DONE, "item.action.commands", ["ls -l"])),
    ("call without action", "shell_call", "command_value", "events[10].item.action.commands", lambda s: s.put(DONE, "item.action", None)),
    ("commands in reverse", "shell_call", "command_value", "events[10].item.action.commands[0]", lambda s: s.put(DONE, "item.action.commands", ["pwd", "ls -l"])),
    ("commands never told", "shell_call_cut", "command_value", "events[3].item.action.commands", lambda s: s.drop(f"{COMMAND}.added").drop(f"{COMMAND}.delta").drop(f"{COMMAND}.delta").drop(f"{COMMAND}.done")),
    ("added with its commands", "shell_call", "starts_empty", "events[2].item.action.commands", lambda s: s.put(ADDED, "item.action.commands", ["ls -l", "pwd"])),
    ("command of another item", "shell_call_output", "event_item_type", "events[3].type", lambda s: s.put(f"{WROTE}.delta", "type", f"response.{COMMAND}.delta").put(f"{COMMAND}.delta", "delta", "")),
    ("command after its item", "shell_call", "item_finished", "events[11].output_index", lambda s: s.repeat(f"{COMMAND}.done", before="completed")),
    ("command of no item", "shell_call", "item_added", "events[4].output_index", lambda s: s.put(f"{COMMAND}.delta", "output_index", 1)),
    ("command index as text", "shell_call", "event_fields", "events[3].command_index", lambda s: s.put(f"{COMMAND}.added", "command_index", "0")),
    ("output of another command", "shell_call_output", "command_output_sum", "events[5].output[0].stdout", lambda s: s.put(f"{WROTE}.delta", "command_index", 1)),
    ("output delta lost", "shell_call_output", "command_output_sum", "events[4].output[0].stdout", lambda s: s.drop(f"{WROTE}.delta")),
    ("output delta twice", "shell_call_output", "command_output_sum", "events[6].output[0].stdout", lambda s: s.double(f"{WROTE}.delta")),
    ("stderr lost", "shell_call_output", "command_output_sum", "events[5].output[0].stderr", lambda s: s.lose(f"{WROTE}.delta", "delta.stderr", nth=1)),
    ("stderr told as stdout", "shell_call_output", "command_output_sum", "events[7].output[0].stdout", lambda s: s.put(f"{WROTE}.delta", "delta", {"stdout": "?"}, nth=2)),
    ("written by nobody", "shell_call_output", "command_output_sum", "events[6].output[0].stderr", lambda s: s.drop(f"{WROTE}.delta", nth=2)),
    ("done of an output changed", "shell_call_output", "command_output_sum", "events[5].output[0].stdout", lambda s: s.put(f"{WROTE}.done", "output.0.stdout", "b")),
    ("output done twice", "shell_call_output", "command_output_open", "events[8].command_index", lambda s: s.repeat(f"{WROTE}.done", before=DONE)),
    ("output delta after its done", "shell_call_output", "command_output_open", "events[8].command_index", lambda s: s.repeat(f"{WROTE}.delta", before=DONE)),
    ("output not done", "shell_call_output", "command_output_open", "events[7].item.output[1]", lambda s: s.drop(f"{WROTE}.done", 1)),
    ("output skipped", "shell_call_output", "command_index", "events[8].item.output[1]", lambda s: s.put(f"{WROTE}.delta", "command_index", 2, nth=2).put(f"{WROTE}.done", "command_index", 2, nth=1)),
    ("output from 1", "shell_call_output_cut", "command_index", "events[5].item.output[0]", lambda s: s.put(f"{WROTE}.delta", "command_index", 1).put(f"{WROTE}.done", "command_index", 1)),
    ("item has another output", "shell_call_output", "command_value", "events[8].item.output[0].stdout", lambda s: s.put(DONE, "item.output.0.stdout", "b")),
    ("item has another exit code", "shell_call_output", "command_value", "events[8].item.output[1].outcome.exit_code", lambda s: s.put(DONE, "item.output.1.outcome", {"type": "exit", "exit_code": 1})),
    ("item lacks an output", "shell_call_output", "command_value", "events[8].item.output", lambda s: s.put(DONE, "item.output", [])),
    ("outputs in the order they came", "shell_call_output_in_turn", "command_value", "events[8].item.output[0].stdout", lambda s: s.put(DONE, "item.output", s.events[-1]["response"]["output"][0]["output"][::-1])),
    ("added with its output", "shell_call_output", "starts_empty", "events[2].item.output", lambda s: s.put(ADDED, "item.output", [{}])),
    ("output delta is a text", "shell_call_output", "event_fields", "events[3].delta", lambda s: s.put(f"{WROTE}.delta", "delta", "a")),
    ("output of another item id", "shell_call_output", "item_identity", "events[3].item_id", lambda s: s.put(f"{WROTE}.delta", "item_id", "it_1")),
]  # fmt: skip

ENDS: list[Defect] = [
    ("search broken off in a completed response", "web_search", "incomplete_item", "events[6].response.output[0].status", lambda s: s.drop("web_search_call.completed").put_done("status", "incomplete")),
    ("patch left in progress", "calls_of_tools", "incomplete_item", "events[14].response.output[2].status", lambda s: s.put(DONE, "item.status", "in_progress", nth=2)),
    ("image without result left generating", "image_left_generating", "incomplete_item", "events[7].response.output[0].status", lambda s: s.put_done("result", None)),
    ("patch that failed", "calls_of_tools", "item_status", "events[7].item.status", lambda s: s.put(DONE, "item.status", "failed", nth=2)),
    ("image that is incomplete", "image_cut", "item_status", "events[6].item.status", lambda s: s.put(DONE, "item.status", "incomplete")),
    ("search still searching", "web_search", "item_status", "events[6].item.status", lambda s: s.put_done("status", "searching")),
    ("program output begins without status", "outputs_without_beginning", "item_status", "events[5].item.status", lambda s: s.lose(ADDED, "item.status", nth=1)),
    ("patch output begins in progress", "outputs_without_beginning", "item_status", "events[3].item.status", lambda s: s.put(ADDED, "item.status", "in_progress")),
    ("search begins completed", "file_search", "item_status", "events[2].item.status", lambda s: s.put(ADDED, "item.status", "completed")),
    ("custom call gains a status", "custom_tool_call", "item_status", "events[6].item.status", lambda s: s.put_done("status", "completed")),
    ("no terminal event", "image", "terminal", "events", lambda s: s.drop("completed")),
    ("two terminal events", "mcp_call", "after_terminal", "events[10].type", lambda s: s.append(s.events[-1])),
    ("terminal event too early", "shell_call", "item_done", "events[6].response.output[0]", lambda s: s.move("completed", before=f"{COMMAND}.done")),
    ("event after the error", "error_first", "after_terminal", "events[1].type", lambda s: s.append({"type": "response.created"})),
    ("completed after the error", "error_then_failed", "after_terminal", "events[6].type", lambda s: s.put("failed", "type", "response.completed")),
    ("failed twice after the error", "error_then_failed", "after_terminal", "events[7].type", lambda s: s.append(s.events[-1])),
    ("an item between error and failure", "error_then_failed", "after_terminal", "events[6].type", lambda s: s.insert("failed", s.events[3])),
    ("failed without an error of its own", "error_nested", "outcome_fields", "events[3].response.error", lambda s: s.put("failed", "response.error", None)),
    ("error that says nothing", "error_nested", "event_fields", "events[2].code", lambda s: s.put("error", "error", None)),
    ("error first, and again", "error_first", "after_terminal", "events[1].type", lambda s: s.append(s.events[0])),
    ("nothing at all", "error_first", "terminal", "events", lambda s: s.drop("error")),
    ("item changed in the output", "file_search", "final_output", "events[7].response.output[0].queries[0]", lambda s: s.put("completed", "response.output.0.queries.0", "p")),
    ("error lost from the output", "mcp_call_failed", "final_output", "events[9].response.output[0].error", lambda s: s.put("completed", "response.output.0.error", None)),
]  # fmt: skip

TEXTS: list[Defect] = [
    ("code delta lost", "code_interpreter", "delta_sum", "events[6].code", lambda s: s.drop(f"{CODE}.delta")),
    ("code not done", "code_interpreter", "text_done", "events[9].item.code", lambda s: s.drop(f"{CODE}.done")),
    ("code changed", "code_interpreter", "item_value", "events[10].item.code", lambda s: s.put(DONE, "item.code", "2")),
    ("code from the start", "code_interpreter", "starts_empty", "events[2].item.code", lambda s: s.put(ADDED, "item.code", "1+1")),
    ("mcp arguments changed", "mcp_call", "delta_sum", "events[6].arguments", lambda s: s.put("mcp_call_arguments.done", "arguments", "{}")),
    ("mcp arguments in reverse", "mcp_call", "delta_sum", "events[6].arguments", lambda s: s.move("mcp_call_arguments.delta", before="mcp_call_arguments.delta", nth=1)),
    ("mcp call has another name", "mcp_call", "item_identity", "events[8].item.name", lambda s: s.put(DONE, "item.name", "toss")),
    ("mcp call has another server", "mcp_call", "item_identity", "events[8].item.server_label", lambda s: s.put(DONE, "item.server_label", "cards")),
    ("input delta changed", "custom_tool_call", "delta_sum", "events[5].input", lambda s: s.put("custom_tool_call_input.delta", "delta", "DROP")),
    ("input done too late", "custom_tool_call", "text_done", "events[5].item.input", lambda s: s.move("custom_tool_call_input.done", before="completed")),
]  # fmt: skip

BOTH: list[Defect] = [
    ("event lost", "simple", "delta_sum", "events[5].text", lambda s: s.drop(TEXT)),
    ("event twice", "simple", "delta_sum", "events[7].text", lambda s: s.repeat(TEXT, before=TEXT_DONE)),
    ("neighbours exchanged", "simple", "delta_sum", "events[6].text", lambda s: s.move(TEXT, before=TEXT, nth=1)),
    ("gap in the numbers", "simple", "sequence", "events[4].sequence_number", lambda s: s.put(TEXT, "sequence_number", 5)),
    ("number twice", "calls", "sequence", "events[5].sequence_number", lambda s: s.put(ARGS, "sequence_number", 4, nth=1)),
    ("wrong output_index", "simple", "output_index", "events[2].output_index", lambda s: s.put(ADDED, "output_index", 1)),
    ("wrong content_index", "simple", "part_open", "events[4].content_index", lambda s: s.put(TEXT, "content_index", 1)),
    ("wrong item_id", "simple", "item_identity", "events[4].item_id", lambda s: s.put(TEXT, "item_id", "msg_9")),
    ("delta changed", "simple", "delta_sum", "events[6].text", lambda s: s.put(TEXT, "delta", "Hal")),
    ("final text changed", "simple", "delta_sum", "events[6].text", lambda s: s.put(TEXT_DONE, "text", "Hallo")),
    ("part changed", "simple", "part_value", "events[7].part.text", lambda s: s.put(PART_DONE, "part.text", "Hallo")),
    ("item changed", "simple", "item_value", "events[8].item.content[0].text", lambda s: s.put(DONE, "item.content.0.text", "")),
    ("output changed", "simple", "final_output", "events[9].response.output[0].content[0].text", lambda s: s.put("completed", "response.output.0.content.0.text", "")),
    ("missing part", "two_parts", "part_open", "events[8].content_index", lambda s: s.drop(PART_ADDED, 1)),
    ("part left open", "two_parts", "part_finished", "events[12].item.content[1]", lambda s: s.drop(PART_DONE, 1)),
    ("part of a wrong type", "simple", "part_type", "events[3].part.type", lambda s: s.put(PART_ADDED, "part.type", "summary_text")),
    ("second part at 2", "two_parts", "part_index", "events[8].content_index", lambda s: s.put(PART_ADDED, "content_index", 2, nth=1)),
    ("early terminal", "simple", "item_done", "events[8].response.output[0]", lambda s: s.move("completed", before=DONE)),
    ("two terminals", "simple", "after_terminal", "events[10].type", lambda s: s.append(s.events[-1])),
    ("event after the end", "simple", "after_terminal", "events[10].type", lambda s: s.append(s.events[4])),
    ("no end", "simple", "terminal", "events", lambda s: s.drop("completed")),
    ("no beginning", "simple", "first_event", "events[0].type", lambda s: s.drop("created")),
    ("in_progress after an item", "simple", "lifecycle_order", "events[2].type", lambda s: s.move("in_progress", before=PART_ADDED)),
    ("wrong status of the response", "simple", "response_status", "events[9].response.status", lambda s: s.put("completed", "response.status", "failed")),
    ("wrong first status", "simple", "item_status", "events[2].item.status", lambda s: s.put(ADDED, "item.status", "completed")),
    ("wrong last status", "simple", "item_status", "events[8].item.status", lambda s: s.put_done("status", "in_progress")),
    ("annotation index gap", "annotated", "annotation_index", "events[6].annotation_index", lambda s: s.put(NOTE, "annotation_index", 2, nth=1)),
    ("annotation lost", "annotated", "annotations", "events[7].part.annotations", lambda s: s.drop(NOTE, nth=1)),
    ("annotation after its part", "annotated", "part_open", "events[9].content_index", lambda s: s.repeat(NOTE, before=DONE)),
    ("usage too early", "simple", "usage", "events[1].response.usage", lambda s: s.put("in_progress", "response.usage", TOKENS)),
    ("usage does not add up", "simple", "usage", "events[9].response.usage.total_tokens", lambda s: s.put("completed", "response.usage.total_tokens", 8)),
    ("usage missing", "simple", "usage", "events[9].response.usage", lambda s: s.put("completed", "response.usage", None)),
    ("another response", "simple", "response_identity", "events[9].response.id", lambda s: s.put("completed", "response.id", "resp_2")),
    ("another time", "simple", "response_identity", "events[1].response.created_at", lambda s: s.put("in_progress", "response.created_at", 9)),
    ("output too early", "simple", "early_output", "events[1].response.output", lambda s: s.put("in_progress", "response.output", [{}])),
    ("error though completed", "simple", "outcome_fields", "events[9].response.error", lambda s: s.put("completed", "response.error", {})),
    ("item never added", "simple", "item_added", "events[2].output_index", lambda s: s.drop(ADDED)),
    ("item done twice", "simple", "item_finished", "events[9].output_index", lambda s: s.repeat(DONE, before="completed")),
    ("id of the item before", "calls", "item_identity", "events[3].item.id", lambda s: s.put(ADDED, "item.id", s.events[2]["item"]["id"], nth=1)),
    ("call_id of the call before", "calls", "item_identity", "events[3].item.call_id", lambda s: s.put(ADDED, "item.call_id", s.events[2]["item"]["call_id"], nth=1)),
    ("call_id changed", "calls", "item_identity", "events[9].item.call_id", lambda s: s.put(DONE, "item.call_id", "call_9")),
    ("arguments of a message", "simple", "event_item_type", "events[4].type", lambda s: s.put(TEXT, "type", f"response.{ARGS}")),
    ("arguments not done", "calls", "text_done", "events[8].item.arguments", lambda s: s.drop(ARGS_DONE)),
    ("text in the added item", "calls", "starts_empty", "events[2].item.arguments", lambda s: s.put(ADDED, "item.arguments", "{")),
    ("incomplete in a completed response", "simple", "incomplete_item", "events[9].response.output[0].status", lambda s: s.put_done("status", "incomplete")),
    ("unknown event", "simple", "event_type", "events[4].type", lambda s: s.put(TEXT, "type", "response.output_text.detla")),
    ("field missing", "simple", "event_fields", "events[4].delta", lambda s: s.lose(TEXT, "delta")),
]  # fmt: skip

OPEN: list[Defect] = [
    ("delta after the error", "open_error", "failed_after_error", "events[6].type", lambda s: s.repeat(TEXT, before="failed")),
    ("nothing after the error", "open_error_first", "terminal", "events", lambda s: s.drop("failed")),
    ("item after a first error", "open_error_first", "failed_after_error", "events[1].type", lambda s: s.put("failed", "type", "response.completed")),
    ("compaction without status", "open_items", "item_status", "events[9].item.status", lambda s: s.lose(ADDED, "item.status", nth=1)),
    ("reasoning left in progress", "open_reasoning", "item_status", "events[8].item.status", lambda s: s.put(DONE, "item.status", "in_progress")),
    ("hosted progress", "open_items", "event_type", "events[10].type", lambda s: s.put(DONE, "type", "response.compaction.compacting", nth=1)),
    ("incomplete before the last", "open_cut", "incomplete_item", "events[7].response.output[0].status", lambda s: s.put(DONE, "item.status", "incomplete")),
    ("extension item done twice", "open_items", "item_finished", "events[15].output_index", lambda s: s.repeat(DONE, before="completed", nth=3)),
    ("extension item never done", "open_items", "item_done", "events[14].response.output[3]", lambda s: s.drop(DONE, 3)),
    ("raw reasoning changed", "open_reasoning", "delta_sum", "events[6].text", lambda s: s.put("reasoning.delta", "delta", "D")),
]  # fmt: skip

ALL: list[tuple[Dialect, Defect]] = [
    *(("openai", defect) for defect in (*BOTH, *PROGRESS, *COMMANDS, *ENDS, *TEXTS)),
    *(("open-responses", defect) for defect in (*BOTH, *OPEN)),
]


@pytest.mark.parametrize(("dialect", "defect"), ALL, ids=[f"{dialect}: {defect[0]}" for dialect, defect in ALL])
def test_defect_is_blamed_on_its_rule_and_its_event(
    dialect: Dialect, defect: Defect, edit: Callable[[str], Any]
) -> None:
    _, stream, rule, place, damage = defect
    damaged = damage(edit(stream))

    first = check(damaged.events, dialect)[0]

    assert (rule, place) == (first.rule, first.param)


@pytest.mark.parametrize(("dialect", "defect"), ALL, ids=[f"{dialect}: {defect[0]}" for dialect, defect in ALL])
def test_every_message_says_what_was_expected_and_what_came(
    dialect: Dialect, defect: Defect, edit: Callable[[str], Any]
) -> None:
    found = check(defect[4](edit(defect[1])).events, dialect)
    messages = [one.message for one in found if one.rule != FOR_AUTHORS]

    assert [] == [message for message in messages if "expected " not in message or ", got " not in message]


def test_every_rule_owns_a_defect() -> None:
    on_a_socket_only = {"stream_id"}

    assert {rule.id for rule in STREAM_RULES} - on_a_socket_only == {defect[2] for _, defect in ALL}


def test_defects_are_many_and_differ() -> None:
    names = [(dialect, defect[0]) for dialect, defect in ALL]

    assert len(names) == len(set(names))
    assert 90 <= len({defect[0] for _, defect in ALL})
