"""Whether a call may be answered."""

from collections.abc import Iterable
from typing import NamedTuple

from mockserver.contract.contract import Contract
from mockserver.contract.rules import History
from mockserver.scenario.terms import Mode
from mockserver.values import Call, JsonObject, Violation


class Verdict(NamedTuple):
    """What the contract says of a call.

    `body` is what may be believed of it; `noted` are the violations to write down, and `refusal` the one among them
    that it is refused for.
    """

    body: JsonObject
    noted: tuple[Violation, ...] = ()
    refusal: Violation | None = None


class Judge:
    """Holds calls to the contract, as strictly as the mode says."""

    def __init__(self, contract: Contract, mode: Mode, history: History) -> None:
        self._contract = contract
        self._mode = mode
        self._history = history

    @property
    def reports(self) -> bool:
        """Whether what is wrong with a call is reported in the place of refusing it."""
        return self._mode == "report"

    def verdict(self, call: Call) -> Verdict:
        """Look at a call before anything of it is believed; its authorization comes first."""
        violations = self._contract.authorize(call) or self._contract.violations(call, self._history)
        if not violations:
            return Verdict(call.body)
        noted = () if self._mode == "off" else tuple(violations)
        refusing = filter(self._contract.rulebook.refuses, noted if self._mode == "enforce" else ())
        return Verdict(sound(call.body, violations), noted, next(refusing, None))


def sound(body: JsonObject, violations: Iterable[Violation]) -> JsonObject:
    """Leave out the parameters that violations are about, all but `input`, whose parts are read one by one."""
    named = {(violation.param or "").partition(".")[0].partition("[")[0] for violation in violations}
    return {name: value for name, value in body.items() if name == "input" or name not in named}
