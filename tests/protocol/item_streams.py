"""How streams of single items are put together by hand."""

from typing import Any

from mockserver.values import Event, JsonObject
from tests.protocol.streams import completed, event, item_events, opening, response


def item(name: str, /, status: str | None = "completed", **fields: Any) -> JsonObject:
    return {"id": "it_0", "type": name, **({} if status is None else {"status": status}), **fields}


def of_item(name: str, /, index: int = 0, **fields: Any) -> Event:
    return event(name, output_index=index, item_id=f"it_{index}", **fields)


def told(item_type: str, *names: str) -> list[Event]:
    return [of_item(f"{item_type}.{name}") for name in names]


def whole(inside: list[Event], done: JsonObject, **first: Any) -> list[Event]:
    """Play one item that begins as `first` has it, in a response that is completed."""
    begun = {"status": "in_progress"} if "status" in done else {}
    return [*opening(), *item_events(0, {**done, **begun, **first}, inside, done), completed(done)]


def broken(inside: list[Event], done: JsonObject, **first: Any) -> list[Event]:
    """Play one item in a response that runs out of tokens."""
    *events, _ = whole(inside, done, **first)
    reason = {"reason": "max_output_tokens"}
    return [*events, event("incomplete", response=response("incomplete", [done], incomplete_details=reason))]


def plain(*items: JsonObject) -> list[Event]:
    """Play items that have only an added and a done."""
    done = [{**one, "id": f"it_{index}"} for index, one in enumerate(items)]
    first = [{**one, "status": "in_progress"} if "status" in one else one for one in done]
    events = [one for index in range(len(items)) for one in item_events(index, first[index], [], done[index])]
    return [*opening(), *events, completed(*done)]
