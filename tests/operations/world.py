"""A session without a network in which one thing of each kind was made, and whoever asks about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import orjson

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import Call, Json, JsonObject, Reply
from mockserver.wire.sse import decode

BEARER: Mapping[str, str] = {"authorization": "Bearer x", "x-stainless-retry-count": "0"}
SCENARIO = """
stubs:
  - when: {last_user: Hello}
    reply: [{message: Hi.}]
"""
GREETING = ("one", "two", "Hello")
"""What the stored response was asked."""


class Answer(NamedTuple):
    """The status and the whole body of a reply."""

    status: int
    raw: bytes

    @property
    def body(self) -> JsonObject:
        return dict(orjson.loads(self.raw))

    @property
    def error(self) -> JsonObject:
        return dict(self.body["error"])

    @property
    def events(self) -> list[JsonObject]:
        return [dict(event) for event in decode(self.raw)]

    @property
    def ids(self) -> list[str]:
        """The ids of a list."""
        return [item["id"] for item in self.body["data"]]

    @property
    def ends(self) -> list[str]:
        """The first and the last id that a list which is not empty says it has."""
        return [self.body["first_id"], self.body["last_id"]] if self.ids else []


def told(reply: Reply, now: float = 0.0) -> bytes:
    """Give everything that a reply has to say by now."""
    if reply.reader is None:
        return reply.body
    data: list[bytes] = []
    while (step := reply.reader.read(now)).data and not step.is_over:
        data += step.data
    return b"".join([*data, *step.data])


@cache
def contract() -> Contract:
    """Read the shipped contract once."""
    return Contract.shipped(resources.contracts(), "openai")


@dataclass
class World:
    """A session, and the ids of what was made in it by the names that tables use."""

    session: Session
    names: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        operation: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Json] | None = None,
        **body: Any,
    ) -> Answer:
        """Make one call; what the path and `after` name may be a name of the world."""
        named = {key: self.names.get(value, value) for key, value in (path or {}).items()}
        asked = {key: self.names.get(value, value) if key == "after" else value for key, value in (query or {}).items()}
        reply = self.session.handle(Call(operation, BEARER, body, asked, named))
        return Answer(reply.status, told(reply))

    def create(self, **body: Any) -> JsonObject:
        """Have a response made."""
        return self.ask("responses.create", **{"model": "gpt-5", "input": "Hello", **body}).body


def open_session(name: str = "default", **terms: Any) -> Session:
    return Session(contract(), [loads(SCENARIO, "a.yaml")], name=name, **terms)


def make_world(name: str = "default") -> World:
    """Open a session and make one of everything."""
    world = World(open_session(name))
    _make_responses(world)
    _make_conversations(world)
    return world


def _make_responses(world: World) -> None:
    wishes: dict[str, dict[str, Any]] = {
        "stored": {"input": [said(text) for text in GREETING]},
        "unstored": {"store": False},
        "deleted": {"metadata": {"name": "deleted"}},
        "queued": {"background": True},
        "done": {"background": True, "metadata": {"name": "done"}},
        "cancelled": {"background": True, "metadata": {"name": "cancelled"}},
    }
    world.names |= {name: world.create(**body)["id"] for name, body in wishes.items()}
    world.ask("responses.delete", {"response_id": "deleted"})
    world.ask("responses.cancel", {"response_id": "cancelled"})
    for _ in range(2):
        world.ask("responses.retrieve", {"response_id": "done"})


def _make_conversations(world: World) -> None:
    for name in ("open", "closed", "other"):
        items = [said(text) for text in GREETING]
        opened = world.ask("conversations.create", metadata={"name": name}, items=items).body
        path = {"conversation_id": opened["id"]}
        page = world.ask("conversations.items.list", path, {"order": "asc"})
        world.names |= {name: opened["id"], f"{name} item": page.ids[0], f"{name} lost": page.ids[1]}
    lost = {"conversation_id": "open", "item_id": "open lost"}
    world.ask("conversations.items.delete", lost)
    world.ask("conversations.delete", {"conversation_id": "closed"})


def said(text: str) -> JsonObject:
    return {"role": "user", "content": text}
