import tracemalloc
from typing import Any

import pytest

from mockserver.contract.limits import TOLD_VIOLATIONS
from mockserver.contract.rulebook import RuleBook, UnknownRule
from mockserver.contract.rules import REQUEST_RULES, RULES
from mockserver.contract.rules.plan import LARGEST_REMEMBERED, MOST_REMEMBERED, REMEMBERED
from mockserver.values import Call, Violation

BAD = {"input": "a", "tools": [{"type": "mcp", "server_label": "s"}], "user": "u"}


def call(body: dict[str, Any], operation: str = "responses.create") -> Call:
    return Call(operation, {}, body)


def rules_broken(book: RuleBook, body: dict[str, Any] = BAD) -> list[str]:
    return [violation.rule for violation in book.broken(call(body), None)]


def test_violations_come_in_the_order_of_the_table() -> None:
    assert ["model_required", "deprecated_user", "mcp_target"] == rules_broken(RuleBook())


def test_a_rule_that_is_off_is_not_looked_at() -> None:
    book = RuleBook(severities={"mcp_target": "off", "model_required": "off"})

    assert ["deprecated_user"] == rules_broken(book)


@pytest.mark.parametrize(
    ("rule", "severities", "refuses"),
    [
        ("mcp_target", {}, True),
        ("mcp_target", {"mcp_target": "warn"}, False),
        ("deprecated_user", {}, False),
        ("deprecated_user", {"deprecated_user": "error"}, True),
        ("unknown_parameter", {}, True),
        ("unknown_parameter", {"unknown_parameter": "warn"}, False),
        ("json", {}, True),
        ("authorization", {}, True),
    ],
)
def test_only_errors_refuse(rule: str, severities: dict[str, Any], refuses: bool) -> None:
    assert refuses == RuleBook(severities=severities).refuses(Violation(rule, "m"))


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("mcp_targets", "there is no rule 'mcp_targets'; did you mean 'mcp_target'?"),
        ("zzzzzz", "there is no rule 'zzzzzz'"),
        ("json", "there is no rule 'json'"),
    ],
)
def test_a_severity_of_an_unknown_rule_is_an_error(rule: str, problem: str) -> None:
    with pytest.raises(UnknownRule) as caught:
        RuleBook(severities={rule: "off"})

    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_be_set(rule: Any) -> None:
    assert "off" == RuleBook(severities={rule.id: "off"}).severity(rule.id)


def test_with_all_rules_off_nothing_is_broken() -> None:
    assert [] == rules_broken(RuleBook(severities={rule.id: "off" for rule in REQUEST_RULES}))


@pytest.mark.parametrize("operation", ["responses.retrieve", "models.list", "no.such.operation"])
def test_operations_without_rules_break_none(operation: str) -> None:
    assert [] == RuleBook().broken(call(BAD, operation), None)


def test_a_kept_verdict_is_the_same_again() -> None:
    book = RuleBook()
    fine = {**BAD, "tools": [{"type": "mcp", "server_label": "s", "server_url": "u"}]}

    assert [3, 2, 3, 2] == [len(rules_broken(book, body)) for body in (BAD, fine, BAD, fine)]


def test_more_verdicts_than_are_kept() -> None:
    book = RuleBook()
    bodies = [{**BAD, "tools": [{"type": "mcp", "server_label": str(label)}]} for label in range(2 * REMEMBERED)]

    assert {3} == {len(rules_broken(book, body)) for body in bodies}


@pytest.mark.parametrize("extra", ["x" * LARGEST_REMEMBERED, 2**70], ids=["large", "not to be written"])
def test_what_cannot_be_kept_is_looked_at(extra: Any) -> None:
    body = {**BAD, "tools": [{"type": "mcp", "server_label": "s", "extra": extra}]}

    assert "mcp_target" in rules_broken(RuleBook(), body)


def test_each_dialect_has_its_rules() -> None:
    assert "mcp_target" not in rules_broken(RuleBook("open-responses"))
    assert "open-responses" == RuleBook("open-responses").dialect


def test_warnings_leave_room_for_what_refuses() -> None:
    asides = [{"role": "user", "content": "a", "phase": "commentary"} for _ in range(200)]
    body = {"model": "m", "input": [*asides, {"type": "mcp_approval_response", "approval_request_id": "r"}]}

    broken = rules_broken(RuleBook(), body)

    assert TOLD_VIOLATIONS == len(broken)
    assert ["phase_on_assistant", "approval_without_request"] == list(dict.fromkeys(broken))


@pytest.mark.parametrize("tools", [[{"extra": [1] * 30_000}], [{"type": "mcp"}] * 200], ids=["large", "much is wrong"])
def test_what_is_kept_is_bounded(tools: list[Any]) -> None:
    book = RuleBook()

    tracemalloc.start()
    for number in range(2 * REMEMBERED):
        book.broken(call({**BAD, "tools": [*tools, {"number": number}]}), None)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 1.2 * MOST_REMEMBERED
