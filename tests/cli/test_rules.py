import json

import pytest

from mockserver.check.rule import FILE_RULES, FRAME_RULES
from mockserver.cli.catalogue import BY_ID, CATALOGUE
from mockserver.contract.rules import RULES
from mockserver.protocol.stream_rules import STREAM_RULES
from tests.cli.inside import run


def test_every_rule_is_listed_once() -> None:
    tables = (RULES, STREAM_RULES, FRAME_RULES, FILE_RULES)
    assert [rule.id for table in tables for rule in table] == [*BY_ID]
    assert len(BY_ID) == len(CATALOGUE)


def test_the_list_has_a_line_for_each_rule() -> None:
    done = run("rules")

    assert 0 == done.returncode
    assert [*BY_ID] == [line.split()[0] for line in done.stdout.splitlines()]


def test_the_list_is_there_for_programs() -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)

    assert [entry._asdict() for entry in CATALOGUE] == listed


@pytest.mark.parametrize("rule", ["model_required", "sequence", "event_name", "syntax"])
def test_a_rule_is_explained(rule: str) -> None:
    done = run("explain", rule)

    assert 0 == done.returncode
    for said in (rule, BY_ID[rule].statement, BY_ID[rule].advice, BY_ID[rule].source):
        assert said in done.stdout


def test_an_unknown_rule_gets_the_nearest() -> None:
    done = run("explain", "model_requird")

    expected = "mockserver: there is no rule 'model_requird'; did you mean 'model_required'?\n"
    assert (2, "", expected) == (done.returncode, done.stdout, done.stderr)


def test_a_rule_is_listed_as_grave_as_it_is() -> None:
    assert "warn" == BY_ID["no_json_form"].severity
