"""Words that a client puts in while a response runs, and the events that tell of them (surface/REPORT.md §2).

The events have no number yet: who tells them gives it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mockserver.values import Event, Json, JsonObject, input_items


class Steer(NamedTuple):
    """One steering that was accepted: its id, the response that it steers, its input as it came."""

    id: str
    response_id: str
    input: Json

    @property
    def named(self) -> JsonObject:
        """What events say of it."""
        return {"id": self.id, "previous_response_id": self.response_id}


def items_of(steers: Iterable[Steer]) -> list[JsonObject]:
    """List the items of all that was put in, in the order of its coming."""
    return [item for steer in steers for item in input_items({"input": steer.input})]


def accepted(steer: Steer) -> Event:
    """Say that the input will be heeded."""
    return {"type": "response.steer.accepted", "steer": steer.named}


def pending(steer: Steer, required: Sequence[JsonObject]) -> Event:
    """Say that the input waits until the client has sent what it owes."""
    reason = "waiting_for_required_input"
    return {"type": "response.steer.pending", "reason": reason, "required_input": [*required], "steer": steer.named}


def returned(steer: Steer, code: str, message: str) -> Event:
    """Say that accepted input will not be heeded after all, and give it back."""
    return _failed({**steer.named, "input": steer.input}, code, message)


def refused(frame: JsonObject, code: str, message: str) -> Event:
    """Say that input is not accepted, and give it back."""
    given = {"previous_response_id": frame.get("previous_response_id"), "input": frame.get("input")}
    return _failed(given, code, message)


def _failed(steer: JsonObject, code: str, message: str) -> Event:
    error = {"type": "invalid_request_error", "code": code, "message": message}
    return {"type": "response.steer.failed", "error": error, "steer": steer}
