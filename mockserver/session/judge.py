"""Whether a call may be answered."""

from collections.abc import Collection, Iterable
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

    def unauthorized(self, call: Call) -> Violation | None:
        """Say why a call is refused for its authorization alone."""
        return self._refusing(self._contract.authorize(call))

    def verdict(self, call: Call) -> Verdict:
        """Look at a call before anything of it is believed; its authorization comes first."""
        unauthorized = self._contract.authorize(call)
        refusal = self._refusing(unauthorized) if unauthorized else None
        if refusal:
            return Verdict(call.body, tuple(unauthorized), refusal)
        found, misfits = self._contract.judge(call, self._past_of(call) if call.kept else self._past)
        body = _sound(call.body, misfits) if misfits else call.body
        if not (found or unauthorized) or self._mode == "off":
            return Verdict(body)
        violations = (*unauthorized, *found)
        return Verdict(body, violations, self._refusing(violations))

    def _past_of(self, call: Call) -> Past | None:
        return self._past and self._past.keeping(call.kept)

    def _refusing(self, violations: Iterable[Violation]) -> Violation | None:
        """Find the first violation that a call is refused for."""
        refusing = filter(self._contract.rulebook.refuses, violations if self._mode == "enforce" else ())
        return next(refusing, None)


def _sound(body: JsonObject, misfits: Collection[str]) -> JsonObject:
    """Leave out the parameters that do not fit, all but `input`, whose parts are read one by one."""
    return {name: value for name, value in body.items() if name == "input" or name not in misfits}
