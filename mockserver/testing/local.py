"""Sessions that clients of the same process reach without a server."""

from collections.abc import Callable
from functools import partial
from threading import RLock
from typing import Any, TypeVar

from mockserver.http.endpoint import read_query
from mockserver.http.host import Host
from mockserver.http.room import Room
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.testing.flow import Flow
from mockserver.testing.pulse import Pulse
from mockserver.testing.route import below_prefix, route
from mockserver.testing.transport import Request, async_transport, sync_transport
from mockserver.values import Call, Headers, Reply, Violation

_Result = TypeVar("_Result")


class LocalGround:
    """Sessions behind a lock: no thread is started, and no socket opened."""

    url = "http://mockserver.invalid"

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self._host = Host(sessions)
        self.pulse = Pulse()
        self._lock = RLock()
        self._is_open = True
        sessions.watchers.append(self.pulse.beat)

    def start(self) -> None:
        """Begin to answer; nothing has to be done before the first time."""
        self._is_open = True

    def stop(self) -> None:
        """End the replies that are under way."""
        self._is_open = False
        self.pulse.beat()

    def run(self, decide: Callable[[], _Result], /) -> _Result:
        """Touch the sessions."""
        with self._lock:
            return decide()

    def stir(self, session: str) -> None:
        """Let replies see that a gate or the clock has changed."""
        self.pulse.beat()

    def transport(self, session: str, library: Any) -> Any:
        """Give a transport of this HTTP library that leads every request to a session."""
        return sync_transport(partial(self._ask, session), library)

    def async_transport(self, session: str, library: Any) -> Any:
        """Give such a transport for asynchronous clients."""
        return async_transport(partial(self._ask, session), library)

    def _ask(self, name: str, request: Request, /) -> Flow:
        flow = self.run(partial(self._answer, name, request))
        # The call may have changed what others wait for: a response that was cancelled, say.
        self.pulse.beat()
        return flow

    def _answer(self, name: str, request: Request) -> Flow:
        room = self._host.room(name)
        if isinstance(room, Violation):
            reply = self._host.refuse(room, request.method, below_prefix(request.path))
            return self._told(reply, self.sessions.default, request)
        return self._told(_decided(room, request), room.session, request)

    def _told(self, reply: Reply, session: Session, request: Request) -> Flow:
        whole = _head_of(reply) if request.method == "HEAD" else reply
        # One who resumes a stream may wait for what only comes when it has begun to read.
        opens = whole.reader is not None and request.method == "GET"
        is_open = partial(self._has, session)
        return Flow(session, whole, self.pulse, self.run, is_open=is_open, patience=request.patience, opens=opens)

    def _has(self, session: Session) -> bool:
        return self._is_open and self.sessions.get(session.name) is session


def _decided(room: Room, request: Request) -> Reply:
    headers, path = Headers(request.headers), below_prefix(request.path)
    found = route(request.method, path)
    if isinstance(found, Reply):
        return found
    if isinstance(found, Violation):
        return room.session.refuse(found, Call(f"{request.method} {path}", headers, {}))
    return room.endpoint(found.operation).decide(headers, request.body, read_query(request.query), found.path)


def _head_of(reply: Reply) -> Reply:
    headers = tuple(pair for pair in reply.headers if pair[0] != b"content-length")
    return reply._replace(headers=headers, bursts=(), reader=None)
