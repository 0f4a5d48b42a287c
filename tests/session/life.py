"""A client that uses every operation of one session, whose clock and gates are in its hand."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.session.socket_turn import SocketTurn
from mockserver.values import Call, Event, Json, JsonObject, Reader, Reply
from mockserver.wire.sse import decode
from tests.session.client import BEARER, contract
from tests.watch import Watch

CREATE, RETRIEVE = "responses.create", "responses.retrieve"


class Heard(NamedTuple):
    """A status, and all the bytes that came with it by now."""

    status: int
    raw: bytes
    reply: Reply

    @property
    def json(self) -> JsonObject:
        return dict(orjson.loads(self.raw))

    @property
    def error(self) -> JsonObject:
        return dict(self.json["error"])

    @property
    def events(self) -> list[Event]:
        return [dict(event) for event in decode(self.raw)]

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.events]


class Life:
    """A session with scenarios given as YAML, and the calls that are made in it.

    What every answer with status 200 says is held against the contract's strict form.
    """

    def __init__(self, *scenarios: str, **terms: Any) -> None:
        self.clock = Watch()
        loaded = [loads(text, f"{'abcd'[at]}.yaml") for at, text in enumerate(scenarios)]
        self.session = Session(contract(), loaded, **{"clock": self.clock, **terms})

    def ask(
        self,
        operation: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Json] | None = None,
        *,
        retry: int | None = 0,
        **body: Any,
    ) -> Heard:
        """Make one call, which the SDK has tried `retry` times before; hear what is due now."""
        counted = {} if retry is None else {"x-stainless-retry-count": str(retry)}
        reply = self.session.handle(Call(operation, {**BEARER, **counted}, body, query or {}, path or {}))
        heard = Heard(reply.status, self.due(reply), reply)
        if reply.status == 200 and heard.raw.startswith(b"{"):
            assert [] == contract().reply_violations(operation, heard.json)
        return heard

    def create(self, given: Any = "Hi", **body: Any) -> JsonObject:
        """Have a response made."""
        heard = self.ask(CREATE, model="gpt-5", input=given, **body)
        assert 200 == heard.status, heard.raw
        return heard.json

    def about(self, operation: str, response_id: str, **query: Json) -> Heard:
        """Ask about a response."""
        return self.ask(f"responses.{operation}", {"response_id": response_id}, query)

    def retrieve(self, response_id: str, **query: Json) -> JsonObject:
        return self.about("retrieve", response_id, **query).json

    def listed(self, response_id: str) -> list[JsonObject]:
        """List what a response was made from, oldest first."""
        return list(self.about("input_items", response_id, order="asc", limit="100").json["data"])

    def conversation(self, *items: JsonObject) -> str:
        return str(self.ask("conversations.create", items=[*items]).json["id"])

    def conversed(self, conversation_id: str) -> list[JsonObject]:
        """List the items of a conversation, oldest first."""
        path, query = {"conversation_id": conversation_id}, {"order": "asc", "limit": "100"}
        return list(self.ask("conversations.items.list", path, query).json["data"])

    def turn(self, lane: str | None = None, kept: tuple[str, ...] = (), **body: Any) -> SocketTurn:
        """Make a turn on a WebSocket."""
        whole = {"type": "response.create", "model": "gpt-5", **body}
        return self.session.turn(Call("responses.connect", BEARER, whole, kept=kept), lane)

    def due(self, reply: Reply) -> bytes:
        """Give what a reply says up to now."""
        return b"".join(read(reply.reader, self.clock.time)) if reply.reader else reply.body

    @property
    def played(self) -> str | None:
        """What the journal says answered the last call."""
        return list(self.session.journal)[-1].played


def read(reader: Reader, now: float) -> list[bytes]:
    """Give all pieces that are due."""
    data = list[bytes]()
    while True:
        step = reader.read(now)
        data += step.data
        if step.is_over or step.wake != now:
            return data


def frames(turn: SocketTurn, now: float = 0.0) -> list[Event]:
    """Give the frames of a turn that are due."""
    assert turn.reply.reader
    return [orjson.loads(frame) for frame in read(turn.reply.reader, now)]


def texts(items: list[JsonObject]) -> list[str]:
    """Give the text of each message."""
    return [item["content"][0]["text"] for item in items if item["type"] == "message"]


def ids(items: list[JsonObject]) -> list[str]:
    return [item["id"] for item in items]


def error_of(heard: Heard) -> tuple[int, str | None, str | None]:
    """Give status, param and code of a refusal."""
    return heard.status, heard.error["param"], heard.error["code"]
