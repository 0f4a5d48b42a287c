"""Sessions behind a server in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from mockserver.http.address import prefix_of
from mockserver.http.admin.admin import Admin
from mockserver.http.admin.guard import Guard
from mockserver.http.app import App
from mockserver.http.host import Host
from mockserver.http.server import listen
from mockserver.http.thread import ServerThread
from mockserver.session.sessions import Sessions
from mockserver.testing.pulse import Pulse
from mockserver.testing.redirect import async_redirect, sync_redirect

_Result = TypeVar("_Result")


class ListeningGround:
    """Sessions that any client reaches over HTTP while the server runs, which answers admin calls too.

    Each answer ends its connection: clients that many tests share would take one that is kept out of their pool in the
    event loop of a later test, where it is dead.
    """

    def __init__(self, sessions: Sessions, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sessions = sessions
        self.pulse = Pulse()
        self._host = Host(sessions)
        self._address = host, port
        self._thread: ServerThread | None = None
        self._is_over = False

    @property
    def url(self) -> str:
        """The server's URL. Raises `RuntimeError` before it is started."""
        if self._thread is None:
            raise RuntimeError("the server has a URL once it is started: with MockServer() as server: …")
        return self._thread.url

    def start(self) -> None:
        """Begin to answer. Raises `OSError` when the address cannot be had."""
        if self._thread is None or self._is_over:
            app = App(self._host, routes=Admin(self._host, Guard(address=self._address[0])).routes)
            self._thread = ServerThread(app, listen(*self._address), keeps_connections=False)
            self._thread.start()
            self._is_over = False

    def stop(self) -> None:
        """Answer no more; what happened can still be looked at."""
        if self._thread is not None:
            self._thread.stop()
            self._is_over = True

    def run(self, decide: Callable[[], _Result], /) -> _Result:
        """Touch the sessions: in the server's thread, while there is one."""
        return decide() if self._thread is None or self._is_over else self._thread.run(decide)

    def send(self, change: Callable[[], _Result]) -> Future[_Result]:
        """Have the sessions of a running server touched, without waiting for it; what is asked later comes after."""
        if self._thread is None:
            raise RuntimeError("the server is not running")
        return self._thread.send(change)

    def stir(self, session: str) -> None:
        """Let the replies of a session see that a gate or its clock has changed."""
        found = self.sessions.get(session)
        if found is not None:
            self._host.room_of(found).pace.stir.stir()

    def transport(self, session: str, library: Any) -> Any:
        """Give a transport of this HTTP library that leads every request to a session."""
        return sync_redirect(self.url + prefix_of(session), library)

    def async_transport(self, session: str, library: Any) -> Any:
        """Give such a transport for asynchronous clients."""
        return async_redirect(self.url + prefix_of(session), library)
