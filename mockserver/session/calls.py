"""The calls among items, and which of them were answered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mockserver.contract.rules.calls import waits
from mockserver.contract.rules.reading import Seen
from mockserver.values import JsonObject

_OUTPUT = "_output"


def calls_in(items: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """Map the ids of the calls to the types of their items."""
    return {item["call_id"]: item["type"] for item in items if is_call(item)}


def unanswered_in(items: Sequence[JsonObject]) -> list[str]:
    """List the ids of the calls that the client has to answer and that have no output."""
    answered = {item["call_id"] for item in items if isinstance(item.get("call_id"), str) and not is_call(item)}
    calls = (Seen(position, item["type"], item) for position, item in enumerate(items) if is_call(item))
    return [seen.item["call_id"] for seen in calls if waits(seen) and seen.item["call_id"] not in answered]


def tool_named(items: Iterable[JsonObject], call_id: str) -> str | None:
    """Tell which tool is called under an id."""
    calls = (item for item in items if is_call(item) and item["call_id"] == call_id)
    return next((tool_of(item) for item in calls), None)


def tool_of(call: Mapping[str, Any]) -> str:
    """Name the tool that a call is for; the API's own go by their type."""
    return str(call.get("name") or call["type"].removesuffix("_call"))


def is_call(item: Mapping[str, object]) -> bool:
    """Whether an item calls a tool."""
    return isinstance(item.get("call_id"), str) and not str(item["type"]).endswith(_OUTPUT)
