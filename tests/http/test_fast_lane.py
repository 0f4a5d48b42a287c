"""The short way and the ordinary one give the same answers, in order, whatever a connection carries."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.http.conftest import CHECKOUT
from tests.http.raw import answers, create, request, talk
from tests.server import Serve, Server

CLOSE = {"connection": "close"}
LAST = create("hi", headers=CLOSE)
HI = create("hi")
CHUNKED = {"transfer-encoding": "chunked", "content-length": ""}


def in_one_chunk(sent: bytes) -> bytes:
    body = sent.partition(b"\r\n\r\n")[2]
    return request(headers=CHUNKED) + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


UNUSUAL = {
    "chunked upload": (in_one_chunk(HI), 200),
    "absolute URL": (HI.replace(b"/v1/responses", b"http://localhost/v1/responses"), 200),
    "query": (HI.replace(b"/v1/responses", b"/v1/responses?beta=true"), 200),
    "header names in capitals": (HI.replace(b"content-length", b"CONTENT-LENGTH"), 200),
    "no body": (request(), 400),
    "no token": (HI.replace(b"authorization", b"x-authorization"), 401),
    "paced": (create("paced", stream=True), 200),
    "simulated error": (create("limited"), 429),
}


@pytest.mark.parametrize(("sent", "status"), UNUSUAL.values(), ids=UNUSUAL.keys())
def test_every_call_is_answered_in_its_turn(server: Server, sent: bytes, status: int) -> None:
    given = talk(server.address, HI + sent + HI + sent + LAST)

    assert [200, status, 200, status, 200] == [answer.status for answer in given]


def test_a_call_may_come_in_any_pieces(server: Server) -> None:
    both = HI + LAST
    pieces = [both[at : at + 7] for at in range(0, len(both), 7)]

    assert [200, 200] == [answer.status for answer in talk(server.address, *pieces)]


def test_what_was_asked_before_garbage_is_answered_first(serve: Serve) -> None:
    text = create("play text")
    given = talk(serve().address, text + text + b"garbage\r\n\r\n")

    assert [200, 200, 400] == [answer.status for answer in given]


def test_a_client_may_close_its_side_as_soon_as_it_has_asked(server: Server) -> None:
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(HI + HI)
        client.shutdown(socket.SHUT_WR)

        assert [200, 200] == [answer.status for answer in answers(client)]


BROKEN = """
from mockserver.http.server import listen, serve, url_of
from mockserver.session.clock import Stopped
from mockserver.session.gates import Gates
from mockserver.wire.errors import error_reply
from tests.http.hosting import app_of

class Broken:
    gates, clock, dialect, stateless = Gates(), Stopped(), "openai", False

    def handle(self, call):
        raise AssertionError("our bug")

    def refuse(self, violation, call):
        return error_reply(violation.status, violation.message, code=violation.code)

listener = listen("127.0.0.1", 0)
serve(app_of(Broken()), listener, lambda: print("broken is listening on", url_of(listener), flush=True))
"""


def test_our_own_bug_is_answered_and_logged() -> None:
    with subprocess.Popen([sys.executable, "-c", BROKEN], stdout=-1, stderr=-1, text=True, cwd=CHECKOUT) as process:
        server = Server(process, process.stdout.readline() if process.stdout else "", Path())
        [answer] = talk(server.address, LAST)
        process.terminate()
        _, log = process.communicate()

    assert (500, "mock_internal_error") == (answer.status, answer.error["code"])
    assert 1 == log.count("\nAssertionError: our bug\n")


def test_a_client_may_hang_up_with_a_call_still_waiting(server: Server) -> None:
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(create("late", stream=True) + HI)

        assert client.recv(10_000).startswith(b"HTTP/1.1 200 OK\r\n")
    # By now the other stream, had it gone on, would have been written to nobody, and the log would say so.
    [answer] = talk(server.address, create("late", stream=True, headers=CLOSE))
    assert answer.body.endswith(b"\n\n")
