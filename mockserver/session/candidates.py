"""All steps and stubs of a session, and which of them may answer a call."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from mockserver.contract.contract import Contract
from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.scenario.operations import CREATE
from mockserver.session.candidate import Candidate
from mockserver.session.fallback import FALLBACK
from mockserver.session.lineup import Lineup
from mockserver.session.node import Node
from mockserver.session.scenario_check import check_replies, check_schemas
from mockserver.values import Dialect

_NOBODY = Lineup(())


class Candidates:
    """The candidates of a list of scenarios, in load order; with `auto`, one more that matches where no other does.

    Raises `ScenarioError` when a reply or a `$schema` is wrong; scenarios that are `proven` are not looked at again.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        contract: Contract,
        *,
        auto: bool = False,
        seed: int = 0,
        proven: bool = False,
    ) -> None:
        whole = [*scenarios, FALLBACK] if auto else scenarios
        self.all = list(_in_load_order(whole, contract.dialect, seed))
        for candidate in () if proven else self.all:
            check_schemas(candidate)
            check_replies(candidate, contract)
        self._steps = {(one.scenario.name, one.position): one for one in self.all if one.is_step}
        self._stubs = self._by_operation(one for one in self.all if not one.is_step)
        self._first = self._by_operation(one for one in self.all if one.is_opening or not one.is_step)
        self._with_step: dict[Candidate, Lineup] = {}

    @cached_property
    def gates(self) -> frozenset[str]:
        """The names of all gates."""
        return frozenset(name for candidate in self.all for source in candidate.sources for name in source.gates)

    def after(self, parent: Node | None, operation: str = CREATE) -> Lineup:
        """Line up who may answer a call of an operation with this parent."""
        if parent is None:
            return self._first.get(operation, _NOBODY)
        step, stubs = self.next_step(parent), self._stubs.get(operation, _NOBODY)
        if step is None or step.spec.operation != operation:
            return stubs
        if step not in self._with_step:
            self._with_step[step] = Lineup([*stubs.all, step])
        return self._with_step[step]

    def elsewhere(self, parent: Node | None, operation: str) -> Sequence[Candidate]:
        """List who may answer other operations now: the step that follows the parent, else all that may begin."""
        step = self.next_step(parent) if parent else None
        following = [step] if step else []
        able = following if parent else [one for lineup in self._first.values() for one in lineup.all]
        return [one for one in able if one.spec.operation != operation]

    def next_step(self, parent: Node) -> Candidate | None:
        """Find the step that follows in the parent's thread; the last follows itself when it repeats."""
        last = parent.step
        if last is None:
            return None
        repeated = last if isinstance(last.spec, Step) and last.spec.repeat else None
        return self._steps.get((last.scenario.name, last.position + 1), repeated)

    def _by_operation(self, candidates: Iterable[Candidate]) -> dict[str, Lineup]:
        grouped: dict[str, list[Candidate]] = {}
        for one in candidates:
            grouped.setdefault(one.spec.operation, []).append(one)
        return {operation: Lineup(group) for operation, group in grouped.items()}


def _in_load_order(scenarios: Iterable[Scenario], dialect: Dialect, seed: int) -> Iterable[Candidate]:
    number = 0
    for scenario in scenarios:
        groups: tuple[tuple[Step | Stub, ...], ...] = (scenario.steps, scenario.stubs)
        for specs in groups:
            for position, spec in enumerate(specs):
                yield Candidate(scenario, spec, position, number, dialect, seed)
                number += 1
