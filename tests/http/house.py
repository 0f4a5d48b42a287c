"""A server in a thread of the test's process, whose sessions a test can look into."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from mockserver.http.admin.admin import Admin
from mockserver.http.app import App
from mockserver.http.host import Host
from mockserver.http.thread import ServerThread
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from tests.http.raw import Answer, request, talk
from tests.sessions.town import found, town

_Result = TypeVar("_Result")
CLOSE = {"connection": "close"}


class House:
    """A server and its host, which is touched where the server runs."""

    def __init__(self, sessions: Sessions, **how: Any) -> None:
        self.host = Host(sessions)
        self.thread = ServerThread(App(self.host, routes=Admin(self.host).routes, **how))

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.thread.url)
        return str(parts.hostname), int(parts.port or 0)

    def run(self, function: Callable[[], _Result]) -> _Result:
        return self.thread.run(function)

    def session(self, name: str) -> Session:
        return self.run(lambda: found(self.host.sessions, name))

    def seen(self, name: str) -> list[tuple[int, int]]:
        """Give the numbers and statuses of a session's exchanges."""
        return self.run(lambda: [(one.number, one.status) for one in found(self.host.sessions, name).journal])

    def ask(self, path: str, method: str = "POST", body: bytes = b"{}", headers: Mapping[str, str] = CLOSE) -> Answer:
        [answer] = talk(
            self.address, request(body, method=method, path=path, headers={**CLOSE, **headers}), method=method
        )
        return answer

    def create(self, session: str, text: str = "Hello", **more: Any) -> Answer:
        """Have a response made in the session whose name stands so in the path."""
        body = json.dumps({"model": "gpt-5", "input": text, **more}).encode()
        return self.ask(f"/s/{session}/v1/responses" if session else "/v1/responses", body=body)


@contextmanager
def housing(*scenarios: Any, **how: Any) -> Iterator[House]:
    """Serve sessions that are opened in this way."""
    websocket = how.pop("websocket", True)
    cors = how.pop("cors", ())
    house = House(town(*scenarios, **how), websocket=websocket, cors=cors)
    house.thread.start()
    try:
        yield house
    finally:
        house.thread.stop()
