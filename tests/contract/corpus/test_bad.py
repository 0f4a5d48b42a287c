"""Requests with one thing wrong: the answer blames that thing, in the API's words."""

import json

import pytest

from mockserver import resources
from mockserver.values import DIALECTS, Dialect
from mockserver.wire.errors import error_type
from tests.contract.corpus.cases import Case, cases, every, refusals

FEWEST = {"openai": 150, "open-responses": 150}
FACTS = ("status", "code", "param")


@every("bad")
def test_a_bad_request_is_refused_for_what_is_wrong(dialect: Dialect, case: Case) -> None:
    first = refusals(dialect, case)[0]

    assert {fact: case[fact] for fact in FACTS} == {fact: getattr(first, fact) for fact in FACTS}
    assert [] == [words for words in case["message_contains"] if words not in first.message]


@every("bad")
def test_one_wrong_thing_is_told_once(dialect: Dialect, case: Case) -> None:
    told = refusals(dialect, case)

    assert case.get("more", False) == (len(told) > 1), told


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_refusal_is_of_the_type_of_its_status(dialect: Dialect) -> None:
    bad = cases("bad", dialect)

    assert [case["type"] for case in bad] == [error_type(case["status"], dialect) for case in bad]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_there_are_enough_bad_requests(dialect: Dialect) -> None:
    assert len(cases("bad", dialect)) >= FEWEST[dialect]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_parameter_is_wrong_somewhere(dialect: Dialect) -> None:
    document = json.loads((resources.contracts() / dialect / "create.json").read_text())
    blamed = {str(case["param"]).partition(".")[0].partition("[")[0] for case in cases("bad", dialect)}

    assert set() == document["CreateResponse"]["properties"].keys() - blamed
