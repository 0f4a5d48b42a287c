"""Sending a plan."""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from typing import Any

import pytest
from starlette.types import Message

from mockserver.http.client import Client
from mockserver.http.connection import Connection
from mockserver.http.fast_lane import message
from mockserver.http.gates import Gates
from mockserver.http.outlet import Outlet
from mockserver.http.perform import Performer, leaves_at_once
from mockserver.values import Burst, Reply

HEADERS = ((b"x-a", b"1"),)
START: Message = {"type": "http.response.start", "status": 200, "headers": [*HEADERS]}
END = (b"", False)
LEFT = 1000.0


class Wire(Connection):
    """Notes what is done below HTTP's framing."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage

    async def write(self, data: bytes) -> None:
        self.stage.note(data)

    def close(self) -> None:
        self.stage.note("close")


class Stage(Client):
    """A clock that only moves when somebody waits or sends, and a client that leaves at `gone`.

    `opens` says when each gate is opened.
    """

    def __init__(
        self, *, speed: float = 1.0, sending: float = 0.0, gone: float = LEFT, opens: dict[str, float] | None = None
    ) -> None:
        self.time = 100.0
        self.sending = sending
        self.gone_at = 100.0 + gone
        self.opens = opens or {}
        self.gates = Gates(self.opens)
        self.performer = Performer(speed, self.gates)
        self.noted: list[tuple[float, Any]] = []

    def now(self) -> float:
        self._open_gates()
        return self.time

    async def until(self, deadline: float) -> bool:
        self.time = max(self.time, min(deadline, self.gone_at))
        self._open_gates()
        return self.time < self.gone_at

    async def during(self, waiting: Coroutine[Any, Any, None]) -> bool:
        waiting.close()
        return await self.until(min(100 + at for at in self.opens.values() if 100 + at > self.time))

    async def leaves(self) -> None:
        await self.until(self.gone_at)

    async def send(self, message: Message) -> None:
        self.note(message if message["type"] == "http.response.start" else (message["body"], message["more_body"]))
        self.time += self.sending

    def note(self, what: object) -> None:
        self.noted.append((self.time - 100.0, what))

    def perform(self, reply: Reply) -> list[tuple[float, Any]]:
        scope: Any = {}
        Wire(self).offer(scope)
        asyncio.run(self.performer.perform(reply, Outlet(reply, scope, self.send), self))
        return self.noted

    def play(self, *bursts: Burst) -> list[tuple[float, Any]]:
        """Perform bursts; leave the head and the end out."""
        return [(at, what[0]) for at, what in self.perform(Reply(200, HEADERS, bursts))[1:] if what != END]

    def _open_gates(self) -> None:
        for name, at in self.opens.items():
            if self.time >= 100 + at:
                self.gates.open(name)


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        pytest.param([], [(0.0, START), (0.0, END)], id="nothing"),
        pytest.param([Burst(0.0, b"")], [(0.0, START), (0.0, (b"", True)), (0.0, END)], id="empty"),
        pytest.param([Burst(0.5, b"a")], [(0.5, START), (0.5, (b"a", True)), (0.5, END)], id="one, late"),
        pytest.param(
            [Burst(0.0, b"a"), Burst(0.25, b"b"), Burst(1.0, b"c")],
            [(0.0, START), (0.0, (b"a", True)), (0.25, (b"b", True)), (1.0, (b"c", True)), (1.0, END)],
            id="three",
        ),
    ],
)
def test_each_burst_is_one_write_at_its_time(bursts: list[Burst], expected: list[tuple[float, Any]]) -> None:
    assert expected == Stage().perform(Reply(200, HEADERS, iter(bursts)))


def test_a_slow_client_delays_nothing_after_it_has_caught_up() -> None:
    bursts = [Burst(due, b"a") for due in (0.0, 1.0, 1.25, 3.0, 4.0)]

    assert [1.0, 1.5, 3.0, 4.0] == [at for at, _ in Stage(sending=0.5).play(*bursts)][1:]


def test_a_client_that_hangs_up_ends_it() -> None:
    bursts = [Burst(due, b"a") for due in (0.0, 1.0, 1000.0)]
    stage = Stage(gone=2.0)

    assert [(0.0, b"a"), (1.0, b"a")] == stage.play(*bursts)
    assert 102.0 == stage.time


@pytest.mark.parametrize(("speed", "times"), [(0.0, [0.0, 0.0, 0.0]), (0.5, [0.0, 2.0, 8.0]), (2.0, [0.0, 0.5, 2.0])])
def test_speed_makes_all_of_it_faster_or_slower(speed: float, times: list[float]) -> None:
    bursts = [Burst(due, b"a") for due in (0.0, 1.0, 4.0)]

    assert times == [at for at, _ in Stage(speed=speed).play(*bursts)]


@pytest.mark.parametrize(
    ("opens", "times"),
    [
        pytest.param({"a": 0.0, "b": 0.0}, [0.0, 1.0, 2.0, 3.0], id="open all the time"),
        pytest.param({"a": 1.0, "b": 2.0}, [0.0, 1.0, 2.0, 3.0], id="opened in time"),
        pytest.param({"a": 1.5, "b": 0.0}, [0.0, 1.5, 2.5, 3.5], id="one opened late"),
        pytest.param({"a": 5.0, "b": 8.0}, [0.0, 5.0, 8.0, 9.0], id="both opened late"),
    ],
)
def test_a_late_gate_puts_off_all_that_follows(opens: dict[str, float], times: list[float]) -> None:
    bursts = [Burst(0.0, b"0"), Burst(1.0, b"1", "a"), Burst(2.0, b"2", "b"), Burst(3.0, b"3")]

    assert times == [at for at, _ in Stage(opens=opens).play(*bursts)]


@pytest.mark.parametrize("speed", [0.0, 4.0])
def test_a_gate_holds_at_any_speed(speed: float) -> None:
    bursts = [Burst(1.0, b"a", "a"), Burst(1.0, b"b")]

    assert [(3.0, b"a"), (3.0, b"b")] == Stage(speed=speed, opens={"a": 3.0}).play(*bursts)


def test_an_open_gate_does_not_shift_what_a_slow_client_delayed() -> None:
    bursts = [Burst(0.0, b"a"), Burst(0.25, b"b", "a"), Burst(3.0, b"c")]

    assert [3.0] == [at for at, _ in Stage(sending=0.5, opens={"a": 0.0}).play(*bursts)][2:]


def test_a_client_may_leave_at_a_gate() -> None:
    stage = Stage(gone=2.0, opens={"a": 9.0})

    assert [(0.0, b"a")] == stage.play(Burst(0.0, b"a"), Burst(0.0, b"b", "a"))


def head(length: int) -> tuple[tuple[bytes, bytes], ...]:
    return ((b"content-length", b"%d" % length),)


ABC = (Burst(0.0, b"abc"),)
ENDINGS = {
    "complete": (Reply(200, HEADERS, ABC), [(b"abc", True), END], 0.0),
    "hang up before the head": (Reply(200, HEADERS, (), "hang_up"), ["close"], LEFT),
    "hang up after the head": (Reply(200, HEADERS, (Burst(0.0, b""),), "hang_up"), [(b"", True), "close"], LEFT),
    "hang up within": (Reply(200, head(9), ABC, "hang_up"), [(b"abc", True), "close"], LEFT),
    "hang before the head": (Reply(200, HEADERS, (), "hang"), [], LEFT),
    "hang within": (Reply(200, HEADERS, ABC, "hang"), [(b"abc", True)], LEFT),
    "exact length": (Reply(200, head(6), ABC * 2), [(b"abc", True), (b"abc", True), END], 0.0),
    "shorter than said": (Reply(200, head(9), ABC), [(b"abc", True), "close"], LEFT),
    "nothing where something is said": (Reply(200, head(9), ()), ["close"], LEFT),
    "longer than said": (Reply(200, head(2), ABC), [(b"ab", True), b"c", "close"], LEFT),
    "much longer": (Reply(200, head(2), ABC * 2), [(b"ab", True), b"c", (b"", True), b"abc", "close"], LEFT),
    "longer, and hang": (Reply(200, head(2), ABC, "hang"), [(b"ab", True), b"c"], LEFT),
    "no content": (Reply(204, HEADERS, ()), [END], 0.0),
    "no content, and some": (Reply(204, HEADERS, ABC), [(b"", True), b"abc", "close"], LEFT),
}


@pytest.mark.parametrize(("reply", "expected", "until"), ENDINGS.values(), ids=ENDINGS.keys())
def test_a_reply_ends_as_planned(reply: Reply, expected: list[Any], until: float) -> None:
    stage = Stage()
    noted = [what for _, what in stage.perform(reply)]

    assert expected == [what for what in noted if not isinstance(what, dict)]
    assert until == stage.time - 100


def test_no_burst_is_made_before_its_turn() -> None:
    made: list[int] = []
    stage = Stage()

    def bursts() -> Iterator[Burst]:
        for number in range(5):
            assert made == [int(what[0]) for _, what in stage.noted[1:]]
            made.append(number)
            yield Burst(0.0, b"%d" % number)

    stage.perform(Reply(200, HEADERS, Once(bursts())))

    assert [*range(5)] == made


class Once(Iterable[Burst]):
    """Can be walked a single time, and has no length."""

    def __init__(self, bursts: Iterator[Burst]) -> None:
        self._bursts = bursts

    def __iter__(self) -> Iterator[Burst]:
        return self._bursts


AT_ONCE = {
    "one burst": (Reply(200, HEADERS, ABC), True),
    "of that length": (Reply(200, head(3), ABC), True),
    "no content": (Reply(204, HEADERS, (Burst(0.0, b""),)), False),
    "of another length": (Reply(200, head(4), ABC), False),
    "no content, and some": (Reply(204, HEADERS, ABC), False),
    "late": (Reply(200, HEADERS, (Burst(0.1, b"a"),)), False),
    "gated": (Reply(200, HEADERS, (Burst(0.0, b"a", "a"),)), False),
    "two bursts": (Reply(200, HEADERS, ABC * 2), False),
    "no bursts": (Reply(200, HEADERS, ()), False),
    "nothing in it": (Reply(200, HEADERS, (Burst(0.0, b""),)), False),
    "made on the way": (Reply(200, HEADERS, [*ABC]), False),
    "hangs up": (Reply(200, HEADERS, ABC, "hang_up"), False),
}


@pytest.mark.parametrize(("reply", "expected"), AT_ONCE.values(), ids=AT_ONCE.keys())
def test_only_a_single_ready_burst_leaves_at_once(reply: Reply, expected: bool) -> None:
    assert (expected, expected) == (leaves_at_once(reply), message(reply) is not None)
