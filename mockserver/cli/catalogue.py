"""Every rule that mockserver knows, whatever it is about."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from mockserver.check.rule import FILE_RULES, FRAME_RULES
from mockserver.contract.rules import RULES
from mockserver.protocol.stream_rules import STREAM_RULES


class Entry(NamedTuple):
    """One rule, as it is listed; `advice` is empty when the statement says all."""

    id: str
    about: Literal["call", "stream", "file"]
    statement: str
    severity: str
    source: str
    advice: str = ""


def _of_calls() -> list[Entry]:
    return [
        Entry(rule.id, "call", rule.statement, rule.severity, _source(rule.source, rule.constraints), rule.advice)
        for rule in RULES
    ]


def _source(source: str, constraints: tuple[str, ...]) -> str:
    more = [name for name in constraints if name not in source]
    return ", ".join([source, *more])


CATALOGUE: tuple[Entry, ...] = (
    *_of_calls(),
    *(Entry(rule.id, "stream", rule.statement, "error", rule.source) for rule in STREAM_RULES),
    *(Entry(rule.id, "stream", rule.statement, rule.severity, rule.source) for rule in FRAME_RULES),
    *(Entry(rule.id, "file", rule.statement, rule.severity, rule.source) for rule in FILE_RULES),
)
"""All rules; those of calls first, in the order in which they are asked."""

BY_ID: Mapping[str, Entry] = {entry.id: entry for entry in CATALOGUE}
