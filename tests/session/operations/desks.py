"""A desk with nothing on it, and responses as far as lists look at them."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.protocol.ids import Bases
from mockserver.session.clock import Stopped
from mockserver.session.desk import Desk
from mockserver.session.echoes import Echoes
from mockserver.session.gates import Gates
from mockserver.session.record import Record
from mockserver.session.state import State
from mockserver.session.store import MemoryStore
from mockserver.session.timeline import Timeline
from mockserver.values import Call, JsonObject, Reply, Violation


@dataclass
class Answered:
    """A response that has gone so far; what was put in is its context and its own input."""

    id: str
    input: list[JsonObject] = field(default_factory=list)
    made: list[JsonObject] = field(default_factory=list)
    state: str = "completed"

    @property
    def brought(self) -> list[JsonObject]:
        return self.input

    def names(self, item_id: str) -> bool:
        return item_id in [item.get("id") for item in (*self.input, *self.made)]

    def output(self, now: float) -> list[JsonObject]:
        return self.made

    def status(self, now: float) -> str:
        return self.state

    def items(self, now: float) -> list[JsonObject]:
        return self.input


def new_desk(*, stateless: bool = False, models: tuple[str, ...] = (), name: str = "default") -> Desk:
    """Open a session's desk."""
    timeline = Timeline(Stopped(), Gates())
    return Desk(
        store=MemoryStore(),
        state=State(),
        timeline=timeline,
        bases=Bases(0, name),
        echoes=Echoes("openai"),
        dialect="openai",
        models=models,
        stateless=stateless,
    )


def put(desk: Desk, answered: Answered) -> None:
    """Keep a response."""
    desk.store.keep_response(cast(Record, answered))


def call(operation: str, body: JsonObject | None = None, query: JsonObject | None = None, **path: str) -> Call:
    """Make a call; `path` is what its path names."""
    return Call(operation, {}, body or {}, query or {}, path)


@cache
def contract() -> Contract:
    """Read the shipped contract once."""
    return Contract.shipped(resources.contracts())


def judged(operation: str, answer: JsonObject | Violation | Reply) -> JsonObject:
    """Hold an answer against what the API sends for this operation."""
    assert isinstance(answer, dict)
    assert [] == contract().reply_violations(operation, answer)
    return answer


def refusal(answer: JsonObject | Violation | Reply) -> tuple[int, str, str | None, str | None]:
    """Give what matters of a refusal: status, message, param and code."""
    assert isinstance(answer, Violation)
    return answer.status, answer.message, answer.param, answer.code


def said(text: str, **rest: Any) -> JsonObject:
    """Say something as a user."""
    return {"role": "user", "content": text, **rest}


def texts(items: list[JsonObject]) -> list[str]:
    """Give the text of each message."""
    return [item["content"][0]["text"] for item in items]


def repeated(names: list[str]) -> list[str]:
    """List what is there more than once."""
    return [name for name, count in Counter(names).items() if count > 1]
