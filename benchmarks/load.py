"""Load: many connections that each wait for an answer before they ask again."""

import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from benchmarks.connection import Connection, WrongAnswerError

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Load:
    """How many requests were answered, in how many seconds."""

    requests: int
    seconds: float


def drive(connections: Sequence[Connection], seconds: float) -> Load:
    """Keep all connections busy for so long, then wait for what is still under way.

    Raises `WrongAnswerError` at the first answer that is wrong or does not come.
    """
    begin = perf_counter()
    with _watched(connections) as poll:
        requests = _exchange(poll, {one.socket.fileno(): one for one in connections}, begin + seconds)
    return Load(requests, perf_counter() - begin)


def _exchange(poll: select.epoll, by_number: dict[int, Connection], deadline: float) -> int:
    requests, waiting = 0, len(by_number)
    for connection in by_number.values():
        connection.send()
    while waiting:
        ready = poll.poll(_PATIENCE)
        if not ready:
            raise WrongAnswerError(f"no answer within {_PATIENCE:.0f} s")
        for number, _ in ready:
            connection = by_number[number]
            if not connection.receive():
                continue
            requests += 1
            if perf_counter() < deadline:
                connection.send()
            else:
                waiting -= 1
    return requests


@contextmanager
def _watched(connections: Sequence[Connection]) -> Iterator[select.epoll]:
    with select.epoll() as poll:
        for connection in connections:
            poll.register(connection.socket, select.EPOLLIN)
        try:
            yield poll
        finally:
            for connection in connections:
                connection.socket.close()
