"""A scenario written in a test, turn by turn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mockserver.replies.script import status_invites_retry
from mockserver.scenario.model import Scenario
from mockserver.scenario.places import Places, Positions
from mockserver.scenario.problem import Path
from mockserver.scenario.validated import validated
from mockserver.testing.builders import BuiltError
from mockserver.testing.written import Turn, Written, written
from mockserver.values import Json, JsonObject, Place, ScenarioError

_NO_TURNS = "script() wants at least one turn, such as say('Hello.')"
_FINAL = (
    "no client tries again after status {status}, so that what follows in the script is never asked for; make it the "
    "last turn, or answer with on(…)"
)


class _Step(NamedTuple):
    """One step: what it waits for, and the replies to the call and to its retries."""

    when: JsonObject
    replies: Sequence[Written]

    @property
    def as_json(self) -> JsonObject:
        when = {"when": self.when} if self.when else {}
        if len(self.replies) == 1:
            return {**when, "reply": self.replies[0].reply}
        return {**when, "attempts": [one.reply for one in self.replies]}


def scripted(name: str, turns: Sequence[Turn], place: Place) -> Scenario:
    """Make a scenario of turns, which one thread plays once.

    The first turn takes any opening. After calls of the client's tools, the next one waits for the output of the last
    of them. An error that clients try again after is the first attempt at the turn that follows it. Raises
    `ScenarioError` at the line of what is wrong.
    """
    if not turns:
        raise ScenarioError(place, _NO_TURNS)
    steps = list(_steps(turns, place))
    value = {"name": name, "starts": 1, "steps": [step.as_json for step in steps]}
    return scenario_of(value, place, _lines_of_steps(steps))


def scenario_of(value: JsonObject, place: Place, inside: Iterable[tuple[Path, Place]]) -> Scenario:
    """Read a scenario that stands in a test: as a whole at a place, and parts of it at places of their own."""
    told = [((), place), *((path, at) for path, at in inside if at.file == place.file)]
    lines: Positions = {path: (at.line, at.column) for path, at in told}
    places = Places(place.file, lambda: lines, in_program=True)
    return validated(Scenario, value, places).placed(places)


def _steps(turns: Sequence[Turn], place: Place) -> Iterator[_Step]:
    when: JsonObject = {}
    errors: list[Written] = []
    for number, turn in enumerate(turns, 1):
        reply = written(turn, place, f"turn {number} of script()")
        errors.append(reply)
        if isinstance(turn, BuiltError) and number < len(turns):
            _check_retried(turn)
            continue
        yield _Step(when, errors)
        when = {"tool_output": {"of": reply.calls[-1]}} if reply.calls else {}
        errors = []


def _check_retried(turn: BuiltError) -> None:
    status = turn.status
    if isinstance(status, int) and not status_invites_retry(status):
        raise ScenarioError(turn.place, _FINAL.format(status=status))


def _lines_of_steps(steps: Sequence[_Step]) -> Iterator[tuple[Path, Place]]:
    yield ("steps",), steps[0].replies[0].place
    for at, step in enumerate(steps):
        yield ("steps", at), step.replies[0].place
        alone = len(step.replies) == 1
        if not alone:
            yield ("steps", at, "attempts"), step.replies[0].place
        for number, reply in enumerate(step.replies):
            where: Path = ("steps", at, "reply") if alone else ("steps", at, "attempts", number)
            yield from lines_of(where, reply)


def lines_of(where: Path, reply: Written) -> Iterator[tuple[Path, Place]]:
    """Say where a reply stands, and each of its items."""
    yield where, reply.place
    yield from (((*where, index), place) for index, place in enumerate(reply.items))


def stub_of(name: str, when: Mapping[str, Json], rest: JsonObject, reply: Written, place: Place) -> Scenario:
    """Make a scenario of one stub; `rest` are the keys beside `when` and `reply`."""
    value = {"name": name, "stubs": [{"when": dict(when), "reply": reply.reply, **rest}]}
    lines = lines_of(("stubs", 0, "reply"), reply)
    return scenario_of(value, place, [(("stubs",), place), (("stubs", 0), place), *lines])
