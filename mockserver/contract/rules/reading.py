"""What the items of a request are, sorted in one pass by what rules look at."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from mockserver.values import Json, JsonObject


class CallKind(NamedTuple):
    """A kind of call that the client answers: the item type of its output, and what the API calls both."""

    output: str
    words: str


CALLS: Mapping[str, CallKind] = {
    "function_call": CallKind("function_call_output", "function call"),
    "custom_tool_call": CallKind("custom_tool_call_output", "custom tool call"),
    "computer_call": CallKind("computer_call_output", "computer call"),
    "shell_call": CallKind("shell_call_output", "shell call"),
    "local_shell_call": CallKind("local_shell_call_output", "local shell call"),
    "apply_patch_call": CallKind("apply_patch_call_output", "apply patch call"),
    "tool_search_call": CallKind("tool_search_output", "tool search call"),
}
OUTPUTS: Mapping[str, str] = {kind.output: name for name, kind in CALLS.items()}
"""For the item type of an output the item type of the call that it answers."""

FUNCTIONS = frozenset({"function_call", "function_call_output"})
MARK = "prompt_cache_breakpoint"
HIDING = frozenset({"item_reference", "compaction"})
NAMED_AS_ITS_CALL = "local_shell_call_output"
"""The output that has the id of the call that it answers."""


class Seen(NamedTuple):
    """An item of the request: its place in the list and its type."""

    position: int
    type: str
    item: JsonObject


class Part(NamedTuple):
    """A content part that is more than plain text: its place, such as `input[3].content[0]`, and its item."""

    path: tuple[str | int, ...]
    value: JsonObject


Aspect: TypeAlias = Literal["unpaired", "repeated", "parts", "phased", "ids", "same_ids", "others"]
"""What some rules look at, as a field of the reading."""


class Reading:
    """The items of a request by aspect, as positions in the list; plain messages have none, but for their ids.

    `calls` and `outputs` are by call id, the first of each; `repeated` holds the later ones. An output that does not
    say which call it answers makes `unclear` true; a call or output of another kind than a function's makes `mixed`
    true. `unpaired` is false when there is nothing but functions and their outputs. `others` are neither messages nor
    calls nor outputs.
    """

    __slots__ = (
        "calls",
        "ids",
        "items",
        "mixed",
        "others",
        "outputs",
        "parts",
        "phased",
        "repeated",
        "same_ids",
        "unclear",
        "unpaired",
    )

    def __init__(self, items: list[Json]) -> None:
        self.items = items
        self.calls: dict[str, int] = {}
        self.outputs: dict[str, int] = {}
        self.repeated: list[int] = []
        self.parts: list[Part] = []
        self.phased: list[int] = []
        self.ids: dict[str, int] = {}
        self.same_ids: list[str] = []
        self.unclear = False
        self.mixed = False
        self.unpaired = False
        self.others: list[int] = []

    def seen(self, position: int) -> Seen:
        """Return the item at a position."""
        item = self.items[position]
        return Seen(position, type_of_item(item), item)

    def of(self, item_type: str) -> list[Seen]:
        """List those of the other items that are of a type."""
        return [seen for seen in map(self.seen, self.others) if seen.type == item_type]

    @property
    def hides(self) -> bool:
        """Whether items that the request does not show may stand behind those it does."""
        return any(type_of_item(self.items[position]) in HIDING for position in self.others)

    def sort(self, position: int, item: JsonObject) -> None:
        """Put one item where it belongs."""
        kind = type_of_item(item)
        if kind == "message":
            self._read_message(position, item)
        elif kind in CALLS:
            self._note(self.calls, position, item)
        elif kind in OUTPUTS:
            self._note(self.outputs, position, item)
            self._read_output(position, item.get("output"))
        else:
            self.others.append(position)

    def note_id(self, position: int, item_id: Json) -> None:
        """Remember an item's own id, or that an earlier item has it."""
        if item_id and isinstance(item_id, str) and self.ids.setdefault(item_id, position) != position:
            pair = (self.items[self.ids[item_id]], self.items[position])
            if NAMED_AS_ITS_CALL not in map(type_of_item, pair):
                self.same_ids.append(item_id)

    def _read_message(self, position: int, item: JsonObject) -> None:
        if "phase" in item:
            self.phased.append(position)
        content = item.get("content")
        if isinstance(content, list):
            self._read_parts((position, "content"), content)

    def _read_output(self, position: int, output: Json) -> None:
        if isinstance(output, list):
            self._read_parts((position, "output"), output)
        elif isinstance(output, dict):
            self.parts.append(Part((position, "output"), output))

    def _read_parts(self, path: tuple[str | int, ...], parts: list[Json]) -> None:
        for index, part in enumerate(parts):
            if isinstance(part, dict) and not is_text(part):
                self.parts.append(Part((*path, index), part))

    def _note(self, known: dict[str, int], position: int, item: JsonObject) -> None:
        call_id = item.get("call_id")
        if not isinstance(call_id, str):
            self.unclear = True
        self.mixed = self.mixed or item["type"] not in FUNCTIONS
        if isinstance(call_id, str) and known.setdefault(call_id, position) != position:
            self.repeated.append(position)


