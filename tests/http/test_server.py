"""The server on the wire."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.wire import sse
from tests.http.conftest import CHECKOUT
from tests.http.raw import create, request, talk
from tests.server import Serve, Server

CLOSE = {"connection": "close"}


def test_requests_on_one_connection_are_answered_in_order(server: Server) -> None:
    missing = request(path="/v1/missing", method="GET")
    sent = (create("hi"), missing, create("limited"), create("hi", stream=True), create("hi", headers=CLOSE))

    assert [200, 404, 429, 200, 200] == [answer.status for answer in talk(server.address, b"".join(sent))]
    assert [200, 404, 429, 200, 200] == [answer.status for answer in talk(server.address, *sent)]


@pytest.mark.parametrize("name", ["upgrade", "Upgrade"])
def test_an_offer_of_http_2_is_passed_over(server: Server, name: str) -> None:
    offer = {
        "Connection": "Upgrade, HTTP2-Settings",
        name: "h2c",
        "HTTP2-Settings": "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAU",
    }
    sent = create("hi", headers=offer) + create("hi", headers=CLOSE)

    assert [200, 200] == [answer.status for answer in talk(server.address, sent)]


def test_a_long_stream_is_one_burst(server: Server) -> None:
    [answer] = talk(server.address, create("long", stream=True, headers=CLOSE))

    assert 1 == len(answer.chunks)
    assert 60 == len(sse.decode(answer.body))
    assert "text/event-stream; charset=utf-8" == answer.headers["content-type"]


def test_a_paced_stream_is_a_burst_for_each_pause(server: Server) -> None:
    [answer] = talk(server.address, create("paced", stream=True, headers=CLOSE))

    assert [4, 1, 1, 5] == [len(sse.decode(chunk)) for chunk in answer.chunks]


@pytest.mark.parametrize("text", ["hi", "limited", "paced"])
@pytest.mark.parametrize("stream", [False, True])
def test_nothing_tells_the_time_or_the_software(server: Server, text: str, stream: bool) -> None:
    [answer] = talk(server.address, create(text, stream=stream, headers=CLOSE))

    assert {"date", "server"}.isdisjoint(answer.headers)


def test_the_headers_of_a_simulated_error_are_sent(server: Server) -> None:
    [answer] = talk(server.address, create("limited", headers=CLOSE))

    assert (429, "0", "2") == (answer.status, answer.headers["x-ratelimit-remaining"], answer.headers["retry-after"])
    assert {"type": "rate_limit_error", "param": None, "code": "rate_limit_exceeded"} == answer.error


def test_a_client_may_hang_up_in_a_paced_stream(server: Server) -> None:
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(create("endless", stream=True))

        assert client.recv(10_000).startswith(b"HTTP/1.1 200 OK\r\n")
    assert [200] == [answer.status for answer in talk(server.address, create("hi", headers=CLOSE))]


def test_clients_that_do_not_read_cannot_hold_the_server(serve: Serve, tmp_path: Path) -> None:
    scenario = tmp_path / "large.json"
    scenario.write_text(json.dumps({"steps": [{"reply": [{"message": "large" * 2_000_000}]}]}))
    server = serve(scenario)
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(create("hi"))
        client.recv(1)

        assert (0, "") == server.end()


BROKEN = """
from mockserver.http.server import listen, serve, url_of
from mockserver.session.clock import Stopped
from mockserver.session.gates import Gates
from tests.http.hosting import app_of

class Broken:
    gates, clock, dialect, stateless = Gates(), Stopped(), "openai", False

    def refuse(self, violation, call):
        raise AssertionError("our bug")

listener = listen("127.0.0.1", 0)
serve(app_of(Broken()), listener, lambda: print("broken is listening on", url_of(listener), flush=True))
"""


def test_our_own_bug_is_logged() -> None:
    with subprocess.Popen([sys.executable, "-c", BROKEN], stdout=-1, stderr=-1, text=True, cwd=CHECKOUT) as process:
        server = Server(process, process.stdout.readline() if process.stdout else "", Path())
        talk(server.address, request(method="PUT", headers=CLOSE))
        process.terminate()
        _, log = process.communicate()

    assert log.startswith("ERROR:    Exception in ASGI application\nTraceback ")
    assert log.endswith("\nAssertionError: our bug\n")
