"""Sending a plan."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from mockserver.http.fast_lane import message
from mockserver.http.perform import leaves_at_once
from mockserver.values import Burst, Reply, Step
from tests.http.stage import END, HEADERS, LEFT, START, Stage


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
    assert 2.0 == stage.clock.now()


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
    assert until == stage.clock.now()


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


class Told:
    """Gives steps by the time at which they are to be read, and notes when it was read."""

    def __init__(self, *steps: tuple[float, Step]) -> None:
        self.steps = dict(steps)
        self.times: list[float] = []

    def read(self, now: float) -> Step:
        self.times.append(now)
        return self.steps[now]


def test_a_reader_is_read_when_it_says() -> None:
    told = Told(
        (0.0, Step((b"a", b"b"), wake=1.5)), (1.5, Step(wake=2.0)), (2.0, Step((b"c",), wake=4.0)),
        (4.0, Step((b"d",), is_over=True)),
    )  # fmt: skip
    sent = Stage().perform(Reply(200, HEADERS, (), reader=told))

    assert [(0.0, START), (0.0, (b"ab", True)), (2.0, (b"c", True)), (4.0, (b"d", True)), (4.0, END)] == sent
    assert [0.0, 1.5, 2.0, 4.0] == told.times


def test_a_reader_is_read_again_at_a_change() -> None:
    told = Told((0.0, Step((b"a",), gate="a")), (3.0, Step()), (5.0, Step(is_over=True)))
    sent = Stage(opens={"a": 3.0, "b": 5.0}).perform(Reply(200, HEADERS, (), reader=told))

    assert [(0.0, START), (0.0, (b"a", True)), (5.0, END)] == sent


def test_a_reader_ends_with_the_client() -> None:
    told = Told((0.0, Step((b"a",), wake=9.0)))
    stage = Stage(gone=2.0)

    assert [(0.0, START), (0.0, (b"a", True))] == stage.perform(Reply(200, HEADERS, (), reader=told))
    assert (2.0, [0.0]) == (stage.clock.now(), told.times)


def test_a_reader_ends_as_planned() -> None:
    told = Told((0.0, Step((b"a",), is_over=True)))
    sent = Stage().perform(Reply(200, HEADERS, (), "hang_up", told))

    assert [START, (b"a", True), "close"] == [what for _, what in sent]


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
    "read": (Reply(200, HEADERS, (), reader=Told()), False),
}


@pytest.mark.parametrize(("reply", "expected"), AT_ONCE.values(), ids=AT_ONCE.keys())
def test_only_a_single_ready_burst_leaves_at_once(reply: Reply, expected: bool) -> None:
    assert (expected, expected) == (leaves_at_once(reply), message(reply) is not None)
