"""How a scenario file is checked: it loads, and every reply of it is one that the API could send."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import orjson

from mockserver.check.checks import Standard, reply_violations, stream_violations
from mockserver.check.finding import Finding
from mockserver.check.rule import NO_JSON_FORM, SCENARIO
from mockserver.contract.contract import Contract
from mockserver.replies.script import Filling, Script, Source
from mockserver.replies.sources import source_of
from mockserver.scenario.load import load
from mockserver.scenario.model import EventsReply, Fault, RawReply, Reply, Scenario, TokensReply
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.echoes import Echoes
from mockserver.session.given import check_given
from mockserver.session.reading import Reading
from mockserver.values import Event, JsonObject, Place, ScenarioError, Violation, path_of, words
from mockserver.values import Reply as Plan
from mockserver.values.operation import CREATE
from mockserver.wire.sse import decode

Spot: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a part of a reply, in its file or in its JSON."""

_SAMPLE: JsonObject = {"model": "gpt-5", "input": "Hello"}
"""A call that asks for nothing special."""

_COUNT = "responses.input_tokens"

_WAYS = {"a reply asked for as JSON": False, "a stream": True}


def scenario_findings(path: Path, standard: Standard) -> list[Finding]:
    """Tell what is wrong with a scenario file, which is held against its own terms."""
    try:
        scenario = load(path)
        contract = standard.contract_for([scenario])
        candidates = Candidates([scenario], contract)
        check_given(scenario, contract)
    except ScenarioError as error:
        return [Finding(error.place, SCENARIO.id, error.message)]
    return [found for candidate in candidates.all for found in _findings(scenario, candidate, contract)]


def _findings(scenario: Scenario, candidate: Candidate, contract: Contract) -> Iterator[Finding]:
    reading = Reading(_SAMPLE)
    filling = Filling("0" * 46, 0, 0, reading.tokens, Echoes(contract.dialect).write(reading))
    for number, (reply, source) in enumerate(zip(candidate.spec.replies, candidate.sources, strict=True)):
        at = (*candidate.path, "replies", number)
        if not _breaks_rules(reply):
            told = source if reply.fault is None else source_of(_undisturbed(reply, reply.fault), contract.dialect, 0)
            script = told.script_for(_SAMPLE)
            for spot, violation in _told_once(_violations(script, filling, contract, _told_as(reply))):
                yield Finding(scenario.place(*at, *spot), violation.rule, words(violation), param=violation.param)
        formless = _formless(source) if reply.fault else ()
        yield from (_no_form(scenario.place(*at, "fault", name), name, way) for name, way in formless)


def _told_as(reply: Reply) -> str:
    """Name the operation whose body a reply becomes: the items of every operation are held against a response."""
    return _COUNT if isinstance(reply, TokensReply) else CREATE


def _breaks_rules(reply: Reply) -> bool:
    """Whether an author says every byte, or breaks the rules openly."""
    return isinstance(reply, RawReply) or (isinstance(reply, EventsReply) and reply.invalid == "allow")


def _undisturbed(reply: Reply, fault: Fault) -> Reply:
    """Leave only the fault that tells events of its own."""
    error = fault.error_event
    return reply.model_copy(update={"fault": Fault(error_event=error) if error else None})


def _formless(source: Source) -> Iterator[tuple[str, str]]:
    """Name the faults that do nothing in one of the ways a reply may be asked for."""
    script = source.script_for(_SAMPLE)
    for way, streams in _WAYS.items():
        yield from ((name, way) for name in script.effect(streams=streams).idle)


def _no_form(place: Place, name: str, way: str) -> Finding:
    return Finding(place, NO_JSON_FORM.id, f"the fault '{name}' does nothing to {way}", severity=NO_JSON_FORM.severity)


def _told_once(violations: Iterable[tuple[Spot, Violation]]) -> Iterator[tuple[Spot, Violation]]:
    """Leave out what breaks a rule where it is broken already: JSON, and each event of a stream, tell the same."""
    told: set[tuple[str, Spot]] = set()
    for path, violation in violations:
        if (violation.rule, path) not in told:
            told.add((violation.rule, path))
            yield _spot(path), violation


def _violations(
    script: Script, filling: Filling, contract: Contract, operation: str
) -> Iterator[tuple[Spot, Violation]]:
    """Give what is wrong with a reply to an operation, first as JSON, and the path in that JSON."""
    for streams in (False, True):
        reply = script.reply(filling, streams=streams)
        events = decode(reply.body) if _is_stream(reply) else []
        found = stream_violations(contract, events) if events else _body_violations(reply, contract, operation)
        yield from ((_in_body(path_of(violation.param), events), violation) for violation in found)


def _is_stream(reply: Plan) -> bool:
    return dict(reply.headers)[b"content-type"].startswith(b"text/event-stream")


def _body_violations(reply: Plan, contract: Contract, operation: str) -> list[Violation]:
    body = orjson.loads(reply.body)
    if reply.status >= 400:
        return contract.error_violations(body)
    return reply_violations(contract, operation, body)


def _in_body(path: Spot, events: Sequence[Event]) -> Spot:
    """Find the path in the JSON body that says the same as a path in the events."""
    match path:
        case ("events", int(at), "response", *inner) if at < len(events):
            return tuple(inner)
        case ("events", int(at), *_, key) if at < len(events) and events[at].get("type") == "error":
            return ("error", key)
        case ("events", int(at), *inner) if at < len(events) and "output_index" in events[at]:
            return ("output", events[at]["output_index"], *(inner[1:] if inner[:1] == ["item"] else inner))
    return path


def _spot(path: Spot) -> Spot:
    """Find the part of a reply in its file that a path in its JSON comes from."""
    match path:
        case ("output", index, *_):
            return ("output", index)
        case ("usage", *_, key):
            return ("usage", key)
        case ("error", *_, key):
            # The file has one of these: an error, a fault, a response that failed. Parts that it lacks are skipped.
            return ("error", "fault", "error_event", key, "status", "failed", key)
        case ("status" | "incomplete_details" | "error", *_):
            return ("status",)
    return ()
