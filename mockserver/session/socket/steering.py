"""What steers the turns of one connection."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mockserver.protocol.ids import Ids, base_of
from mockserver.session.socket import steer
from mockserver.session.socket.lanes import Create
from mockserver.session.socket.owed import required_input
from mockserver.session.socket.running import Running
from mockserver.session.socket.steer import Steer
from mockserver.values import Event, JsonObject, input_items

MOST_STEERS = 8
"""Steerings that may wait for one response; the API has such a limit, but does not say which."""

_NOT_INHERITED = frozenset({"input", "previous_response_id"})
_UNSUPPORTED = "steering_not_supported"
_INACTIVE = "response_not_active"
_UNCOMMITTED = "successor_creation_failed"


class _Problem(NamedTuple):
    code: str
    message: str


_PROBLEMS: tuple[tuple[Callable[[Running], bool], _Problem], ...] = (
    (
        lambda turn: turn.create.body.get("conversation") is not None,
        _Problem(_UNSUPPORTED, "Responses of a conversation cannot be steered."),
    ),
    (
        lambda turn: bool(turn.create.body.get("context_management")),
        _Problem(_UNSUPPORTED, "Responses with automatic compaction cannot be steered."),
    ),
    (
        lambda turn: _is_enabled(turn.create.body.get("multi_agent")),
        _Problem(_UNSUPPORTED, "Responses of several agents cannot be steered."),
    ),
    (
        lambda turn: len(turn.steers) >= MOST_STEERS,
        _Problem("too_many_pending_steers", f"{MOST_STEERS} steerings wait for this response already."),
    ),
)
"""What keeps a running response from being steered (S08 of surface/constraints.json, and the SDK's list of codes)."""


class Sequel(NamedTuple):
    """What follows a turn: events beside it, and the turn that heeds what was put in."""

    asides: Sequence[Event] = ()
    successor: Create | None = None


class Steering:
    """Keeps what was put in until a turn commits it."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str | None, str], tuple[Steer, ...]] = {}

    def take(self, frame: JsonObject, turn: Running | None, end: str | None, now: float) -> Event:
        """Accept words for the turn that runs, if any; `end` is how the response ended, if it was this connection's."""
        response_id = frame["previous_response_id"]
        if turn is None:
            return steer.refused(frame, *_problem_after(response_id, end))
        problem = _problem_of(turn)
        if problem:
            return steer.refused(frame, *problem)
        # One cut is enough; what comes after it, before the end is told, is heeded as well.
        if turn.record and not turn.steers and not turn.record.steer(now):
            return steer.refused(frame, *_problem_after(response_id, "response.completed"))
        one = Steer(Ids(base_of(response_id)).of("steer", len(turn.steers)), response_id, frame["input"])
        turn.steers.append(one)
        return steer.accepted(one)

    def join(self, create: Create) -> Create:
        """Put what waits for a turn before its input."""
        waiting = self._waiting.pop((create.lane, str(create.previous)), ())
        if not waiting:
            return create
        body = {**create.body, "input": [*steer.items_of(waiting), *input_items(create.body)]}
        return create._replace(body=body, steers=waiting)

    def sequel(self, turn: Running, unless: str = "") -> Sequel:
        """Decide what follows a turn that was told; no turn, for the reason that `unless` says."""
        if not turn.steers:
            return Sequel(
                given_back(turn.create, "The turn that continues it was refused.") if turn.record is None else ()
            )
        if turn.end["type"] not in ("response.completed", "response.incomplete"):
            return Sequel(_returned(turn.steers, _INACTIVE, "The response ended before the input could be heeded."))
        if unless:
            return Sequel(_returned(turn.steers, _UNCOMMITTED, unless))
        owed = required_input(turn.end)
        if not owed:
            return Sequel(successor=_successor(turn))
        self._waiting[turn.create.lane, turn.steers[0].response_id] = tuple(turn.steers)
        return Sequel([steer.pending(one, owed) for one in turn.steers])


def given_back(create: Create, why: str) -> list[Event]:
    """Give back what a turn that could not be made would have committed."""
    return _returned(create.steers, _UNCOMMITTED, why)


def _problem_of(turn: Running) -> _Problem | None:
    return next((problem for applies, problem in _PROBLEMS if applies(turn)), None)


def _is_enabled(multi_agent: object) -> bool:
    return isinstance(multi_agent, dict) and multi_agent.get("enabled") is True


def _problem_after(response_id: str, end: str | None) -> _Problem:
    if end is None:
        return _Problem("response_not_found", f"Response with id '{response_id}' not found on this connection.")
    if end == "response.completed":
        return _Problem("response_already_completed", f"Response '{response_id}' is completed already.")
    return _Problem(_INACTIVE, f"Response '{response_id}' does not run any more.")


def _returned(steers: Sequence[Steer], code: str, message: str) -> list[Event]:
    return [steer.returned(one, code, message) for one in steers]


def _successor(turn: Running) -> Create:
    inherited = {name: value for name, value in turn.create.body.items() if name not in _NOT_INHERITED}
    body = {**inherited, "input": steer.items_of(turn.steers), "previous_response_id": turn.steers[0].response_id}
    return Create(turn.create.lane, body, tuple(turn.steers), is_automatic=True)
