"""A client without a network that plays scenarios to their end; run as a program it prints digests of all bytes."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, Protocol, TypeAlias

import orjson

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.scenario.load import load_all
from mockserver.scenario.model import EventsReply, RawReply, Scenario
from mockserver.scenario.model import Reply as Written
from mockserver.session.session import Session
from mockserver.values import DIALECTS, Call, Dialect, Event, JsonObject, Reply
from mockserver.wire.sse import decode
from tests.laws.answers import answers

MODEL = "gpt-5"
RETRIES = 2
"""How often a client tries again, as the official SDKs do."""

FURTHER_TURNS: Mapping[str, Sequence[str]] = {"multi_turn": ("I am Ada.", "Bye.")}
"""What the user says after the opening, by scenario."""

WEATHER: JsonObject = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "temperature": {"type": "number"},
        "conditions": {"type": "array", "items": {"enum": ["sunny", "windy"]}},
    },
    "required": ["city", "temperature", "conditions"],
    "additionalProperties": False,
}
TOOLS = ("get_weather", "get_time")
NO_PARAMETERS: JsonObject = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
PARAMETERS: JsonObject = {
    "instructions": "Be brief; naïve “quotes” and \x00 are no trouble.",
    "metadata": {"test": "laws"},
    "tools": [{"type": "function", "name": name, "strict": True, "parameters": NO_PARAMETERS} for name in TOOLS],
}
"""What every request holds beside its input."""

SPECIAL_PARAMETERS: Mapping[str, JsonObject] = {
    "structured_output": {"text": {"format": {"type": "json_schema", "name": "w", "strict": True, "schema": WEATHER}}},
}
"""What the requests to one scenario hold in addition."""


class Exchange(NamedTuple):
    """One request and what came back."""

    body: JsonObject
    reply: Reply

    @property
    def streamed(self) -> bool:
        """Whether events came back."""
        return dict(self.reply.headers)[b"content-type"].startswith(b"text/event-stream")

    @property
    def events(self) -> list[Event]:
        """The events of a stream."""
        return decode(self.reply.body)

    @property
    def response(self) -> JsonObject | None:
        """The finished response; absent after an HTTP error or an `error` event."""
        if self.streamed:
            return None if self.broken_off else self.events[-1]["response"]
        return orjson.loads(self.reply.body) if self.reply.status == 200 else None

    @property
    def error(self) -> JsonObject | None:
        """The whole body of an HTTP error."""
        return None if self.reply.status == 200 else orjson.loads(self.reply.body)

    @property
    def broken_off(self) -> bool:
        """Whether an `error` event ends a stream before its time."""
        return any(event["type"] == "error" for event in self.events)


Style: TypeAlias = Callable[[JsonObject, JsonObject, list[JsonObject]], JsonObject]
"""How a client goes on: of the last request, its response and the new items it makes what the next request holds."""


def by_reference(body: JsonObject, response: JsonObject, new: list[JsonObject]) -> JsonObject:
    """Leave the history to the server."""
    return {"input": new, "previous_response_id": response["id"]}


def by_history(body: JsonObject, response: JsonObject, new: list[JsonObject]) -> JsonObject:
    """Send everything again."""
    return {"input": [*body["input"], *response["output"], *new]}


STYLES: tuple[Style, ...] = (by_reference, by_history)


@cache
def contract(dialect: Dialect = "openai") -> Contract:
    """Read a shipped contract once."""
    return Contract.shipped(resources.contracts(), dialect)


class Part(NamedTuple):
    """A scenario in a dialect that it speaks."""

    scenario: Scenario
    dialect: Dialect

    def __str__(self) -> str:
        return f"{self.scenario.name}-{self.dialect}"


@cache
def scenarios(dialect: Dialect | None = None) -> tuple[Scenario, ...]:
    """Read the shipped scenarios once: all, or those that speak a dialect."""
    return tuple(one for one in load_all([resources.fixtures()]) if dialect is None or one.dialect in (None, dialect))


def parts(*, disturbed: bool) -> list[Part]:
    """List the scenarios that break the rules of a stream on purpose, or all the others, in every dialect of each."""
    return [Part(one, dialect) for dialect in DIALECTS for one in scenarios(dialect) if disturbed is is_disturbed(one)]


class Way(NamedTuple):
    """A scenario in a dialect, and how its client goes on."""

    part: Part
    style: Style

    def __str__(self) -> str:
        return f"{self.part}-{self.style.__name__}"


def ways() -> list[Way]:
    """List the ways to play what is not disturbed: one, where there is nothing to go on with, else one of each style."""
    orderly = parts(disturbed=False)
    return [Way(part, style) for part in orderly for style in STYLES[: len(part.scenario.steps) or 1]]


def is_disturbed(scenario: Scenario) -> bool:
    """Whether any of its replies is no good stream, or no good body."""
    return any(_disturbs(reply) for spec in (*scenario.steps, *scenario.stubs) for reply in spec.replies)


def _disturbs(reply: Written) -> bool:
    if isinstance(reply, RawReply) or (isinstance(reply, EventsReply) and reply.invalid == "allow"):
        return True
    return reply.fault is not None and reply.fault.names() != ("error_event",)


DISTURBED = {scenario.name for scenario in scenarios() if is_disturbed(scenario)}
"""What is played no further than its opening, since there may be no response to go on from."""


class Answerer(Protocol):
    """Whatever answers calls: a session, or a server with one inside."""

    def handle(self, call: Call) -> Reply:
        """Answer one call."""


def play(session: Answerer, name: str, *, streams: bool = False, style: Style = by_reference) -> list[Exchange]:
    """Play one scenario from its opening until nothing is left to say."""
    return list(_exchanges(session, name, streams, style))


def play_alone(
    scenario: Scenario, dialect: Dialect = "openai", *, streams: bool = False, style: Style = by_reference
) -> list[Exchange]:
    """Play one scenario in a session of its own."""
    return play(Session(contract(dialect), [scenario]), scenario.name, streams=streams, style=style)


def play_together(
    names: Iterable[str], session: Answerer | None = None, dialect: Dialect = "openai"
) -> dict[str, bytes]:
    """Play scenarios one after another in one session, in every way; gives all that came back for each."""
    shared = session or Session(contract(dialect), scenarios(dialect))
    return {name: b"".join(_every_way(shared, name)) for name in names}


def _every_way(session: Answerer, name: str) -> Iterator[bytes]:
    for style in STYLES:
        for streams in (False, True):
            for exchange in play(session, name, streams=streams, style=style):
                yield _bytes_of(exchange.reply)


def _bytes_of(reply: Reply) -> bytes:
    return repr((reply.status, reply.headers, reply.body, reply.ending)).encode()


def opening(name: str, streams: bool) -> JsonObject:
    """Write the request that opens a scenario."""
    special = SPECIAL_PARAMETERS.get(name, {})
    return {"model": MODEL, "stream": streams, **PARAMETERS, **special, "input": [_said(f"play {name}")]}


def _exchanges(session: Answerer, name: str, streams: bool, style: Style) -> Iterator[Exchange]:
    further = iter(FURTHER_TURNS.get(name, ()))
    body: JsonObject | None = opening(name, streams)
    while body:
        attempts = _attempts(session, body)
        yield from attempts
        response = None if name in DISTURBED else attempts[-1].response
        new = _following(response, further) if response else []
        body = {**body, **style(body, response, new)} if response and new else None


def _attempts(session: Answerer, body: JsonObject) -> list[Exchange]:
    exchanges: list[Exchange] = []
    for count in range(RETRIES + 1):
        headers = {"authorization": "Bearer test", "x-stainless-retry-count": str(count)}
        exchanges.append(Exchange(body, session.handle(Call("responses.create", headers, body))))
        if exchanges[-1].reply.status not in (429, 500):
            break
    return exchanges


def _following(response: JsonObject, further: Iterator[str]) -> list[JsonObject]:
    return answers(response) or [_said(text) for text in islice(further, 1)]


def _said(text: str) -> JsonObject:
    return {"role": "user", "content": [{"type": "input_text", "text": text}]}


def digest(dialect: Dialect) -> str:
    """Digest all bytes of all shipped scenarios."""
    played = play_together([scenario.name for scenario in scenarios(dialect)], dialect=dialect)
    return sha256(b"".join(played.values())).hexdigest()


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(digest, DIALECTS)))
