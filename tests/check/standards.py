"""What the tests hold files against, and what a server could have saved."""

from collections.abc import Mapping
from functools import cache

from mockserver import resources
from mockserver.check.checks import Standard
from mockserver.contract.contract import Contract
from mockserver.contract.rulebook import RuleBook
from mockserver.replies.script import Filling
from mockserver.scenario.load import loads
from mockserver.session.candidates import Candidates
from mockserver.session.echoes import Echoes
from mockserver.session.reading import Reading
from mockserver.values import Dialect, Severity

SCENARIO = "steps: [{reply: [{message: Hello}]}]"

shipped = cache(Contract.shipped)


def contract(dialect: Dialect = "openai") -> Contract:
    return shipped(resources.contracts(), dialect)


def standard(
    dialect: Dialect = "openai", operation: str | None = None, rules: Mapping[str, Severity] | None = None
) -> Standard:
    """Hold scenarios against their own dialect, all else against one."""
    settled = contract(dialect).with_rules(RuleBook(dialect, rules)) if rules else contract(dialect)
    return Standard(lambda scenarios: contract(scenarios[0].dialect or dialect) if scenarios else settled, operation)


@cache
def saved(dialect: Dialect = "openai", *, streams: bool = False, scenario: str = SCENARIO) -> str:
    """Give what a server answers with the first step of a scenario: a JSON body, or a stream."""
    [first, *_] = Candidates([loads(scenario, "hello.yaml")], contract(dialect)).all
    echo = Echoes(dialect).write(Reading({"model": "gpt-5", "input": "Hello"}))
    return first.sources[0].script_for({}).reply(Filling("0" * 46, 0, 0, 1, echo), streams=streams).body.decode()
