"""What the scenarios of a session and the configuration above them agree on."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from mockserver.contract.contract import Contract
from mockserver.contract.rulebook import RuleBook, UnknownRule
from mockserver.contract.rules.model_table import NO_MODELS
from mockserver.scenario.clock import CLOCKS, ClockName
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Given, Scenario
from mockserver.scenario.terms import Mode, Terms
from mockserver.values import DIALECTS, Dialect, ScenarioError

Fact = tuple[tuple[str, ...], str]
"""The path of a key in a scenario, and what it says."""


def settle(scenarios: Sequence[Scenario], *above: Configuration) -> Configuration:
    """Join it all, dialect, clock and mode said; what stands above the scenarios comes first, in the order given.

    Raises `ScenarioError` when two scenarios contradict each other, or one what was chosen above it, and when the
    terms in a file make no sense.
    """
    _check(scenarios)
    _check_given(scenarios)
    files: list[Scenario | Configuration] = [*scenarios, *above]
    for file in files:
        if file.is_file:
            _check_terms(file)
    said = [*above, *(_said(one) for one in scenarios)]
    dialect = next((one.dialect for one in said if one.dialect), DIALECTS[0])
    clock = next((one.clock for one in said if one.clock), CLOCKS[0])
    check_dialect(scenarios, dialect)
    _check_clock(scenarios, clock)
    return Configuration(dialect=dialect, clock=clock, contract=_joined([one.contract for one in said]))


def _said(scenario: Scenario) -> Configuration:
    return Configuration(dialect=scenario.dialect, clock=scenario.clock, contract=scenario.contract)


class TermsError(Exception):
    """What was said outside of any file names a rule that is none, or has a wrong row of models; one clear line."""


def chosen_contract(contract_of: Callable[[Dialect], Contract], settled: Configuration) -> Contract:
    """Give the contract that was settled on, with its rules. Raises `TermsError`."""
    dialect, terms = settled.dialect or DIALECTS[0], settled.contract
    contract = contract_of(dialect)
    try:
        return contract.with_rules(RuleBook(dialect, terms.rules, contract.rulebook.models.extended(terms.models)))
    except (UnknownRule, ValueError) as error:
        raise TermsError(str(error)) from None


def check_dialect(scenarios: Sequence[Scenario], dialect: Dialect) -> None:
    """Raise `ScenarioError` at the first scenario that asks for another dialect."""
    for scenario in scenarios:
        if scenario.dialect not in (None, dialect):
            message = f"dialect '{scenario.dialect}', but the server speaks {dialect}: one session has one dialect"
            raise ScenarioError(scenario.place("dialect"), message)


def _check_clock(scenarios: Sequence[Scenario], clock: ClockName) -> None:
    for scenario in scenarios:
        if scenario.clock not in (None, clock):
            message = f"clock '{scenario.clock}', but the server's is {clock}: one session has one clock"
            raise ScenarioError(scenario.place("clock"), message)


def _joined(terms: Sequence[Terms]) -> Terms:
    default: Mode = "enforce"
    mode = next((one.mode for one in terms if one.mode), default)
    rules = {rule: severity for one in reversed(terms) for rule, severity in one.rules.items()}
    return Terms(mode=mode, rules=rules, models=tuple(chain.from_iterable(one.models for one in terms)))


def _check(scenarios: Sequence[Scenario]) -> None:
    said: dict[tuple[str, ...], tuple[str, Scenario]] = {}
    for scenario in scenarios:
        for path, value in _facts(scenario):
            first, owner = said.setdefault(path, (value, scenario))
            if first != value:
                message = f"{path[-1]} '{value}' beside '{first}' of {owner.name}: one session has one {path[0]}"
                raise ScenarioError(scenario.place(*path), message)


def _check_given(scenarios: Sequence[Scenario]) -> None:
    owners: dict[tuple[str, str], Scenario] = {}
    for scenario in scenarios:
        for group, index, name in _ids(scenario.given):
            first = owners.setdefault((group, name), scenario)
            if first is not scenario:
                place = scenario.place("given", group, index, "id")
                raise ScenarioError(place, f"the id {name!r} is given by {first.name} too: one session has it once")


def _ids(given: Given) -> Iterator[tuple[str, int, str]]:
    yield from (("responses", index, one.id) for index, one in enumerate(given.responses))
    yield from (("conversations", index, one.id) for index, one in enumerate(given.conversations))


def _check_terms(file: Scenario | Configuration) -> None:
    for rule, severity in file.contract.rules.items():
        _check_term(file, ("rules", rule), partial(RuleBook, severities={rule: severity}))
    for index, row in enumerate(file.contract.models):
        _check_term(file, ("models", index), partial(NO_MODELS.extended, [row]))


def _check_term(file: Scenario | Configuration, path: tuple[str | int, ...], make: Callable[[], object]) -> None:
    try:
        make()
    except (UnknownRule, ValueError) as error:
        raise ScenarioError(file.place("contract", *path), str(error)) from None


def _facts(scenario: Scenario) -> Iterator[Fact]:
    if scenario.dialect:
        yield ("dialect",), scenario.dialect
    if scenario.clock:
        yield ("clock",), scenario.clock
    if scenario.contract.mode:
        yield ("contract", "mode"), scenario.contract.mode
    yield from ((("contract", "rules", rule), severity) for rule, severity in scenario.contract.rules.items())
