"""What answers a call: one reply of a scenario, before a call has come and when it is ready to be filled."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import orjson

from mockserver.contract.contract import Contract
from mockserver.protocol.author import Problem
from mockserver.protocol.ids import Ids
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.scenario.model import Fault, Pacing
from mockserver.values import Call, Json, JsonObject, Reply

_RETRIED = frozenset({408, 409, 429})


class Filling(NamedTuple):
    """What a call fills into a script: the base of its ids, whole seconds, tokens, its parameters as echoed.

    `attempt` counts from 0; `echo` holds the members of a JSON object without its braces; `wishes` are what the call
    wants to see. `response_id` is the response's own id where that does not follow from the base; `queued` says that
    the response waits before it is in progress.
    """

    base: str
    attempt: int
    created_at: int
    input_tokens: int
    echo: bytes
    wishes: Wishes = NONE
    response_id: str = ""
    queued: bool = False

    @property
    def request_id(self) -> tuple[bytes, bytes]:
        """The header that names this reply."""
        return b"x-request-id", Ids(self.base).of("req", self.attempt).encode()

    @property
    def echoed(self) -> JsonObject:
        """The parameters as an object."""
        echoed: JsonObject = orjson.loads(b"{%b}" % self.echo)
        return echoed


class Effect(NamedTuple):
    """The faults of a reply by name: those that show, and those without a form in the way it was asked for."""

    shown: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


NO_EFFECT = Effect()
"""The effect of a reply without faults."""


class UnanswerableError(Exception):
    """No answer can be made to a call; the message says why."""


class Source(ABC):
    """One reply of a scenario, before a call has come."""

    pacing: Pacing | None = None
    """How its stream is cut and timed, when the author says that."""

    reads_history: bool = False
    """Whether its answers also depend on what a call leaves to the server."""

    @property
    def gates(self) -> tuple[str, ...]:
        """The names of the gates that its answers wait for, in the order of the file."""
        return tuple(gate.name for gate in self.pacing.gates) if self.pacing else ()

    def for_call(self, call: Call, number: int) -> "Source":
        """Give what answers this very call, the so many-th of its session. Raises `UnanswerableError`."""
        return self

    @abstractmethod
    def script_for(self, body: JsonObject) -> "Script":
        """Give what answers a call with this body. Raises `UnanswerableError`."""

    def problems(self, contract: Contract) -> Iterable[Problem]:
        """Find what is wrong with it, as far as that can be known before a call has come."""
        return ()


class Script(Source):
    """One reply. What is said here holds for a reply that is no response, such as an HTTP error."""

    is_response: bool = False
    """Whether it reaches the client as a response, which later calls can follow."""

    objects: tuple[tuple[int, Json], ...] = ()
    """The messages given as objects, each with its output index."""

    @property
    def pinned_ids(self) -> frozenset[str]:
        """The ids of items and calls that the author wrote into the file."""
        return frozenset()

    @property
    def response_id(self) -> str | None:
        """The response's own id, when the author wrote that."""
        return None

    @property
    def spoken(self) -> str:
        """What a person reads of it."""
        return ""

    def script_for(self, body: JsonObject) -> Self:
        """Answer every call in the same way."""
        return self

    @abstractmethod
    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the answer to one call."""

    @abstractmethod
    def with_fault(self, fault: Fault) -> "Script":
        """Give the same reply with this fault in the place of its own."""

    @abstractmethod
    def invites_retry(self, *, streams: bool) -> bool:
        """Whether a client would try again after it."""

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults the answer has."""
        return NO_EFFECT

    def tool_name(self, call_id: str, base: str) -> str | None:
        """Tell which tool is called under this id in the reply with this base."""
        return None

    def issued(self, base: str) -> Sequence[Mapping[str, str]]:
        """List the items of the reply with this base: each one's `type` and `id`, its `call_id` and `status` if any."""
        return ()

    def total_tokens(self, input_tokens: int) -> int:
        """Tell the response's total."""
        return 0


def status_invites_retry(status: int) -> bool:
    """Whether clients try again after this HTTP status, as the official SDKs do (clients.md §2)."""
    return status in _RETRIED or status >= 500
