import pytest

from mockserver.protocol.stream_rule import Rule
from mockserver.protocol.stream_rules import STREAM_RULES


def test_ids_differ() -> None:
    assert len(STREAM_RULES) == len({rule.id for rule in STREAM_RULES})


@pytest.mark.parametrize("rule", STREAM_RULES, ids=lambda rule: rule.id)
def test_rule_says_in_one_line_what_it_demands(rule: Rule) -> None:
    assert rule.statement.endswith(".")
    assert "\n" not in rule.statement


@pytest.mark.parametrize("rule", STREAM_RULES, ids=lambda rule: rule.id)
def test_rule_names_its_source_and_looks_at_something(rule: Rule) -> None:
    assert rule.source
    assert rule.find
