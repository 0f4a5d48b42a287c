"""Opening sessions, all in the same way."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from typing import Unpack

import orjson

from mockserver.contract.contract import Contract
from mockserver.scenario.clock import CLOCKS, ClockName
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Given, Scenario
from mockserver.scenario.terms import Terms
from mockserver.session.clock import Clock, Stopped
from mockserver.session.how import How
from mockserver.session.repertoire import Repertoire, check_names, repertoire_of, terms_of
from mockserver.session.session import Session
from mockserver.session.settle import chosen_contract, settle
from mockserver.values import Dialect

_SILENT = Terms(), Given()
_KEPT = 64
"""How many lists of scenarios are remembered with what was worked out from them."""


def _stopped(name: ClockName) -> Clock:
    return Stopped()


def _without_a_word(session: str) -> Callable[[str], None]:
    return lambda stored_id: None


def unwatched(session: Session) -> None:
    """Let a session begin without a word."""


class Opener:
    """Opens the sessions of one server; what is worked out from a list of scenarios they share.

    `scenarios` are the server's own, for sessions that are given none; `above` stands above those of any session.
    `clock_of` makes a session's clock, `evictions_of` what hears the ids that a session of this name forgets, and
    `watch` is shown each session that begins. `proven` says it of the server's own scenarios only. Raises
    `ScenarioError`, and `TermsError` for what stands above.
    """

    def __init__(
        self,
        contract_of: Callable[[Dialect], Contract],
        scenarios: Sequence[Scenario] = (),
        above: Sequence[Configuration] = (),
        clock_of: Callable[[ClockName], Clock] = _stopped,
        evictions_of: Callable[[str], Callable[[str], None]] = _without_a_word,
        watch: Callable[[Session], None] = unwatched,
        **how: Unpack[How],
    ) -> None:
        self._contract_of = contract_of
        self._above = above
        self._clock_of = clock_of
        self._evictions_of = evictions_of
        self._watch = watch
        self._how = how
        self._contracts: dict[tuple[str | None, bytes], Contract] = {}
        self._kept: OrderedDict[tuple[int, ...], Repertoire] = OrderedDict()
        self.own = _shared(self._worked_out(tuple(scenarios), how))

    def open(self, name: str, scenarios: Sequence[Scenario] | None = None) -> Session:
        """Open a session on these scenarios, or on the server's own. Raises `ScenarioError`."""
        return self.begin(name, self.own if scenarios is None else self.repertoire(scenarios))

    def begin(self, name: str, repertoire: Repertoire) -> Session:
        """Open a session on what was worked out. Raises `ScenarioError` when something given is wrong."""
        clock = self._clock_of(repertoire.settled.clock or CLOCKS[0])
        how: How = {**self._how, "name": name, "clock": clock, "on_evicted": self._evictions_of(name)}
        session = Session.on(repertoire, **how)
        self._watch(session)
        return session

    def under(self, above: Sequence[Configuration]) -> "Opener":
        """Give one that opens sessions as this one does, with these above their scenarios."""
        other = copy(self)
        other._above = above
        other._kept = OrderedDict()
        return other

    def reload(self, scenarios: Sequence[Scenario]) -> None:
        """Take others for the server's own. Raises `ScenarioError`, and changes nothing then."""
        self.own = self.as_own(scenarios)

    def as_own(self, scenarios: Sequence[Scenario]) -> Repertoire:
        """Work out what is played when these are the server's own. Raises `ScenarioError`."""
        return _shared(self.repertoire(scenarios))

    def check(self, scenarios: Sequence[Scenario]) -> None:
        """Find what is wrong with scenarios, and keep nothing of them. Raises `ScenarioError`, and `TermsError`."""
        self._worked_out(tuple(scenarios), {**self._how, "proven": False})

    def repertoire(self, scenarios: Sequence[Scenario]) -> Repertoire:
        """Work out what is played, once for the same scenarios. Raises `ScenarioError`."""
        key = tuple(map(id, scenarios))
        if key not in self._kept:
            self._kept[key] = self._worked_out(tuple(scenarios), {**self._how, "proven": False})
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def extended(self, repertoire: Repertoire, scenarios: Sequence[Scenario]) -> Repertoire:
        """Add scenarios to what is played, with all that they say of its terms. Raises `ScenarioError`."""
        whole = (*repertoire.scenarios, *scenarios)
        check_names(whole)
        if any(_speaks(scenario) for scenario in scenarios):
            settled = settle(whole, *self._above)
            if terms_of(settled) != terms_of(repertoire.settled):
                return replace(self.repertoire(whole), shared=repertoire.shared)
        return repertoire.plus(scenarios)

    def _worked_out(self, scenarios: tuple[Scenario, ...], how: How) -> Repertoire:
        check_names(scenarios)
        settled = settle(scenarios, *self._above)
        return repertoire_of(self._contract(settled), scenarios, settled, how)

    def _contract(self, settled: Configuration) -> Contract:
        key = settled.dialect, orjson.dumps(settled.contract.as_json(), option=orjson.OPT_SORT_KEYS)
        if key not in self._contracts:
            self._contracts[key] = chosen_contract(self._contract_of, settled)
        return self._contracts[key]


def _shared(repertoire: Repertoire) -> Repertoire:
    """Say that all of its scenarios are the server's own."""
    return replace(repertoire, shared=len(repertoire.scenarios))


def _speaks(scenario: Scenario) -> bool:
    """Whether a scenario says something that others may contradict."""
    return bool(scenario.dialect or scenario.clock) or (scenario.contract, scenario.given) != _SILENT
