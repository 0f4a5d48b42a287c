"""One rule: what it demands, how grave a breach is, and the function that finds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.reading import Aspect
from mockserver.contract.words import place
from mockserver.values import DIALECTS, Dialect, Severity, Violation
from mockserver.values.operation import CONNECT, CREATE

Check: TypeAlias = Callable[[Asked, History | None], Iterable[Violation]]

ANSWERS = (CREATE, CONNECT)
"""The operations that make a response."""

READS = (*ANSWERS, "responses.input_tokens", "responses.compact")
"""The operations that read an input."""

STORES = ("conversations.create", "conversations.items.create")
"""The operations that store items."""

OPENAI: tuple[Dialect, ...] = ("openai",)


def no_check(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Find nothing: the schemas find what breaks this rule."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a call.

    `source` says where the API states it and `constraints` which of the numbered constraints it covers; `advice` is
    why the API has the rule and how to repair a breach. A call cannot break the rule without all of the top-level
    parameters in `watches`, or when its items have nothing of the aspect that the rule `looks_at`; the check is made
    only when the first of the parameters has a value. The verdict of a `remembered` rule depends on the one parameter
    that it watches and on nothing else, so it may be kept.
    """

    id: str
    statement: str
    severity: Severity
    source: str
    advice: str
    check: Check = no_check
    constraints: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    looks_at: Aspect | None = None
    operations: tuple[str, ...] = ANSWERS
    dialects: tuple[Dialect, ...] = DIALECTS
    remembered: bool = False


def missing(rule: str, param: str, more: str = "") -> Violation:
    """Say that a parameter is missing, as the API does."""
    return Violation(rule, f"Missing required parameter: '{param}'.{more}", param, "missing_required_parameter")


def invalid(rule: str, param: str, problem: str) -> Violation:
    """Say that a value is of no use where it stands."""
    return Violation(rule, f"Invalid '{param}': {problem}", param, "invalid_value")


def at(*path: str | int) -> str:
    """Write a place as the API writes `param`."""
    return place(path)
