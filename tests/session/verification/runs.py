"""Sessions to be judged, and the calls in them."""

from collections.abc import Mapping
from typing import Any

import orjson

from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import loads
from mockserver.scenario.terms import Mode, Terms
from mockserver.session.journal import MAX_EXCHANGES
from mockserver.session.session import Session
from mockserver.session.verification import Finding, verify
from mockserver.values import Call, JsonObject
from mockserver.wire.sse import frames
from tests.session.client import BEARER, contract
from tests.watch import Watch

LOOP = """
steps:
  - when: {last_user: Weather?}
    reply: [{function_call: {name: look, arguments: {city: Paris}}}]
  - when: {tool_output: {of: look}}
    reply: [{message: It is 18 °C in Paris.}]
"""
"""One call of a tool, and what is said then."""

TALK = """
steps:
  - reply: [{message: It is fine.}]
  - reply: [{message: You are welcome.}]
"""
"""Two things to say, whatever is asked."""


class Run:
    """A session on scenarios given as YAML, with a clock that the test puts forward, and the calls in it."""

    def __init__(self, *scenarios: str, mode: Mode = "enforce", **how: Any) -> None:
        self.clock = Watch()
        self.clock.time = 1.0
        loaded = [loads(text, f"{'abcd'[at]}.yaml") for at, text in enumerate(scenarios)]
        terms = Configuration(contract=Terms(mode=mode))
        self.session = Session.open(lambda dialect: contract(), loaded, terms, **{"clock": self.clock, **how})

    def ask(
        self, given: Any = "Hi", retry: int | None = 0, headers: Mapping[str, str] = BEARER, **body: Any
    ) -> JsonObject:
        """Make a call; give the response, or what stands in its place."""
        counted = {} if retry is None else {"x-stainless-retry-count": str(retry)}
        whole = {"model": "gpt-5", "input": given, **body}
        reply = self.session.handle(Call("responses.create", {**headers, **counted}, whole))
        events = [_read(frame.data) for frame in frames(reply.body)]
        told = (event["response"] for event in reversed(events) if "response" in event)
        return next(told, _read(reply.body))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.time += seconds

    def forget(self) -> None:
        """Make so many calls that the journal forgets all before them; a stub has to answer them."""
        for _ in range(MAX_EXCHANGES):
            self.ask("Go on.")

    def findings(self) -> list[Finding]:
        return verify(self.session)

    def kinds(self) -> list[str]:
        """Name what is found."""
        return [finding.kind for finding in self.findings()]

    def of(self, kind: str) -> Finding:
        """Give the one finding, which is of this kind."""
        (finding,) = self.findings()
        assert kind == finding.kind, finding.message
        return finding


def said(text: str) -> JsonObject:
    return {"role": "user", "content": text}


def output_of(call: JsonObject, text: str = "18") -> JsonObject:
    """Answer a call."""
    return {"type": "function_call_output", "call_id": call["call_id"], "output": text}


def _read(data: bytes) -> JsonObject:
    try:
        return dict(orjson.loads(data))
    except orjson.JSONDecodeError:
        return {}
