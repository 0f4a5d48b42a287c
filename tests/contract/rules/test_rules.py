"""The tables as a whole."""

import json
from collections import Counter
from pathlib import Path

import pytest

from mockserver.contract.finding import CODES
from mockserver.contract.rules import AUTHORIZATION, REQUEST_RULES, RULES, SCHEMA_RULES, Rule
from mockserver.contract.rules.constraints import ELSEWHERE, KEYWORDS, NOT_CHECKED, SHARED
from mockserver.contract.rules.page import page
from mockserver.protocol.stream_rules import STREAM_RULES
from mockserver.values import DIALECTS, SEVERITIES

CHECKOUT = Path(__file__).parents[3]
CONSTRAINTS = json.loads((Path(__file__).parents[1] / "facts" / "constraints.json").read_text())
REWRITE = 'python -c "from mockserver.contract.rules.page import page; print(page(), end=)" > docs/rules.md'


def test_ids_are_unique_names() -> None:
    assert len(RULES) == len({rule.id for rule in RULES})
    assert all(rule.id.replace("_", "a").isalpha() and rule.id == rule.id.lower() for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.statement.endswith(".")
    assert "\n" not in rule.statement
    assert rule.advice.endswith(".")
    assert rule.source
    assert rule.severity in SEVERITIES
    assert rule.dialects
    assert set(rule.dialects) <= set(DIALECTS)


@pytest.mark.parametrize("rule", REQUEST_RULES, ids=lambda rule: rule.id)
def test_every_rule_of_a_request_belongs_to_an_operation(rule: Rule) -> None:
    assert rule.operations
    assert not rule.remembered or len(rule.watches) == 1


def test_every_code_of_a_schema_is_a_rule() -> None:
    assert set(CODES) == {rule.id for rule in SCHEMA_RULES}


def test_all_rules_are_listed() -> None:
    assert {AUTHORIZATION, *SCHEMA_RULES, *REQUEST_RULES} == set(RULES)


def places() -> Counter[str]:
    rules = {constraint for rule in REQUEST_RULES for constraint in rule.constraints}
    return Counter(name for held in (rules, KEYWORDS, ELSEWHERE, NOT_CHECKED) for name in held)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_every_constraint_is_held_somewhere_or_said_not_to_be(constraint: str) -> None:
    assert (2 if constraint in SHARED else 1) == places()[constraint]


def test_there_are_69_constraints() -> None:
    assert 69 == len(CONSTRAINTS)
    assert set(CONSTRAINTS) == set(places())


def test_rules_of_streams_are_named_as_they_are() -> None:
    assert {name for names in ELSEWHERE.values() for name in names} <= {rule.id for rule in STREAM_RULES}


def test_the_page_is_what_the_tables_say() -> None:
    written = (CHECKOUT / "docs" / "rules.md").read_text()

    assert page() == written, f"docs/rules.md is out of date; write it with: {REWRITE}"
