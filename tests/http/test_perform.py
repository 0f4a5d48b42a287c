"""Sending a plan."""

import asyncio

import pytest
from starlette.types import Message

from mockserver.http.perform import perform
from mockserver.values import Burst, Reply

HEADERS = ((b"x-a", b"1"),)


class Stage:
    """A clock that only moves when somebody waits or sends, and a client that leaves at `gone`."""

    def __init__(self, *, sending: float = 0.0, gone: float = 1e9) -> None:
        self.time = 100.0
        self.sending = sending
        self.gone = 100.0 + gone
        self.sent: list[tuple[float, Message]] = []

    def now(self) -> float:
        return self.time

    async def until(self, deadline: float) -> bool:
        self.time = max(self.time, min(deadline, self.gone))
        return self.time < self.gone

    async def send(self, message: Message) -> None:
        self.sent.append((self.time - 100.0, message))
        self.time += self.sending

    def perform(self, *bursts: Burst) -> list[tuple[float, bytes, bool]]:
        asyncio.run(perform(Reply(200, HEADERS, bursts), self.send, self.now, self.until))
        return [(at, message["body"], message["more_body"]) for at, message in self.sent[1:]]


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        pytest.param([], [(0.0, b"", False)], id="nothing"),
        pytest.param([Burst(0.0, b"a")], [(0.0, b"a", False)], id="one"),
        pytest.param([Burst(0.5, b"a")], [(0.5, b"a", False)], id="one, late"),
        pytest.param(
            [Burst(0.0, b"a"), Burst(0.25, b"b"), Burst(1.0, b"c")],
            [(0.0, b"a", True), (0.25, b"b", True), (1.0, b"c", False)],
            id="three",
        ),
    ],
)
def test_each_burst_is_one_write_at_its_time(bursts: list[Burst], expected: list[tuple[float, bytes, bool]]) -> None:
    assert expected == Stage().perform(*bursts)


def test_the_head_comes_first() -> None:
    stage = Stage()
    stage.perform(Burst(1.0, b"a"))

    assert (0.0, {"type": "http.response.start", "status": 200, "headers": [*HEADERS]}) == stage.sent[0]


def test_a_slow_client_delays_nothing_after_it_has_caught_up() -> None:
    bursts = [Burst(due, b"a") for due in (0.0, 1.0, 1.25, 3.0, 4.0)]

    assert [0.5, 1.0, 1.5, 3.0, 4.0] == [at for at, _, _ in Stage(sending=0.5).perform(*bursts)]


def test_a_client_that_hangs_up_ends_it() -> None:
    bursts = [Burst(due, b"a") for due in (0.0, 1.0, 1000.0)]
    stage = Stage(gone=2.0)

    assert [(0.0, b"a", True), (1.0, b"a", True)] == stage.perform(*bursts)
    assert 102.0 == stage.time
