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
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.values import DIALECTS, Call, Dialect, Event, JsonObject, Reply
from mockserver.wire.sse import decode

MODEL = "gpt-5"
RETRIES = 2
"""How often a client tries again, as the official SDKs do."""

FURTHER_TURNS: Mapping[str, Sequence[str]] = {"multi_turn": ("I am Ada.", "Bye.")}
"""What the user says after the opening, by scenario."""

TOOL_OUTPUTS: Mapping[str, JsonObject] = {
    "get_weather": {"temperature": 18, "unit": "celsius"},
    "get_time": {"time": "12:00"},
}
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
NO_PARAMETERS: JsonObject = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
PARAMETERS: JsonObject = {
    "instructions": "Be brief; naïve “quotes” and \x00 are no trouble.",
    "metadata": {"test": "laws"},
    "tools": [{"type": "function", "name": name, "strict": True, "parameters": NO_PARAMETERS} for name in TOOL_OUTPUTS],
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


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Read the shipped scenarios once."""
    return tuple(load_all([resources.fixtures()]))


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
    shared = session or Session(contract(dialect), scenarios())
    return {name: b"".join(_every_way(shared, name)) for name in names}


def _every_way(session: Answerer, name: str) -> Iterator[bytes]:
    for style in STYLES:
        for streams in (False, True):
            for exchange in play(session, name, streams=streams, style=style):
                yield repr((exchange.reply.status, exchange.reply.headers, exchange.reply.body)).encode()


def _exchanges(session: Answerer, name: str, streams: bool, style: Style) -> Iterator[Exchange]:
    further, special = iter(FURTHER_TURNS.get(name, ())), SPECIAL_PARAMETERS.get(name, {})
    new: list[JsonObject] = [_said(f"play {name}")]
    following: JsonObject = {}
    while new:
        body = {"model": MODEL, "stream": streams, **PARAMETERS, **special, "input": new, **following}
        attempts = _attempts(session, body)
        yield from attempts
        response = attempts[-1].response
        new = _answers(response, further)
        following = style(body, response, new) if response else {}


def _attempts(session: Answerer, body: JsonObject) -> list[Exchange]:
    exchanges: list[Exchange] = []
    for count in range(RETRIES + 1):
        headers = {"authorization": "Bearer test", "x-stainless-retry-count": str(count)}
        exchanges.append(Exchange(body, session.handle(Call("responses.create", headers, body))))
        if exchanges[-1].reply.status not in (429, 500):
            break
    return exchanges


def _answers(response: JsonObject | None, further: Iterator[str]) -> list[JsonObject]:
    if response is None:
        return []
    calls = [item for item in response["output"] if item["type"] == "function_call"]
    return [_output(call) for call in calls] or [_said(text) for text in islice(further, 1)]


def _output(call: JsonObject) -> JsonObject:
    output = orjson.dumps(TOOL_OUTPUTS[call["name"]]).decode()
    return {"type": "function_call_output", "call_id": call["call_id"], "output": output}


def _said(text: str) -> JsonObject:
    return {"role": "user", "content": [{"type": "input_text", "text": text}]}


def digest(dialect: Dialect) -> str:
    """Digest all bytes of all shipped scenarios."""
    played = play_together([scenario.name for scenario in scenarios()], dialect=dialect)
    return sha256(b"".join(played.values())).hexdigest()


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(digest, DIALECTS)))
