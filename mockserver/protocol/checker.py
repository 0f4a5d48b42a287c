"""Whether a stream is one that the API could send."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mockserver.protocol.dialects import Transport, dialect_row
from mockserver.protocol.fields import field_flaws
from mockserver.protocol.finding import Finding
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_rule import Case, Find
from mockserver.protocol.stream_rules import STREAM_RULES
from mockserver.protocol.stream_state import StreamState, advance
from mockserver.values import Dialect, Event, Violation

_NO_ROW = EventRow("free", {})


@dataclass(frozen=True, slots=True)
class _Named:
    rule: str
    find: Find


def check(events: Iterable[Event], dialect: Dialect = "openai", transport: Transport = "sse") -> list[Violation]:
    """Hold a whole stream of a dialect against `STREAM_RULES`; an empty list means it is correct.

    On a WebSocket the stream is one turn: all frames that answer one request, and those that came between them.
    Violations are in the order of the events, at one event in the order of the rules; `param` names the place, such
    as `events[7].output_index`. Nothing is raised, whatever JSON objects the events are.
    """
    state = StreamState(dialect_row(dialect, transport))
    found: list[Violation] = []
    for number, event in enumerate(events):
        found += _broken(state, event, f"events[{number}]")
        advance(state, event)
    return [*found, *_apply("end", state, _NO_ROW, {}, "events")]


def _broken(state: StreamState, event: Event, where: str) -> Iterator[Violation]:
    row = state.dialect.row(event)
    return _apply(_case(state, row, event), state, row or _NO_ROW, event, where)


def _case(state: StreamState, row: EventRow | None, event: Event) -> Case:
    if state.is_over(event) and (row is None or row.kind != "aside"):
        return "late"
    if row is None:
        return "unknown"
    return "malformed" if any(field_flaws(row, event)) else row.kind


def _apply(case: Case, state: StreamState, row: EventRow, event: Event, where: str) -> Iterator[Violation]:
    for named in _RULES_OF.get(case, ()):
        for finding in named.find(state, row, event):
            yield _violation(named.rule, finding, where)


def _violation(rule: str, finding: Finding, where: str) -> Violation:
    return Violation(rule, finding.message, f"{where}.{finding.place}" if finding.place else where)


def _rules_by_case() -> dict[Case, list[_Named]]:
    table: dict[Case, list[_Named]] = {}
    for rule in STREAM_RULES:
        for case, find in rule.find.items():
            table.setdefault(case, []).append(_Named(rule.id, find))
    return table


_RULES_OF = _rules_by_case()
