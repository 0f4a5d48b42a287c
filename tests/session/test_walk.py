"""Frames as they fall due, behind gates, and cut short."""

from collections.abc import Iterable

import pytest

from mockserver.replies.frames import Frame
from mockserver.session.cut import Cut
from mockserver.session.gates import Gates
from mockserver.session.timeline import Timeline
from mockserver.session.walk import Walk
from mockserver.wire.encoding import Encoding
from tests.watch import Watch

ENCODING = Encoding(lambda event: str(event["type"]).encode(), b"[DONE]")


class Run:
    """A walk over frames that are due at some seconds, behind some gates, and what a test does meanwhile."""

    def __init__(self, *frames: tuple[float, str], speed: float = 1.0) -> None:
        self.cut: Cut | None = None
        self.gates = Gates(["a", "b"])
        clock = Quick(speed)
        planned = (frame(number, due, gates) for number, (due, gates) in enumerate(frames))
        self.walk = Walk(planned, 100.0, Timeline(clock, self.gates), lambda: self.cut, ENCODING)

    def at(self, now: float) -> list[bytes]:
        return [frame.data for frame in self.walk.due(100.0 + now)]

    @property
    def waits(self) -> tuple[float | None, str, bool]:
        return self.walk.wake, self.walk.gate, self.walk.is_over


class Quick(Watch):
    """A clock under which delays last so many times as long."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self._speed = speed

    def lasts(self, delay: float) -> float:
        return delay * self._speed


def frame(number: int, due: float, gates: Iterable[str]) -> Frame:
    return Frame(number, {"type": str(number)}, False, False, due, (*gates,), b"%d" % number)


def end(at: int) -> Cut:
    return Cut(at, ({"type": "tail", "response": {}}, {"type": "end", "response": {"id": "r"}}))


def test_frames_leave_when_they_are_due() -> None:
    run = Run((0, ""), (1, ""), (1, ""), (5, ""))

    assert [[b"0"], [], [b"1", b"2"], [b"3"], []] == [run.at(now) for now in (0, 0.5, 1, 6, 7)]


def test_the_next_due_time_is_told() -> None:
    run = Run((0, ""), (3, ""))
    run.at(0)

    assert (103.0, "", False) == run.waits


def test_it_is_over_with_the_last_frame() -> None:
    run = Run((0, ""), (3, ""))
    run.at(3)

    assert (None, "", True) == run.waits


def test_delays_last_as_long_as_the_clock_says() -> None:
    run = Run((0, ""), (3, ""), speed=2.0)

    assert [[b"0"], [], [b"1"]] == [run.at(now) for now in (0, 5.9, 6)]


def test_a_closed_gate_holds_back_and_is_named() -> None:
    run = Run((0, ""), (1, "a"), (1, ""))

    assert [b"0"] == run.at(5)
    assert (None, "a", False) == run.waits


def test_a_gate_that_opens_late_puts_off_what_follows() -> None:
    run = Run((0, ""), (1, "a"), (3, ""))
    run.at(5)
    run.gates.open("a", 110.0)

    assert [[b"1"], [], [b"2"]] == [run.at(now) for now in (10, 11.9, 12)]


def test_the_time_of_opening_counts_even_if_it_is_read_later() -> None:
    run = Run((0, ""), (1, "a"), (3, ""))
    run.gates.open("a", 104.0)

    assert [b"0", b"1", b"2"] == run.at(6)


def test_a_gate_that_is_open_puts_off_nothing() -> None:
    run = Run((0, ""), (1, "a"), (3, ""))
    run.gates.open("a", 100.0)

    assert [[b"0"], [b"1"], [b"2"]] == [run.at(now) for now in (0.9, 1, 3)]


def test_a_gate_that_was_closed_again_holds_back_who_comes_later() -> None:
    run = Run((0, ""), (5, "a"))
    run.gates.open("a", 101.0)
    run.gates.close("a", 104.0)

    assert [b"0"] == run.at(9)


def test_all_gates_of_a_frame_have_to_open() -> None:
    run = Run((0, "ab"), (0, ""))
    run.gates.open("b", 101.0)
    assert ([], "a") == (run.at(2), run.walk.gate)
    run.gates.open("a", 103.0)

    assert [b"0", b"1"] == run.at(3)


def test_a_gate_that_was_passed_may_close_while_the_next_one_is_waited_for() -> None:
    run = Run((0, "ab"))
    run.gates.open("a", 100.0)
    run.at(1)
    run.gates.close("a", 101.0)
    assert ([], "b") == (run.at(2), run.walk.gate)
    run.gates.open("b", 103.0)

    assert [b"0"] == run.at(3)


CUTS = [
    pytest.param(0, [b"tail", b"end", b"[DONE]"], id="before everything"),
    pytest.param(1, [b"0", b"tail", b"end", b"[DONE]"], id="after one"),
    pytest.param(3, [b"0", b"1", b"2", b"tail", b"end", b"[DONE]"], id="after all"),
]


@pytest.mark.parametrize(("at", "told"), CUTS)
def test_a_tail_takes_the_place_of_the_rest(at: int, told: list[bytes]) -> None:
    run = Run((0, ""), (0, ""), (0, ""))
    run.cut = end(at)

    assert (told, True) == (run.at(0), run.walk.is_over)


@pytest.mark.parametrize("at", [1, 2], ids=["at the held frame", "after the held frame"])
def test_a_cut_appears_while_a_frame_is_held(at: int) -> None:
    run = Run((0, ""), (9, ""), (9, ""))
    run.at(1)
    run.cut = end(at)

    told = [*run.at(2), *run.at(9)]
    assert [*(b"%d" % number for number in range(1, at)), b"tail", b"end", b"[DONE]"] == told


def test_a_cut_frees_from_the_gate() -> None:
    run = Run((0, ""), (1, "a"))
    run.at(1)
    run.cut = end(1)

    assert [b"tail", b"end", b"[DONE]"] == run.at(1)
    assert (None, "", True) == run.waits


def test_a_tail_is_told_once() -> None:
    run = Run((0, ""), (1, ""))
    run.cut = end(1)
    run.at(0)

    assert ([], True) == (run.at(9), run.walk.is_over)


def test_no_frames_are_over_at_once() -> None:
    run = Run()

    assert ([], True) == (run.at(0), run.walk.is_over)
