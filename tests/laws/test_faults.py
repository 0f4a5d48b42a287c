"""A fault changes what leaves, just as it says, and nothing else."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

import pytest

from mockserver.protocol.checker import check
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.values import Call, Ending, JsonObject, Reply
from tests.laws.player import Exchange, Part, by_reference, contract, opening, parts, play_alone

Blocks: TypeAlias = list[bytes]
"""The events of a stream as they leave, and what follows the last."""

PAGE = (
    b"<!doctype html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
)
DONE = b"data: [DONE]\n\n"
FIRST_DELTA = 4
"""Where the first delta stands in the stream of one message."""


class Seen(NamedTuple):
    """What a client gets: the status, the bytes, and how they end."""

    status: int
    body: bytes
    ending: Ending


Change: TypeAlias = Callable[[Blocks], Blocks]
Expected: TypeAlias = tuple[Change, Ending]


def _same(blocks: Blocks) -> Blocks:
    return blocks


def _first(count: int, more: int = 0) -> Change:
    return lambda blocks: [*blocks[:count], blocks[count][:more]]


def _nothing(blocks: Blocks) -> Blocks:
    return []


def _delta(old: bytes, new: bytes) -> Change:
    """Change the first delta."""
    at = FIRST_DELTA
    return lambda blocks: [*blocks[:at], blocks[at].replace(old, new, 1), *blocks[at + 1 :]]


STREAMS: Mapping[str, Expected] = {
    "disconnect_before_headers": (_nothing, "hang_up"),
    "disconnect_after_headers": (_nothing, "hang_up"),
    "disconnect_after": (_first(6), "hang_up"),
    "disconnect_mid_event": (_first(6, 40), "hang_up"),
    "truncate_after": (_first(6), "complete"),
    "stall": (_first(6), "hang"),
    "stall_for": (_same, "complete"),
    "malformed_json": (_delta(b"}\n\n", b"\n\n"), "complete"),
    "invalid_utf8": (_delta(b'"delta":"', b'"delta":"\xe2\x82'), "complete"),
    "wrong_event_name": (_delta(b"response.output_text.delta", b"mock.wrong_event_name"), "complete"),
    "wrong_sequence_number": (_delta(b'"sequence_number":4', b'"sequence_number":104'), "complete"),
    "duplicate_event": (lambda blocks: [*blocks[:5], *blocks[4:]], "complete"),
    "drop_event": (lambda blocks: [*blocks[:4], *blocks[5:]], "complete"),
    "reorder_events": (lambda blocks: [*blocks[:4], blocks[5], blocks[4], *blocks[6:]], "complete"),
    "missing_done": (lambda blocks: [block for block in blocks if block != DONE], "complete"),
    "slow_headers": (_same, "complete"),
    "content_type": (_same, "complete"),
    "cut_body": (lambda blocks: [b"".join(blocks)[:300]], "hang_up"),
    "content_length": (_same, "complete"),
    "html_error": (lambda blocks: [PAGE], "complete"),
    "empty_body": (_nothing, "complete"),
}
BODIES: Mapping[str, Expected] = {
    "disconnect_before_headers": (_nothing, "hang_up"),
    "disconnect_after_headers": (_nothing, "hang_up"),
    "disconnect_after": (_nothing, "hang_up"),
    "disconnect_mid_event": (_nothing, "hang_up"),
    "stall": (_nothing, "hang"),
    "malformed_json": (lambda blocks: [blocks[0].removesuffix(b"}")], "complete"),
    "invalid_utf8": (lambda blocks: [blocks[0].replace(b'"type":"', b'"type":"\xe2\x82', 1)], "complete"),
    "cut_body": (lambda blocks: [blocks[0][:300]], "hang_up"),
    "content_length": (_same, "hang_up"),
    "html_error": (lambda blocks: [PAGE], "complete"),
    "empty_body": (_nothing, "complete"),
}
"""The faults that change the bytes of a JSON body; those that are missing leave them alone."""
STATUSES = {"html_error": 502}
OTHER_HEADERS = {
    "content_type": {b"content-type": b"text/html"},
    "html_error": {b"content-type": b"text/html; charset=utf-8"},
}
LENGTHS = {("content_length", False): 100_000}
LATE = {"slow_headers": 0.02, "stall_for": 0.02}
"""When the last byte is due, in seconds."""

PAIRS = [part for part in parts(disturbed=True) if part.scenario.name in STREAMS]
in_both_ways = pytest.mark.parametrize("streams", [False, True], ids=["json", "stream"])


@pytest.fixture(params=PAIRS, ids=str)
def part(request: pytest.FixtureRequest) -> Part:
    given: Part = request.param
    return given


def undisturbed(scenario: Scenario) -> Scenario:
    steps = [
        step.model_copy(update={"reply": step.reply and step.reply.model_copy(update={"fault": None})})
        for step in scenario.steps
    ]
    return scenario.model_copy(update={"steps": tuple(steps)})


def sessions(part: Part) -> tuple[Session, Session]:
    """Open two sessions that differ in the fault only: with and without it."""
    return Session(contract(part.dialect), [part.scenario]), Session(
        contract(part.dialect), [undisturbed(part.scenario)]
    )


def answer(session: Session, body: JsonObject) -> Reply:
    return session.handle(Call("responses.create", {"authorization": "Bearer test"}, body))


def openings(part: Part, streams: bool) -> tuple[Reply, Reply]:
    broken, whole = sessions(part)
    body = opening(part.scenario.name, streams)
    return answer(broken, body), answer(whole, body)


def blocks_of(body: bytes, streams: bool) -> Blocks:
    return [block + b"\n\n" for block in body.split(b"\n\n")[:-1]] if streams else [body]


def test_every_fault_is_looked_at() -> None:
    looked_at = {*STREAMS, "raw", "invalid_events"}

    assert looked_at == {part.scenario.name for part in parts(disturbed=True)}


@in_both_ways
def test_bytes_differ_as_the_fault_says(part: Part, streams: bool) -> None:
    name = part.scenario.name
    change, ending = STREAMS[name] if streams else BODIES.get(name, (_same, "complete"))
    reply, whole = openings(part, streams)
    wanted = b"".join(change(blocks_of(whole.body, streams)))

    assert Seen(STATUSES.get(name, 200), wanted, ending) == Seen(reply.status, reply.body, reply.ending)


@in_both_ways
def test_headers_differ_as_the_fault_says(part: Part, streams: bool) -> None:
    reply, whole = openings(part, streams)
    unlike = {name: value for name, value in reply.headers if (name, value) not in whole.headers}
    unlike.pop(b"content-length", None)

    assert OTHER_HEADERS.get(part.scenario.name, {}) | _body_type(part, streams) == unlike


def _body_type(part: Part, streams: bool) -> dict[bytes, bytes]:
    # An empty body is that of a JSON reply.
    return {b"content-type": b"application/json"} if streams and part.scenario.name == "empty_body" else {}


@in_both_ways
def test_time_passes_as_the_fault_says(part: Part, streams: bool) -> None:
    reply, _ = openings(part, streams)

    assert LATE.get(part.scenario.name, 0.0) == max((burst.due for burst in reply.bursts), default=0.0)


@in_both_ways
def test_declared_length_is_that_of_the_answer(part: Part, streams: bool) -> None:
    reply, whole = openings(part, streams)
    kept = reply if reply.ending == "complete" else whole
    wanted = LENGTHS.get((part.scenario.name, streams), len(kept.body))

    assert dict(reply.headers).get(b"content-length") in (None, b"%d" % wanted)


@in_both_ways
def test_session_goes_on_as_if_nothing_had_happened(part: Part, streams: bool) -> None:
    body = opening(part.scenario.name, streams)
    broken, whole = sessions(part)
    answer(broken, body)
    response = Exchange(body, answer(whole, body)).response or {}
    following = {**body, **by_reference(body, response, [{"role": "user", "content": "And now?"}])}

    assert answer(whole, following) == answer(broken, following)
    assert f"{part.scenario.name} step 2" == list(broken.journal)[-1].played


@in_both_ways
def test_journal_names_the_fault(part: Part, streams: bool) -> None:
    session, _ = sessions(part)
    answer(session, opening(part.scenario.name, streams))
    [exchange] = session.journal
    written = part.scenario.steps[0].replies[0].fault

    assert written
    assert {*written.names()} == {*exchange.faults, *exchange.idle_faults}


def alone(name: str) -> Part:
    return next(part for part in parts(disturbed=True) if part.scenario.name == name)


@in_both_ways
def test_raw_bytes_leave_as_they_are(streams: bool) -> None:
    [exchange] = play_alone(alone("raw").scenario, streams=streams)

    assert b"This is neither JSON nor a stream." == exchange.reply.body
    assert b"text/plain; charset=utf-8" == dict(exchange.reply.headers)[b"content-type"]


def test_invalid_events_leave_as_they_are_written() -> None:
    [exchange] = play_alone(alone("invalid_events").scenario, streams=True)

    assert ["response.created", "response.output_text.delta", "response.surprise", "response.completed"] == [
        event["type"] for event in exchange.events
    ]
    assert [] != check(exchange.events, "openai")
