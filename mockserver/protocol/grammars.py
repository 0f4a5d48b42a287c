"""The grammar of each item type: what its events tell between `response.output_item.added` and its done.

The order comes from the names of the events, the examples of the API reference (seed 001) and the accumulator of the
SDK (surface/REPORT.md §2). `expand` writes by this table, and the checker reads by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mockserver.protocol.rows import ARGUMENTS, CODE, CONTENT, INPUT, MCP_ARGUMENTS, SUMMARY, PartList, TextRow

Course: TypeAlias = Literal["completed", "failed", "cut"]
"""How an item went: to its end, into a failure of its own, or until its response broke off."""

_ANY: tuple[Course, ...] = ("completed", "failed", "cut")
_WHOLE: tuple[Course, ...] = ("completed", "failed")
_COMPLETED: tuple[Course, ...] = ("completed",)
_FAILED: tuple[Course, ...] = ("failed",)


@dataclass(frozen=True, slots=True)
class Progress:
    """One event `response.<item>.<name>` that changes no text, in the courses that have it.

    A stream may leave an `optional` one out.
    """

    name: str
    courses: tuple[Course, ...] = _ANY
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The deltas and the done event of a text that is a field of the item."""

    row: TextRow


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a list, each from its added to its done."""

    parts: PartList


@dataclass(frozen=True, slots=True)
class PartialImages:
    """Any number of `response.image_generation_call.partial_image`, counted from 0."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Added, deltas and done of every command of a shell call, by `command_index`."""


@dataclass(frozen=True, slots=True)
class CommandOutputs:
    """Deltas and done of what every command of a shell call wrote, by `command_index`."""


Stage: TypeAlias = Progress | Text | Parts | PartialImages | Commands | CommandOutputs

_SEARCH = (Progress("in_progress"), Progress("searching"), Progress("completed", _COMPLETED))

GRAMMARS: Mapping[str, tuple[Stage, ...]] = {
    "message": (Parts(CONTENT),),
    "reasoning": (Parts(SUMMARY), Parts(CONTENT)),
    "function_call": (Text(ARGUMENTS),),
    "custom_tool_call": (Text(INPUT),),
    "file_search_call": _SEARCH,
    "web_search_call": _SEARCH,
    "image_generation_call": (
        Progress("in_progress"),
        Progress("generating"),
        PartialImages(),
        Progress("completed", _COMPLETED),
    ),
    "code_interpreter_call": (
        Progress("in_progress"),
        Text(CODE),
        Progress("interpreting", _WHOLE),
        Progress("completed", _COMPLETED),
    ),
    "mcp_call": (
        Progress("in_progress"),
        Text(MCP_ARGUMENTS),
        Progress("completed", _COMPLETED),
        Progress("failed", _FAILED),
    ),
    "mcp_list_tools": (
        Progress("in_progress"),
        Progress("completed", _COMPLETED),
        Progress("failed", _FAILED),
    ),
    "shell_call": (Commands(),),
    "shell_call_output": (CommandOutputs(),),
    "compaction": (Progress("compacting", optional=True),),
}
"""The stages of each item type, in order; an item type that is missing has only its added and its done."""
