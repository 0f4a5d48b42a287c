"""The statuses of each item type (surface/REPORT.md §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mockserver.values import JsonObject


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The status of one item type.

    `always` says that every such item has one; `final` are those that an item may end with; `first` is the one it is
    added with, none where the type knows no status before the last; `also_first` are others that the live API adds
    such items with. `cut` is the status in which an item stays when its response breaks off; none when that cannot be
    told.
    """

    always: bool = True
    final: tuple[str, ...] = ("completed", "incomplete")
    first: Literal["in_progress"] | None = "in_progress"
    cut: str | None = "incomplete"
    also_first: tuple[str, ...] = ()


_PLAIN = StatusRow()
_OPTIONAL = StatusRow(always=False)
_MAY_FAIL = StatusRow(final=("completed", "incomplete", "failed"))

STATUSES: Mapping[str, StatusRow] = {
    **dict.fromkeys(
        (
            "message",
            "function_call",
            "function_call_output",
            "custom_tool_call_output",
            "computer_call",
            "local_shell_call",
            "shell_call",
            "tool_search_call",
            "tool_search_output",
        ),
        _PLAIN,
    ),
    **dict.fromkeys(("reasoning", "local_shell_call_output", "custom_tool_call"), _OPTIONAL),
    **dict.fromkeys(
        ("file_search_call", "web_search_call", "code_interpreter_call", "computer_call_output"), _MAY_FAIL
    ),
    "shell_call_output": StatusRow(also_first=("completed",)),
    "mcp_call": StatusRow(always=False, final=("completed", "incomplete", "failed")),
    "image_generation_call": StatusRow(final=("completed", "failed"), cut="generating"),
    "apply_patch_call": StatusRow(final=("completed",), cut="in_progress"),
    "apply_patch_call_output": StatusRow(final=("completed", "failed"), first=None, cut=None),
    "program_output": StatusRow(first=None),
}
"""Items of a type that is missing here have no status."""

OPEN_STATUSES: Mapping[str, StatusRow] = dict.fromkeys(
    ("message", "function_call", "function_call_output", "reasoning", "compaction"), _PLAIN
)
"""The same in Open Responses, where every item has a status (open-responses/NOTES.md I4)."""

_CALLED_BY_PROGRAMS = frozenset({"function_call", "custom_tool_call"})


def waiting(known: StatusRow, item: JsonObject) -> StatusRow:
    """Let the call of a program end in progress too, as the live API does, since the program waits for its output."""
    caller = item.get("caller")
    called = isinstance(caller, dict) and caller.get("type") == "program" and item.get("type") in _CALLED_BY_PROGRAMS
    return replace(known, final=(*known.final, "in_progress")) if called else known
