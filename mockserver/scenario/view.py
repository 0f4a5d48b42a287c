"""What a call shows to `when` and `expect`."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.condition import LISTED
from mockserver.scenario.match import SchemaCheck, differences
from mockserver.scenario.operators import is_operators, words
from mockserver.scenario.tool_output import ToolOutput, tool_output_differences, tool_outputs
from mockserver.values import Call, Items, Json, JsonObject, Kind, Mismatch, text_of

ToolName = Callable[[str], str | None]
"""Tells which tool a call id was issued for, over the whole thread."""

_OF_HEADERS = frozenset({"$any", "$equals", "$has", "$not"})


class CallView:
    """One call, read field by field as scenario files name them.

    `last_user` is the text of the last user message, absent when a model item or an output follows it.
    """

    def __init__(self, call: Call, items: Items, tool_name: ToolName, schema_check: SchemaCheck) -> None:
        self._call = call
        self._items = items
        self._tool_name = tool_name
        self._schema_check = schema_check
        self.last_user, self._last_user_at = self._last_user()

    def conditions(self, expected: JsonObject) -> Iterator[tuple[str, list[Mismatch]]]:
        """Judge each condition of a `when` or `expect`: its name and what differs, nothing when it holds."""
        if is_operators(expected):
            yield from ((name, self._operator(name, operand)) for name, operand in expected.items())
        else:
            yield from ((name, self._condition(name, wanted)) for name, wanted in expected.items())

    def mismatches(self, expected: JsonObject) -> list[Mismatch]:
        """Collect what differs over all conditions; nothing means a match."""
        return [mismatch for _, found in self.conditions(expected) for mismatch in found]

    def matches(self, expected: JsonObject) -> bool:
        """Whether every condition holds; stops at the first that does not."""
        return not expected or not any(found for _, found in self.conditions(expected))

    def _condition(self, name: str, wanted: Json) -> list[Mismatch]:
        if name == "tool_output":
            return tool_output_differences(wanted, self.outputs, self._schema_check)
        wanted, actual, path = self._field(name, wanted)
        return differences(wanted, actual, path, schema_check=self._schema_check)

    def _operator(self, name: str, operand: Json) -> list[Mismatch]:
        if name == "$not":
            found = self.mismatches(operand)
            return [] if found else [Mismatch("$", f"anything but {words(operand)}", self._call.body)]
        if operand is True:
            return []
        alternatives = [self.mismatches(one) for one in operand]
        return min(alternatives, key=len, default=[])

    def _field(self, name: str, wanted: Json) -> tuple[Json, Json, str]:
        """Give the expectation, what it is compared with, and where that stands in the request."""
        if name == "last_user":
            return wanted, self.last_user, self._path(self._last_user_at)
        if name in _BESIDE_BODY:
            read, show = _BESIDE_BODY[name]
            return read(wanted), show(self._call), f"$.{name}"
        given = self._call.body.get(name)
        # A plain text and the list with one user message are the same input, so a list is compared with a list.
        as_list = name == "input" and isinstance(given, str) and isinstance(wanted, list)
        if as_list:
            given = [item for item, _ in self._items]
        return wanted, ABSENT if given is None else given, f"$.{name}"

    @cached_property
    def outputs(self) -> list[ToolOutput]:
        """The tool outputs after the last model item."""
        return tool_outputs(self._items, self._tool_name)

    def _last_user(self) -> tuple[Json, int | None]:
        for index in range(len(self._items) - 1, -1, -1):
            item, kind = self._items[index]
            if kind is Kind.USER:
                return text_of(item.get("content")), index
            if kind is not Kind.OTHER:
                break
        return ABSENT, None

    def _path(self, index: int | None) -> str:
        is_text = index is None or isinstance(self._call.body.get("input"), str)
        return "$.input" if is_text else f"$.input[{index}].content"


def _as_it_is(wanted: Json) -> Json:
    return wanted


def _headers(call: Call) -> Json:
    return dict(call.headers)


def _path(call: Call) -> Json:
    return dict(call.path)


def _query(call: Call) -> Json:
    """Give texts, and lists of texts where a name came more than once or says that it is a list."""
    return {
        name: [value] if name.endswith(LISTED) and not isinstance(value, list) else value
        for name, value in call.query.items()
    }


def _conversation(call: Call) -> Json:
    """Give the id, which a call may also put into an object."""
    given = call.body.get("conversation")
    given = given.get("id") if isinstance(given, dict) else given
    return ABSENT if given is None else given


def _in_lower_case(wanted: Json) -> Json:
    """Put the header names of an expectation in lower case, also below operators that take names or mappings."""
    if isinstance(wanted, str):
        return wanted.lower()
    if isinstance(wanted, list):
        return [_in_lower_case(one) for one in wanted]
    if is_operators(wanted):
        return {name: _in_lower_case(one) if name in _OF_HEADERS else one for name, one in wanted.items()}
    return {name.lower(): value for name, value in wanted.items()} if isinstance(wanted, dict) else wanted


_BESIDE_BODY: Final[Mapping[str, tuple[Callable[[Json], Json], Callable[[Call], Json]]]] = {
    "headers": (_in_lower_case, _headers),
    "path": (_as_it_is, _path),
    "query": (_as_it_is, _query),
    "conversation": (_as_it_is, _conversation),
}
"""How an expectation is read and what it is compared with, where that is not a key of the body."""
