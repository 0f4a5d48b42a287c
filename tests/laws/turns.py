"""The steps and stubs of other operations than that which makes a response, and calls that they answer."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.session.session import Session
from mockserver.values import Call, Dialect, Reply
from mockserver.values.operation import CREATE
from tests.laws.player import MODEL, contract


class Turn(NamedTuple):
    """A step or stub of a scenario, in a dialect that it speaks."""

    label: str
    spec: Step | Stub
    scenario: Scenario
    dialect: Dialect

    def __str__(self) -> str:
        return f"{self.label}-{self.dialect}"


def turns(scenario: Scenario, dialect: Dialect) -> Iterator[Turn]:
    groups: tuple[tuple[str, Sequence[Step | Stub]], ...] = (("step", scenario.steps), ("stub", scenario.stubs))
    for kind, specs in groups:
        for place, spec in enumerate(specs, 1):
            if spec.operation != CREATE:
                yield Turn(f"{scenario.name} {kind} {place}", spec, scenario, dialect)


def called(spec: Step | Stub) -> Call:
    """Write the call that plain conditions ask for."""
    text = spec.when.get("last_user")
    body = {"model": MODEL, "input": text} if text else {}
    return Call(spec.operation, {"authorization": "Bearer test"}, body, path=spec.when.get("path", {}))


def answered(turn: Turn) -> tuple[str | None, Reply]:
    """Give who answered, and what."""
    session = Session(contract(turn.dialect), [turn.scenario])
    reply = session.handle(called(turn.spec))
    return list(session.journal)[-1].played, reply
