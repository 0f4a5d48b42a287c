"""The rules of one session: which are asked, and how grave a breach is."""

from collections.abc import Iterable, Mapping

from mockserver.contract.limits import TOLD_VIOLATIONS
from mockserver.contract.rules import AUTHORIZATION, REQUEST_RULES, RULES, Asked, History
from mockserver.contract.rules.authorization import bears_token
from mockserver.contract.rules.model_table import NO_MODELS, ModelTable
from mockserver.contract.rules.plan import Plan
from mockserver.values import Call, Dialect, Severity, Violation, did_you_mean
from mockserver.values.operation import CONNECT

SOCKET_CREATE = "response.create"
SEVERITY: Mapping[str, Severity] = {rule.id: rule.severity for rule in RULES}
ORDER: Mapping[str, int] = {rule.id: index for index, rule in enumerate(RULES)}


class UnknownRule(Exception):  # noqa: N818 - it is about a word that a user wrote, as ScenarioError is about a file
    """There is no rule of this name; the text is one line with the nearest name."""


class RuleBook:
    """The rules of a dialect, with the severities that a user sets in place of the usual ones.

    Models outside the table may do anything; the table that is shipped is `ModelTable.load` of `models.json`.
    """

    def __init__(
        self,
        dialect: Dialect = "openai",
        severities: Mapping[str, Severity] | None = None,
        models: ModelTable = NO_MODELS,
    ) -> None:
        """Raise UnknownRule when a severity is set for a rule that does not exist."""
        chosen = severities or {}
        for rule_id in chosen:
            _require(rule_id)
        self.dialect = dialect
        self.models = models
        self._severities: Mapping[str, Severity] = {**SEVERITY, **chosen}
        self._plans = self._planned()

    def severity(self, rule_id: str) -> Severity:
        """Say how grave a breach of a rule is; what is no rule of this table always refuses."""
        return self._severities.get(rule_id, "error")

    def refuses(self, violation: Violation) -> bool:
        """Say whether a violation refuses the call."""
        return self.severity(violation.rule) == "error"

    def authorization(self, call: Call) -> list[Violation]:
        """Return what is wrong with the call's authorization."""
        if bears_token(call.headers) or self.severity(AUTHORIZATION.id) == "off":
            return []
        return [*AUTHORIZATION.check(Asked(call), None)]

    def broken(self, call: Call, history: History | None) -> list[Violation]:
        """Return how a call whose body fits the schema breaks the rules that are not off, in the table's order.

        At most 100 are told, those that refuse the call before others.
        """
        plan = self._plans.get(call.operation) if _asks(call) else None
        found = plan.found(Asked(call, self.models, self.dialect), history) if plan is not None else []
        return sorted(self._told(found), key=_order) if len(found) > 1 else found

    def _told(self, found: list[Violation]) -> list[Violation]:
        if len(found) <= TOLD_VIOLATIONS:
            return found
        return sorted(found, key=lambda violation: (not self.refuses(violation), _order(violation)))[:TOLD_VIOLATIONS]

    def _planned(self) -> Mapping[str, Plan]:
        asked = [rule for rule in REQUEST_RULES if self.dialect in rule.dialects and self.severity(rule.id) != "off"]
        operations = sorted({operation for rule in asked for operation in rule.operations})
        by_operation = {operation: [rule for rule in asked if operation in rule.operations] for operation in operations}
        return {operation: Plan(rules, self.models) for operation, rules in by_operation.items()}


def _asks(call: Call) -> bool:
    """Say whether a call asks for something: of the messages on a socket only one kind does."""
    return call.operation != CONNECT or call.body.get("type", SOCKET_CREATE) == SOCKET_CREATE


def _order(violation: Violation) -> int:
    return ORDER[violation.rule]


def _require(rule_id: str) -> None:
    if rule_id not in SEVERITY:
        raise UnknownRule(no_rule(rule_id, SEVERITY))


def no_rule(rule_id: str, known: Iterable[str]) -> str:
    """Say that there is no rule of a name, with the nearest that there is."""
    return f"there is no rule {rule_id!r}{did_you_mean(rule_id, known)}"
