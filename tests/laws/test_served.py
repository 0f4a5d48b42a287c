"""What leaves the server is what the core decided, byte by byte."""

from http.client import HTTPConnection
from pathlib import Path

import orjson

from mockserver.values import Burst, Call, Reply
from tests.laws.player import DISTURBED, play_together, scenarios
from tests.server import running

ADDED = {b"transfer-encoding"}
"""Headers of the connection, not of the reply."""

HELD = {"gated", "background_gated"}
"""What waits until somebody opens a gate."""


class OverHttp:
    """Hands calls to a server over one connection."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection

    def handle(self, call: Call) -> Reply:
        self._connection.request("POST", "/v1/responses", orjson.dumps(call.body), dict(call.headers))
        with self._connection.getresponse() as response:
            headers = [(name.encode(), value.encode()) for name, value in response.getheaders()]
            kept = tuple(pair for pair in headers if pair[0] not in ADDED)
            return Reply(response.status, kept, (Burst(0.0, response.read()),))


def test_served_bytes_are_those_of_the_core(tmp_path: Path) -> None:
    names = [scenario.name for scenario in scenarios("openai") if scenario.name not in DISTURBED | HELD]
    with running(tmp_path / "log") as server:
        connection = HTTPConnection(*server.address, timeout=10)
        served = play_together(names, OverHttp(connection))
        connection.close()

    assert play_together(names) == served
