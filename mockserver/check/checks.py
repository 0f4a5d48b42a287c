"""How each kind of file is checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from mockserver.check.finding import Finding, path_of, words
from mockserver.check.subject import Kind, Subject
from mockserver.contract.contract import Contract
from mockserver.protocol.checker import check as check_stream
from mockserver.protocol.response_check import check_response
from mockserver.scenario.model import Scenario
from mockserver.values import Call, Event, Json, Violation

_OPERATIONS: Mapping[str, str] = {
    "response": "responses.create",
    "response.compaction": "responses.compact",
    "response.input_tokens": "responses.input_tokens",
    "conversation": "conversations.create",
    "conversation.deleted": "conversations.delete",
    "list": "responses.input_items",
    "model": "models.retrieve",
}
"""The operation that answers with an object of this name."""


class Standard:
    """What files are held against: contracts, and the operation that a request is for."""

    def __init__(self, contract_for: Callable[[Sequence[Scenario]], Contract], operation: str) -> None:
        self.contract_for = contract_for
        self.operation = operation

    @cached_property
    def contract(self) -> Contract:
        """The contract of files that have no terms of their own."""
        return self.contract_for(())


Check: TypeAlias = Callable[[Subject, Standard], Iterable[Finding]]


def request(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold a request's body against the contract."""
    if not isinstance(subject.value, dict):
        return iter([_not_an_object(subject, "request")])
    call = Call(standard.operation, {}, subject.value)
    return _placed(subject, standard.contract.violations(call, None), standard)


def response(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold what an operation answered against the contract, a response against the rules of its end too."""
    if not isinstance(subject.value, dict):
        return iter([_not_an_object(subject, "response")])
    name = subject.value.get("object", "response")
    operation = _OPERATIONS.get(name, "responses.create") if isinstance(name, str) else "responses.create"
    return _placed(subject, reply_violations(standard.contract, operation, subject.value), standard)


def error(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold the body of an error against the contract."""
    return _placed(subject, standard.contract.error_violations(subject.value), standard)


def stream(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold a stream's events against the contract, and their order against the rules of a stream."""
    events = subject.value if isinstance(subject.value, list) else []
    odd = [at for at, event in enumerate(events) if not isinstance(event, dict)]
    if odd or not events:
        place = subject.places.nearest((odd[0],) if odd else ())
        return iter([Finding(place, "event_type", "a stream is one or more events, each a JSON object")])
    return _placed(subject, stream_violations(standard.contract, events), standard)


def reply_violations(contract: Contract, operation: str, body: Json) -> list[Violation]:
    """Tell what is wrong with the body that answers an operation."""
    found = contract.reply_violations(operation, body)
    ends = operation == "responses.create" and not found
    return [*found, *(check_response(body, contract.dialect) if ends else ())]


def stream_violations(contract: Contract, events: list[Event]) -> list[Violation]:
    """Tell what is wrong with a stream; what the contract says of an event comes before the order of all."""
    found = [
        Violation(one.rule, one.message, f"events[{at}].{one.param or ''}".rstrip("."), one.code)
        for at, event in enumerate(events)
        for one in contract.event_violations(event)
    ]
    return [*found, *check_stream(events, contract.dialect)]


def _placed(subject: Subject, violations: Iterable[Violation], standard: Standard) -> Iterator[Finding]:
    for violation in violations:
        path = path_of(violation.param)
        place = subject.places.nearest(path[1:] if subject.kind == "stream" else path)
        severity = standard.contract.rulebook.severity(violation.rule)
        if severity != "off":
            yield Finding(place, violation.rule, words(violation), severity, violation.param)


def _not_an_object(subject: Subject, noun: str) -> Finding:
    return Finding(subject.places.nearest(()), "invalid_type", f"a {noun} is a JSON object")


VALUE_CHECKS: Mapping[Kind, Check] = {"request": request, "response": response, "error": error, "stream": stream}
"""The checks of what was saved from the wire."""
