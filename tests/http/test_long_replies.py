"""Replies of any length, to readers of any speed."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tests.http.planned import BLOCK, BLOCKS, PLANS, STREAM_HEAD
from tests.http.raw import LAST_CHUNK, chunk, create, read, talk
from tests.server import Server

CLOSE = {"connection": "close"}
CHUNK = chunk(BLOCK)
WHOLE = len(STREAM_HEAD) + BLOCKS * len(CHUNK) + len(LAST_CHUNK)
GROWTH = 24 * 1024
"""KiB by which a server may grow while it sends a quarter of a GiB: what is under way, and no more."""


def peak(server: Server) -> int:
    """Tell the most memory that the server has had, in KiB."""
    [answer] = talk(server.address, create("memory", headers=CLOSE))
    return int(answer.body)


@contextmanager
def slow_reader(server: Server, plan: str) -> Iterator[socket.socket]:
    """Ask for something, and take the first KB of it."""
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(30)
        client.connect(server.address)
        client.sendall(create(plan))
        assert read(client, 1000).startswith(STREAM_HEAD)
        yield client


def test_a_long_reply_takes_no_memory(planned: Server) -> None:
    before = peak(planned)
    with socket.create_connection(planned.address, timeout=30) as client:
        client.sendall(create("long"))
        received = sum(len(read(client, 1 << 20)) for _ in range(WHOLE >> 20)) + len(read(client, WHOLE % (1 << 20)))

    assert WHOLE == received
    assert GROWTH > peak(planned) - before


def test_a_slow_reader_slows_only_itself(planned: Server) -> None:
    before = peak(planned)
    with slow_reader(planned, "long") as slow, slow_reader(planned, "events"):
        [other] = talk(planned.address, create("long", headers=CLOSE))
        quick = talk(planned.address, *[create("quick")] * 100, create("quick", headers=CLOSE))
        grown = peak(planned) - before
        next_ones = read(slow, len(STREAM_HEAD) + 3 * len(CHUNK) - 1000)

    assert BLOCKS == len(other.chunks)
    assert 101 == len(quick)
    assert GROWTH > grown
    assert (CHUNK * 3)[1000 - len(STREAM_HEAD) :] == next_ones


def test_a_reader_may_leave_in_the_middle(planned: Server) -> None:
    for _ in range(3):
        with slow_reader(planned, "long"):
            pass
    assert [b"{}"] == [answer.body for answer in talk(planned.address, create("quick", headers=CLOSE))]


def test_others_are_answered_while_a_long_reply_is_sent(planned: Server) -> None:
    with socket.create_connection(planned.address, timeout=30) as client:
        client.sendall(create("long"))
        read(client, len(STREAM_HEAD))
        [quick] = talk(planned.address, create("quick", headers=CLOSE))
        received = 0
        while received < WHOLE - len(STREAM_HEAD):
            received += len(client.recv(1 << 20))

    assert b"{}" == quick.body


def test_a_hundred_thousand_events_take_no_memory(planned: Server) -> None:
    before = peak(planned)
    with socket.create_connection(planned.address, timeout=30) as client:
        client.sendall(create("events"))
        assert STREAM_HEAD == read(client, len(STREAM_HEAD))
        for burst in PLANS["events"].bursts:
            expected = chunk(burst.data)
            assert expected == read(client, len(expected))

        assert LAST_CHUNK == read(client, len(LAST_CHUNK))
    assert GROWTH > peak(planned) - before
