"""Requests that the API takes and refuses, by dialect."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.contract.rulebook import RuleBook
from mockserver.values import DIALECTS, Call, Dialect, Violation

Case = dict[str, Any]


def cases(kind: str, dialect: Dialect) -> list[Case]:
    """Read the good or the bad requests of a dialect."""
    path = Path(__file__).parent / f"{kind}_{dialect.replace('-', '_')}.json"
    read: list[Case] = json.loads(path.read_text())
    return read


def every(kind: str) -> pytest.MarkDecorator:
    """Ask a test of every good or bad request of both dialects."""
    table = [
        pytest.param(dialect, case, id=f"{dialect}: {case['name']}")
        for dialect in DIALECTS
        for case in cases(kind, dialect)
    ]
    return pytest.mark.parametrize(("dialect", "case"), table)


@cache
def contract(dialect: Dialect) -> Contract:
    """Give the contract that is shipped for a dialect."""
    return Contract.shipped(resources.contracts(), dialect)


def refusals(dialect: Dialect, case: Case) -> list[Violation]:
    """Give what a request is refused for, in the order in which a server says it."""
    call = Call(case["operation"], case.get("headers", {}), case["body"], case.get("query", {}))
    if "headers" in case:
        return contract(dialect).authorize(call)
    book = RuleBook(dialect)
    return [violation for violation in contract(dialect).violations(call, None) if book.refuses(violation)]
