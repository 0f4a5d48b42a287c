"""How each kind of file is checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from mockserver.check.answers import OPERATIONS, answered_by, object_named
from mockserver.check.finding import Finding
from mockserver.check.framing import check_frames
from mockserver.check.rule import UNKNOWN_OBJECT
from mockserver.check.subject import Kind, Subject
from mockserver.contract.contract import Contract
from mockserver.contract.rulebook import SOCKET_CREATE
from mockserver.protocol.checker import check as check_stream
from mockserver.protocol.own_types import without_own_types
from mockserver.protocol.response_check import check_response
from mockserver.scenario.model import Scenario
from mockserver.scenario.spelling import unknown
from mockserver.values import Call, Event, Json, JsonObject, Violation, path_of, words
from mockserver.values.operation import CONNECT, CREATE

_WITH_RESPONSE = frozenset({CREATE, "responses.retrieve", "responses.cancel"})
_SHAPE_RULES = frozenset({"event_type", "event_fields"})


class Standard:
    """What files are held against: contracts, and the operation that they belong to when the user says so."""

    def __init__(self, contract_for: Callable[[Sequence[Scenario]], Contract], operation: str | None = None) -> None:
        self.contract_for = contract_for
        self.operation = operation

    @cached_property
    def contract(self) -> Contract:
        """The contract of files that have no terms of their own."""
        return self.contract_for(())


Check: TypeAlias = Callable[[Subject, Standard], Iterable[Finding]]


def request(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold a request's body against the contract, each rule as grave as a user has it for clients."""
    if not isinstance(subject.value, dict):
        yield _not_an_object(subject, "request")
        return
    call = Call(standard.operation or _asked(subject.value), {}, subject.value)
    for found in _placed(subject, standard.contract.violations(call, None)):
        severity = standard.contract.rulebook.severity(found.rule)
        if severity != "off":
            yield found._replace(severity=severity)


def response(subject: Subject, standard: Standard) -> Iterable[Finding]:
    """Hold what an operation answered against the contract, a response against the rules of its end too."""
    if not isinstance(subject.value, dict):
        return [_not_an_object(subject, "response")]
    operation = standard.operation or answered_by(subject.value)
    if operation is None:
        return [_unknown_object(subject, subject.value)]
    if not standard.contract.describes_reply(operation):
        message = f"the contract does not describe what {operation} answers"
        return [Finding(subject.places.nearest(("object",)), UNKNOWN_OBJECT.id, message)]
    return _placed(subject, reply_violations(standard.contract, operation, subject.value))


def error(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold the body of an error against the contract."""
    return _placed(subject, standard.contract.error_violations(subject.value))


def stream(subject: Subject, standard: Standard) -> Iterator[Finding]:
    """Hold a stream's events against the contract, and their order and frames against the rules of a stream."""
    events = subject.value if isinstance(subject.value, list) else []
    odd = [at for at, event in enumerate(events) if not isinstance(event, dict)]
    if odd or not events:
        place = subject.places.nearest((odd[0],) if odd else ())
        yield Finding(place, "event_type", "a stream is one or more events, each a JSON object")
        return
    contract = standard.contract
    yield from _placed(subject, stream_violations(contract, events))
    if subject.frames:
        yield from _placed(subject, check_frames(subject.frames, events, contract.dialect))


def reply_violations(contract: Contract, operation: str, body: Json) -> list[Violation]:
    """Tell what is wrong with the body that answers an operation."""
    found = without_own_types(contract.reply_violations(operation, body), body, contract.dialect)
    ends = operation in _WITH_RESPONSE and not found
    return [*found, *(check_response(body, contract.dialect) if ends else ())]


def stream_violations(contract: Contract, events: list[Event]) -> list[Violation]:
    """Tell what is wrong with a stream: first what the contract says of each event, then the rules of a stream.

    Two of those rules ask what the contract asks in more detail; they are left out where it has told already.
    """
    found = [
        Violation(one.rule, one.message, f"events[{at}].{one.param or ''}".rstrip("."), one.code)
        for at, event in enumerate(events)
        for one in without_own_types(contract.event_violations(event), event, contract.dialect)
    ]
    told = {one.param for one in found}
    ordered = check_stream(events, contract.dialect)
    return [*found, *(one for one in ordered if one.param not in told or one.rule not in _SHAPE_RULES)]


def _asked(body: JsonObject) -> str:
    """Name the operation of a request: the messages on a socket have a type."""
    return CONNECT if body.get("type") == SOCKET_CREATE else CREATE


def _placed(subject: Subject, violations: Iterable[Violation]) -> Iterator[Finding]:
    for violation in violations:
        place = subject.places.nearest(_path(subject, violation))
        yield Finding(place, violation.rule, words(violation), "error", violation.param)


def _path(subject: Subject, violation: Violation) -> tuple[str | int, ...]:
    """Find the part of the value; what a stream as a whole lacks is missing at its end."""
    path = path_of(violation.param)
    return (path[1:] or (len(subject.value),)) if subject.kind == "stream" else path


def _unknown_object(subject: Subject, body: JsonObject) -> Finding:
    name, param = object_named(body)
    message = unknown("object", name, OPERATIONS)
    return Finding(subject.places.nearest(path_of(param)), UNKNOWN_OBJECT.id, message, param=param)


def _not_an_object(subject: Subject, noun: str) -> Finding:
    return Finding(subject.places.nearest(()), "invalid_type", f"a {noun} is a JSON object")


VALUE_CHECKS: Mapping[Kind, Check] = {"request": request, "response": response, "error": error, "stream": stream}
"""The checks of what was saved from the wire."""
