"""One call and what became of it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import orjson

from mockserver.replies.script import Filling, Script
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis import Diagnosis, Subject
from mockserver.session.diagnosis.shown import shown_line
from mockserver.session.node import Node
from mockserver.session.spoken import events_of, output_of, response_of
from mockserver.values import Call, Headers, Json, JsonObject, Place, Reply, Violation
from mockserver.values.printable import printable_line


class Asked(NamedTuple):
    """What a client asked: as much of its call as is worth keeping; `raw` is the body as JSON text.

    `operation` is the line of the request, such as `GET /v1/nothing`, where no operation is meant.
    """

    operation: str
    headers: Mapping[str, str]
    raw: bytes
    query: Mapping[str, Json]
    path: Mapping[str, str]

    @property
    def body(self) -> JsonObject:
        """The body, anew each time; empty when what came is no JSON object."""
        try:
            body = orjson.loads(self.raw or b"{}")
        except orjson.JSONDecodeError:
            return {}
        return body if isinstance(body, dict) else {}

    @property
    def size(self) -> int:
        """About how many bytes a client sent: the line of its request, headers and body."""
        line = len(self.operation) + sum(len(str(part)) for part in (self.path, self.query) if part)
        headers = self.headers.size if isinstance(self.headers, Headers) else len(str(self.headers))
        return line + headers + len(self.raw)

    @property
    def items(self) -> list[tuple[str, JsonObject]]:
        """The items that it brings, its input or those for a conversation, each with its path in the body."""
        body = self.body
        lists = ((key, body.get(key)) for key in ("input", "items"))
        return [
            (f"$.{key}[{index}]", item)
            for key, items in lists
            if isinstance(items, list)
            for index, item in enumerate(items)
            if isinstance(item, dict)
        ]

    @property
    def line(self) -> str:
        """The first line of the request, as people write it."""
        return shown_line(self.operation, self.path)

    @property
    def call(self) -> Call:
        """The call, as far as it was kept."""
        return Call(self.operation, self.headers, self.body, self.query, self.path, raw=self.raw)


class Planned(NamedTuple):
    """An answer that can be planned anew: the same script, filled in the same way, gives the same bytes."""

    script: Script
    filling: Filling
    streams: bool

    @property
    def reply(self) -> Reply:
        """The answer."""
        return self.script.reply(self.filling, streams=self.streams)


Outcome = Literal["complete", "under_way", "left", "cut"]


class Delivery(NamedTuple):
    """How far an answer reached the client, and after how many seconds that was known.

    It is `complete`, or still `under_way`; the client `left` before its end; or a fault `cut` it off.
    """

    outcome: Outcome
    seconds: float = 0.0


DELIVERED = Delivery("complete")
"""The delivery of an answer that left at once."""
UNDER_WAY = Delivery("under_way")
"""The delivery of an answer that has begun."""


class Exchange(NamedTuple):
    """One call and what became of it.

    `number` counts the calls of the session from 1; `at` is the second of its clock when the call came; `digest` is
    that of the canonical body, and equal for equal calls. `candidate` is the step or stub that answered or had to give
    up, `node` its play; `retry_of` is the number of the call that this one retried, `unexpected_retry` says that no
    attempt was written for it. `problem` is the error code of a refusal, `violations` are what the call broke, and
    `refusal` is the one it was refused for; `diagnosis` says why nothing answered. `faults` are those of the answer
    that show, `idle_faults` those that have no form in the way it was asked for.
    """

    number: int
    asked: Asked
    at: float
    digest: bytes
    status: int
    answer: Reply | Planned
    candidate: Candidate | None = None
    node: Node | None = None
    attempt: int = 1
    retry_of: int | None = None
    unexpected_retry: bool = False
    problem: str | None = None
    violations: tuple[Violation, ...] = ()
    refusal: Violation | None = None
    faults: tuple[str, ...] = ()
    idle_faults: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None
    delivery: Delivery = DELIVERED

    @property
    def reply(self) -> Reply:
        """The answer, planned anew; without its bytes where it told of what has changed since."""
        return self.answer.reply if isinstance(self.answer, Planned) else self.answer

    def subject(self, session: str) -> Subject:
        """Name the call, in the session of this name, for a person."""
        return Subject(self.number, self.asked.line, printable_line(session))

    @property
    def streams(self) -> bool:
        """Whether the client asked for a stream."""
        return self.asked.call.streams

    @property
    def played(self) -> str | None:
        """The name of the step or stub that answered, or that had to give up."""
        return self.candidate.label if self.candidate else None

    @property
    def place(self) -> Place | None:
        """Where that step or stub stands."""
        return self.candidate.place if self.candidate else None

    @property
    def events(self) -> list[JsonObject]:
        """The events of the answer that can be read, in order; none of an answer in one piece."""
        return events_of(self.reply)

    @property
    def response(self) -> JsonObject:
        """The response as the answer left it; empty when it was none."""
        return response_of(self.reply)

    @property
    def output(self) -> list[JsonObject]:
        """The output items that the answer brought."""
        return output_of(self.reply)

    @property
    def parent(self) -> int | None:
        """The number of the call that this one goes on from."""
        above = self.node.parent if self.node else None
        return above.number if above else None

    @property
    def thread(self) -> int | None:
        """The number of the call that began the thread."""
        return [*self.node.ancestry()][-1].number if self.node else None

    @property
    def is_problem(self) -> bool:
        """Whether there is anything about it that an author wants to hear of."""
        return bool(self.problem or self.violations or self.unexpected_retry or self.delivery.outcome == "left")

    @property
    def size(self) -> int:
        """About how many bytes it takes to keep."""
        told = 0 if isinstance(self.answer, Planned) else sum(len(burst.data) for burst in self.answer.bursts)
        return _OVERHEAD + self.asked.size + told


_OVERHEAD = 2_000
"""Bytes for what every exchange has beside what was asked and answered."""


def exchange_of(arrival: Arrival, answer: Reply) -> Exchange:
    """Write down a call and its answer, of which only that is kept which does not change any more."""
    lasting = answer if answer.reader is None else answer._replace(reader=None, bursts=())
    number, call, reading, now, noted = arrival
    return Exchange(number, asked_in(call), now, reading.digest, answer.status, lasting, violations=noted)


def asked_in(call: Call) -> Asked:
    """Keep what a client asked."""
    return Asked(call.operation, call.headers, call.raw or orjson.dumps(call.body), call.query, call.path)
