"""Stream rules for the response that lifecycle events carry, and for the stream as a whole when it ends.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator, Mapping

from mockserver.protocol.fields import is_integer
from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.outcome import misplaced_cuts
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event, Json

_ORDER = ("response.created", "response.queued", "response.in_progress")

_OUTCOMES: Mapping[str, tuple[str, bool]] = {
    "error": ("failed", True),
    "incomplete_details": ("incomplete", True),
    "completed_at": ("completed", False),
}
"""A field of the response: the only status with which it is not null, and whether it must be set then."""

_SEALED = (("reasoning", "encrypted_content"), ("program", "fingerprint"))
"""An item type, and the field of it that the live API seals anew each time it shows such an item."""


def find_wrong_stage(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand created, queued, in_progress in this order, each at most once, none after an item."""
    before = [*state.stages, *(["an item"] if state.items else [])]
    later = [stage for stage in before if stage not in _ORDER[: _ORDER.index(event["type"])]]
    if later:
        yield Finding("type", f"expected {shown(event['type'])} before {later[0]}, got it after")


def find_changed_response(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand one response: an id, `object` and `created_at` that stay."""
    response = event["response"]
    yield from differences("response.object", "response", response.get("object"))
    if state.opening is None:
        yield from _not_identified(response.get("id"), response.get("created_at"))
    else:
        for name in ("id", "created_at"):
            yield from differences(f"response.{name}", state.opening.get(name), response.get(name))


def find_wrong_status(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand a status that fits the event."""
    status = event["response"].get("status")
    if status not in row.status:
        yield Finding("response.status", f"expected {' or '.join(row.status)}, got {shown(status)}")


def find_early_output(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the output is still empty."""
    return differences("response.output", [], event["response"].get("output"))


def find_wrong_outcome(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the fields of an outcome are set with its status, and with no other."""
    response = event["response"]
    for name, (owner, needed) in _OUTCOMES.items():
        if response.get("status") != owner:
            yield from differences(f"response.{name}", None, response.get(name))
        elif needed and not isinstance(response.get(name), dict):
            yield Finding(f"response.{name}", f"expected an object when {owner}, got {shown(response.get(name))}")


def find_early_usage(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that nothing is counted yet."""
    return differences("response.usage", None, event["response"].get("usage"))


def find_wrong_usage(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand counts that add up; a response that was not completed may have none."""
    usage = event["response"].get("usage")
    if not isinstance(usage, dict):
        if usage is not None or event["type"] == "response.completed":
            yield Finding("response.usage", f"expected an object, got {shown(usage)}")
        return
    names = ("input_tokens", "output_tokens", "total_tokens")
    wrong = [name for name in names if not is_integer(usage.get(name))]
    if wrong:
        yield Finding(f"response.usage.{wrong[0]}", f"expected an integer, got {shown(usage.get(wrong[0]))}")
    else:
        total = usage["input_tokens"] + usage["output_tokens"]
        yield from differences("response.usage.total_tokens", total, usage["total_tokens"])


def find_unfinished_items(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that every item is done, unless the response failed on the way."""
    if event["type"] != "response.failed":
        for index, item in sorted(state.items.items()):
            if item.done is None:
                yield Finding(
                    f"response.output[{index}]", "expected the added item to be done, got no event that says so"
                )


def find_cut_items(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Refuse a broken-off item in a completed response, and what else the dialect refuses of one."""
    order = sorted(state.items.items())
    done = [item.done or {} for _, item in order]
    for place, message in misplaced_cuts(done, event["type"].removeprefix("response."), state.dialect):
        yield Finding(f"response.output[{order[place][0]}].status", message)


def find_wrong_output(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the finished items, in the order of the stream."""
    told, output = state.done_items(), event["response"].get("output")
    unsealed = [_unsealed(item) for item in output] if isinstance(output, list) else output
    return differences("response.output", [_unsealed(item) for item in told], unsealed)


def _unsealed(item: Json) -> Json:
    names = [name for item_type, name in _SEALED if isinstance(item, dict) and item.get("type") == item_type]
    return {**item, **{name: "…" for name in names if isinstance(item.get(name), str)}} if names else item


def _not_identified(response_id: Json, created_at: Json) -> Iterator[Finding]:
    if not isinstance(response_id, str) or not response_id:
        yield Finding("response.id", f"expected an id, got {shown(response_id)}")
    if not isinstance(created_at, int | float) or isinstance(created_at, bool):
        yield Finding("response.created_at", f"expected unix seconds, got {shown(created_at)}")
