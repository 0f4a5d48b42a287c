"""All steps and stubs of a session, and which of them may answer a call."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from mockserver.contract.contract import Contract
from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.session.candidate import Candidate
from mockserver.session.fallback import FALLBACK
from mockserver.session.lineup import Lineup
from mockserver.session.node import Node
from mockserver.session.scenario_check import check_replies, check_schemas
from mockserver.values import Dialect
from mockserver.values.operation import CREATE

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
        self._seed = seed
        self._line_up(_in_load_order(whole, contract.dialect, seed))
        if not proven:
            _check(self.all, contract)

    def plus(self, scenarios: Sequence[Scenario], contract: Contract) -> "Candidates":
        """Add those of more scenarios; what there is stays the same. Raises `ScenarioError` when a new one is wrong."""
        added = [*_in_load_order(scenarios, contract.dialect, self._seed, len(self.all))]
        _check(added, contract)
        both = Candidates((), contract, seed=self._seed)
        both._line_up([*self.all, *added])
        return both

    def _line_up(self, candidates: Iterable[Candidate]) -> None:
        self.all = [*candidates]
        self._steps = {(one.scenario.name, one.position): one for one in self.all if one.is_step}
        self._stubs = self._by_operation(one for one in self.all if not one.is_step)
        self._first = self._by_operation(one for one in self.all if one.is_opening or not one.is_step)
        self._after: dict[tuple[Candidate, str], Lineup] = {}

    @cached_property
    def gates(self) -> frozenset[str]:
        """The names of all gates."""
        return frozenset(name for candidate in self.all for source in candidate.sources for name in source.gates)

    def after(self, parent: Node | None, operation: str = CREATE) -> Lineup:
        """Line up who may answer a call of an operation with this parent."""
        if parent is None:
            return self._first.get(operation, _NOBODY)
        stubs, last = self._stubs.get(operation, _NOBODY), parent.step
        if last is None:
            return stubs
        if (last, operation) not in self._after:
            steps = [step for step in self.next_steps(parent) if step.spec.operation == operation]
            self._after[last, operation] = Lineup([*stubs.all, *steps]) if steps else stubs
        return self._after[last, operation]

    def elsewhere(self, parent: Node | None, operation: str) -> Sequence[Candidate]:
        """List who may answer other operations now: the steps that may follow the parent, else all that may begin."""
        able = self.next_steps(parent) if parent else [one for lineup in self._first.values() for one in lineup.all]
        return [one for one in able if one.spec.operation != operation]

    def next_steps(self, parent: Node) -> list[Candidate]:
        """List the steps that may follow in the parent's thread: the next, and while that is optional the one after it.

        The last follows itself when it repeats.
        """
        last = parent.step
        return [*self._following(last)] if last else []

    def _following(self, played: Candidate) -> Iterator[Candidate]:
        # The file may have been read again since then.
        last = self._steps.get((played.scenario.name, played.position))
        if last is None:
            return
        steps = last.scenario.steps
        if steps[last.position].repeat:
            yield last
        for position in range(last.position + 1, len(steps)):
            yield self._steps[last.scenario.name, position]
            if not steps[position].optional:
                return

    def _by_operation(self, candidates: Iterable[Candidate]) -> dict[str, Lineup]:
        grouped: dict[str, list[Candidate]] = {}
        for one in candidates:
            grouped.setdefault(one.spec.operation, []).append(one)
        return {operation: Lineup(group) for operation, group in grouped.items()}


def _check(candidates: Iterable[Candidate], contract: Contract) -> None:
    for candidate in candidates:
        check_schemas(candidate)
        check_replies(candidate, contract)


def _in_load_order(scenarios: Iterable[Scenario], dialect: Dialect, seed: int, number: int = 0) -> Iterable[Candidate]:
    for scenario in scenarios:
        groups: tuple[tuple[Step | Stub, ...], ...] = (scenario.steps, scenario.stubs)
        for specs in groups:
            for position, spec in enumerate(specs):
                yield Candidate(scenario, spec, position, number, dialect, seed)
                number += 1
