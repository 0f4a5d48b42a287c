"""The admin API of a host, asked without a socket; every answer is held against the document."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import Message

from mockserver.contract.contract import Contract
from mockserver.contract.schema import schema_mismatches
from mockserver.http.admin.admin import Admin
from mockserver.http.admin.document import closed_schema, document
from mockserver.http.admin.guard import Guard
from mockserver.http.admin.operation import match
from mockserver.http.clock import ManualClock, RealClock
from mockserver.http.host import Host
from mockserver.scenario.clock import ClockName
from mockserver.scenario.load import loads
from mockserver.session.clock import Clock
from mockserver.session.opener import Opener
from mockserver.session.session import Session
from mockserver.session.sessions import MAX_SESSIONS, Sessions
from mockserver.values import Call, Dialect, Reply

CHECKOUT = Path(__file__).parent.parent.parent.parent
HELLO = """
name: hello
steps:
  - when: {last_user: hi}
    reply: [{message: Hello}]
  - reply: [{message: Again}]
stubs:
  - when: {last_user: held}
    reply: {output: [{message: Late}], stream: {gates: [{before: response.output_text.delta, name: go}]}}
"""
"""A scenario with two steps, and a stub that waits at a gate."""


@dataclass(frozen=True)
class Told:
    """An answer: its status, its headers, its JSON."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def code(self) -> Any:
        return self.body["error"]["code"]

    @property
    def message(self) -> str:
        return str(self.body["error"]["message"])


class Steering:
    """A host, and its admin API."""

    def __init__(
        self, *texts: str, guard: Guard | None = None, limit: int = MAX_SESSIONS, is_ready: bool = True
    ) -> None:
        scenarios = [loads(text, f"{number}.yaml") for number, text in enumerate(texts)]
        sessions = Sessions(Opener(_contract, scenarios, clock_of=_clock), limit=limit)
        self.host = Host(sessions)
        self._admin = Admin(self.host, guard, lambda: is_ready)

    def call(self, text: str, session: str = "default", **body: Any) -> Reply:
        """Let a client ask for a response."""
        found = self.host.sessions.find(session)
        assert isinstance(found, Session)
        asked = {"model": "gpt-5", "input": text, **body}
        return found.handle(Call("responses.create", {"authorization": "Bearer key"}, asked))

    def ask(self, method: str, path: str, body: Any = None, raw: bytes | None = None, **headers: str | None) -> Told:
        """Ask, with a body as JSON or as bytes; a header of None is left out, one with `_` has a dash there."""
        sent = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        kind = "application/json" if sent else None
        given = {"host": "localhost", "content_type": kind, **headers}
        pairs = [
            (name.replace("_", "-").encode(), value.encode()) for name, value in given.items() if value is not None
        ]
        path, _, query = f"/__admin/{path}".partition("?")
        scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "headers": pairs,
                 "query_string": query.encode()}  # fmt: skip
        told = asyncio.run(self._talk(scope, sent))
        _hold_against_document(method, path, told)
        return told

    async def _talk(self, scope: dict[str, Any], sent: bytes) -> Told:
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": sent}

        async def send(message: Message) -> None:
            messages.append(message)

        await self._admin(scope, receive, send)
        start, *parts = messages
        raw = b"".join(part["body"] for part in parts)
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return Told(start["status"], headers, json.loads(raw) if raw else None)


def _contract(dialect: Dialect) -> Contract:
    return Contract.shipped(CHECKOUT / "contracts", dialect)


def _clock(name: ClockName) -> Clock:
    return ManualClock() if name == "manual" else RealClock()


def _hold_against_document(method: str, path: str, told: Told) -> None:
    found = match(path)
    operation = document()["paths"][found.target.path].get(method.lower()) if found else None
    if operation is None:
        return
    answer = operation["responses"][str(told.status)]
    answer = document()["components"]["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
    if "content" in answer:
        schema = closed_schema(answer["content"]["application/json"]["schema"])
        assert [] == schema_mismatches(schema, told.body)
    else:
        assert told.body is None
