"""Where the sessions of a test live."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from mockserver.session.sessions import Sessions
from mockserver.testing.pulse import Pulse

_Result = TypeVar("_Result")


class Ground(Protocol):
    """Holds sessions, and says how clients reach them; `run` is the only way to touch them."""

    sessions: Sessions
    pulse: Pulse

    @property
    def url(self) -> str:
        """The server's URL, without a path."""

    def run(self, decide: Callable[[], _Result], /) -> _Result:
        """Carry something out where the sessions may be touched, and give its result."""

    def start(self) -> None:
        """Begin to answer."""

    def stop(self) -> None:
        """Answer no more."""

    def stir(self, session: str) -> None:
        """Let the replies of a session see that a gate or its clock has changed; to be called in `run`."""

    def transport(self, session: str, library: Any) -> Any:
        """Give a transport of this HTTP library that leads every request to a session."""

    def async_transport(self, session: str, library: Any) -> Any:
        """Give such a transport for asynchronous clients."""
