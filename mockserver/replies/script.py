"""What answers a call: one reply of a scenario, ready to be filled."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mockserver.protocol.ids import Ids
from mockserver.values import Json, Reply

_RETRIED = frozenset({408, 409, 429})


class Filling(NamedTuple):
    """What a call fills into a script: the base of its ids, whole seconds, tokens, its parameters as echoed.

    `attempt` counts from 0; `echo` holds the members of a JSON object without its braces.
    """

    base: str
    attempt: int
    created_at: int
    input_tokens: int
    echo: bytes

    @property
    def request_id(self) -> tuple[bytes, bytes]:
        """The header that names this reply."""
        return b"x-request-id", Ids(self.base).of("req", self.attempt).encode()


class Script(ABC):
    """One reply. What is said here holds for a reply that is no response, such as an HTTP error."""

    is_response: bool = False
    """Whether it reaches the client as a response, which later calls can follow."""

    pinned_ids: frozenset[str] = frozenset()
    """The ids that the author wrote into the file."""

    spoken: str = ""
    """What a person reads of it."""

    objects: tuple[tuple[int, Json], ...] = ()
    """The messages given as objects, each with its output index."""

    @abstractmethod
    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the answer to one call."""

    @abstractmethod
    def invites_retry(self, *, streams: bool) -> bool:
        """Whether a client would try again after it."""

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