def are_plain(items: Json) -> bool:  # noqa: C901 - one call per item would cost as much as all that is done here
    """Say whether items have no aspect: messages of texts, and functions with one output each, all without ids.

    These are nearly all there is, and telling so costs half of reading them.
    """
    calls: list[str] = []
    outputs: list[str] = []
    try:
        for item in items if type(items) is list else ():
            if "id" in item or "phase" in item:
                return False
            if "role" in item:
                content = item["content"]
                if type(content) is list:
                    for part in content:
                        if "text" not in part or MARK in part:
                            return False
                elif type(content) is not str:
                    return False
            else:
                kind = item["type"]
                if kind == "function_call":
                    calls.append(item["call_id"])
                elif kind == "function_call_output" and type(item["output"]) is str:
                    outputs.append(item["call_id"])
                else:
                    return False
        return len(calls) == len(outputs) == len(known := set(calls)) and known.issuperset(outputs)
    except (KeyError, TypeError):
        # What is no item raises one of these; asking each for its type would cost as much as all the rest.
        return False


def read(items: Json) -> Reading:  # noqa: C901 - one call per item would cost as much as all that is done here
    """Sort the items of a request; what is no list, or no object in it, is skipped.

    Messages of texts, function calls and their outputs are nearly all there is: they are told apart without a call.
    """
    reading = Reading(items if isinstance(items, list) else [])
    for position, item in enumerate(reading.items):
        if type(item) is not dict:
            continue
        if "id" in item:
            reading.note_id(position, item["id"])
        if "role" in item:
            if "phase" not in item:
                content = item.get("content")
                if type(content) is list:
                    for part in content:
                        if not (type(part) is dict and "text" in part and MARK not in part):
                            break
                    else:
                        continue
                elif type(content) is str:
                    continue
        else:
            kind = item.get("type")
            if kind == "function_call":
                known = reading.calls
            elif kind == "function_call_output" and type(item.get("output")) is str:
                known = reading.outputs
            else:
                reading.sort(position, item)
                continue
            call_id = item.get("call_id")
            if type(call_id) is str and call_id not in known:
                known[call_id] = position
                continue
        reading.sort(position, item)
    reading.unpaired = reading.mixed or reading.calls.keys() != reading.outputs.keys()
    return reading


def is_text(part: Json) -> bool:
    """Say whether a content part is a text and asks for nothing."""
    return type(part) is dict and "text" in part and MARK not in part


def type_of_item(item: JsonObject) -> str:
    """Return an item's type; without one it is a message or a reference."""
    kind = item.get("type") or ("message" if "role" in item else "item_reference")
    return kind if type(kind) is str else ""
