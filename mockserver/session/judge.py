"""Whether a call may be answered."""

from collections.abc import Collection
from typing import NamedTuple

from mockserver.contract.contract import Contract
from mockserver.scenario.terms import Mode
from mockserver.session.past import Past
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
    """Holds calls to the contract, as strictly as the mode says; without a past every id may exist."""

    def __init__(self, contract: Contract, mode: Mode, past: Past | None) -> None:
        self._contract = contract
        self._mode = mode
        self._past = past

    @property
    def reports(self) -> bool:
        """Whether what is wrong with a call is reported in the place of refusing it."""
        return self._mode == "report"

    def verdict(self, call: Call) -> Verdict:
        """Look at a call before anything of it is believed; its authorization comes first."""
        unauthorized = self._contract.authorize(call)
        if unauthorized and self._mode == "enforce" and any(map(self._contract.rulebook.refuses, unauthorized)):
            return Verdict(call.body, tuple(unauthorized), unauthorized[0])
        found, misfits = self._contract.judge(call, self._past.keeping(call.kept) if self._past else None)
        body = _sound(call.body, misfits) if misfits else call.body
        if not (found or unauthorized) or self._mode == "off":
            return Verdict(body)
        violations = (*unauthorized, *found)
        refusing = filter(self._contract.rulebook.refuses, violations if self._mode == "enforce" else ())
        return Verdict(body, violations, next(refusing, None))


def _sound(body: JsonObject, misfits: Collection[str]) -> JsonObject:
    """Leave out the parameters that do not fit, all but `input`, whose parts are read one by one."""
    return {name: value for name, value in body.items() if name == "input" or name not in misfits}
