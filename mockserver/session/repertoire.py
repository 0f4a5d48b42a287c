"""What sessions that play the same scenarios have in common."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mockserver.contract.contract import Contract
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Scenario
from mockserver.scenario.terms import Mode, Terms
from mockserver.session.candidates import Candidates
from mockserver.session.foretold import Foretold
from mockserver.session.given import check_given
from mockserver.session.how import How
from mockserver.session.models import models_of
from mockserver.session.settle import check_dialect
from mockserver.values import ScenarioError


@dataclass(frozen=True, eq=False)
class Repertoire:
    """Scenarios, and all that is worked out from them once: nothing of it changes when a session plays.

    `settled` is what they agree on with what stands above them. The first `shared` scenarios are the server's own,
    which all its sessions play; nobody asks that each of them does.
    """

    contract: Contract
    scenarios: tuple[Scenario, ...]
    candidates: Candidates
    settled: Configuration = field(default_factory=Configuration)
    shared: int = 0

    def plus(self, scenarios: Sequence[Scenario]) -> "Repertoire":
        """Add scenarios on the same terms; what there is stays the same, to the identity of every candidate.

        Raises `ScenarioError` when one is wrong.
        """
        check_dialect(scenarios, self.contract.dialect)
        for scenario in scenarios:
            check_given(scenario, self.contract)
        candidates = self.candidates.plus(scenarios, self.contract)
        return Repertoire(self.contract, (*self.scenarios, *scenarios), candidates, self.settled, self.shared)

    @property
    def mode(self) -> Mode:
        """How strictly calls are held to the contract."""
        return self.settled.contract.mode or "enforce"

    @cached_property
    def models(self) -> list[str]:
        """The models that the scenarios name."""
        return models_of(self.scenarios)

    @cached_property
    def foretold(self) -> Foretold:
        """What the scenarios tell of a time before the first call."""
        return Foretold(self.scenarios)


def repertoire_of(contract: Contract, scenarios: Sequence[Scenario], settled: Configuration, how: How) -> Repertoire:
    """Work it out. Raises `ScenarioError` when a scenario is wrong; `proven` ones are not looked at again."""
    proven = how.get("proven", False)
    check_dialect(scenarios, contract.dialect)
    for scenario in () if proven else scenarios:
        check_given(scenario, contract)
    auto, seed = how.get("auto", False), how.get("seed", 0)
    candidates = Candidates(scenarios, contract, auto=auto, seed=seed, proven=proven)
    return Repertoire(contract, tuple(scenarios), candidates, settled)


def terms_of(settled: Configuration) -> tuple[str | None, str | None, Terms]:
    """Give what makes a difference to a session: the dialect, the clock, and the terms."""
    return settled.dialect, settled.clock, settled.contract


def check_names(scenarios: Sequence[Scenario]) -> None:
    """Raise `ScenarioError` at the first scenario whose name one before it has."""
    owners: dict[str, Scenario] = {}
    for scenario in scenarios:
        if scenario.name in owners:
            where = owners[scenario.name].place("name").file
            raise ScenarioError(scenario.place("name"), f"the scenario {scenario.name!r} is already in {where}")
        owners[scenario.name] = scenario
