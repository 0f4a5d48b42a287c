"""All steps and stubs of a session, and which of them may answer a call."""

from collections.abc import Iterable, Sequence

from mockserver.contract.contract import Contract
from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.session.candidate import Candidate
from mockserver.session.lineup import Lineup
from mockserver.session.node import Node
from mockserver.session.scenario_check import check_items, check_schemas
from mockserver.values import Dialect


class Candidates:
    """The candidates of a list of scenarios, in load order.

    Raises `ScenarioError` when an item of a reply or a `$schema` is wrong.
    """

    def __init__(self, scenarios: Sequence[Scenario], contract: Contract) -> None:
        for scenario in scenarios:
            check_items(scenario, contract)
            check_schemas(scenario)
        self.all = list(_in_load_order(scenarios, contract.dialect))
        self._steps = {(one.scenario.name, one.position): one for one in self.all if one.is_step}
        stubs = [one for one in self.all if not one.is_step]
        self._stubs = Lineup(stubs)
        self._first = Lineup([*stubs, *(one for one in self.all if one.is_opening)])
        self._with_step: dict[Candidate, Lineup] = {}

    def after(self, parent: Node | None) -> Lineup:
        """Line up who may answer a call with this parent."""
        if parent is None:
            return self._first
        step = self.next_step(parent)
        if step is None:
            return self._stubs
        if step not in self._with_step:
            self._with_step[step] = Lineup([*self._stubs.all, step])
        return self._with_step[step]

    def next_step(self, parent: Node) -> Candidate | None:
        """Find the step that follows in the parent's thread; the last follows itself when it repeats."""
        last = parent.step
        if last is None:
            return None
        repeated = last if isinstance(last.spec, Step) and last.spec.repeat else None
        return self._steps.get((last.scenario.name, last.position + 1), repeated)


def _in_load_order(scenarios: Iterable[Scenario], dialect: Dialect) -> Iterable[Candidate]:
    number = 0
    for scenario in scenarios:
        groups: tuple[tuple[Step | Stub, ...], ...] = (scenario.steps, scenario.stubs)
        for specs in groups:
            for position, spec in enumerate(specs):
                yield Candidate(scenario, spec, position, number, dialect)
                number += 1
