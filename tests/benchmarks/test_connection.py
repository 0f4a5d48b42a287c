"""The load's connection takes right answers and finds wrong ones."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.answer import Answer
from benchmarks.connection import Connection, WrongAnswerError

ID, OTHER_ID = b"a1" * 23, b"b2" * 23
EXPECTED = b"HTTP/1.1 200 OK\r\ncontent-length: 56\r\n\r\n[" + ID + b" and so]"
REQUEST = b"GET / HTTP/1.1\r\n\r\n"


@contextmanager
def connected() -> Iterator[tuple[Connection, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connection = Connection(listener.getsockname()[1], REQUEST, Answer(EXPECTED))
        peer, _ = listener.accept()
        connection.socket.setblocking(True)
        with peer, connection.socket:
            yield connection, peer


def test_the_request_is_sent() -> None:
    with connected() as (connection, peer):
        connection.send()

        assert REQUEST == peer.recv(100)


def test_an_answer_in_two_pieces_is_complete_with_the_second() -> None:
    with connected() as (connection, peer):
        peer.sendall(EXPECTED[:50])
        assert not connection.receive()

        peer.sendall(EXPECTED[50:].replace(ID, OTHER_ID))
        assert connection.receive()


def test_a_second_answer_is_taken_in() -> None:
    with connected() as (connection, peer):
        peer.sendall(EXPECTED + EXPECTED)

        assert [True, True] == [connection.receive(), connection.receive()]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(EXPECTED.replace(b" 200 ", b" 400 "), id="status"),
        pytest.param(EXPECTED.replace(b"and", b"or "), id="content"),
        pytest.param(EXPECTED.replace(b"and", b"and or"), id="length"),
    ],
)
def test_a_wrong_answer_is_refused(answer: bytes) -> None:
    with connected() as (connection, peer):
        peer.sendall(answer)

        with pytest.raises(WrongAnswerError):
            connection.receive()


def test_a_closed_connection_is_no_answer() -> None:
    with connected() as (connection, peer):
        peer.close()

        with pytest.raises(WrongAnswerError):
            connection.receive()
