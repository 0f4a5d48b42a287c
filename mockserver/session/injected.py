"""Faults that strike the next calls, whatever answers them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mockserver.scenario.condition import OPERATION, beside_operation
from mockserver.scenario.fault import Fault
from mockserver.scenario.injection import Injection
from mockserver.scenario.load import part_from_json
from mockserver.scenario.view import CallView
from mockserver.session.when import stub_of
from mockserver.values import Json, JsonObject
from mockserver.values.operation import CREATE

_WHOSE: Final = "the injected fault"


@dataclass(slots=True, eq=False)
class InjectedFault:
    """One fault, the condition of the calls that it strikes, and how many of its `times` are left."""

    fault: Fault
    when: JsonObject | None
    times: int
    left: int

    def strikes(self, operation: str, view: CallView) -> bool:
        """Whether it is meant for a call."""
        if self.when is None:
            return True
        return self.when.get(OPERATION, CREATE) == operation and view.matches(beside_operation(self.when))


class Injected:
    """The injected faults of one session, oldest first; `waiting` are those that strike yet."""

    def __init__(self) -> None:
        self.waiting: list[InjectedFault] = []

    def inject(
        self, fault: Fault | Mapping[str, Json], times: int = 1, when: Mapping[str, Json] | None = None
    ) -> InjectedFault:
        """Let a fault strike the next calls that match. Raises `ScenarioError` for what cannot be meant."""
        given = fault.as_json() if isinstance(fault, Fault) else {**fault}
        value = {"fault": given, "times": times, "when": None if when is None else {**when}}
        read = part_from_json(Injection, value, _WHOSE)
        if when is not None:
            stub_of(when, _WHOSE)
        injected = InjectedFault(read.fault, read.when, read.times, read.times)
        self.waiting.append(injected)
        return injected

    def strike(self, operation: str, view: CallView) -> Fault | None:
        """Give the fault of a call that is played, the oldest that is meant for it, and count it."""
        for one in self.waiting:
            if one.strikes(operation, view):
                one.left -= 1
                self.waiting = [other for other in self.waiting if other.left]
                return one.fault
        return None

    def clear(self) -> None:
        """Take all of them back."""
        self.waiting = []

    def __iter__(self) -> Iterator[InjectedFault]:
        return iter([*self.waiting])
