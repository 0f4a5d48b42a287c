"""Reading a response while it is told."""

from collections.abc import Iterable

import pytest

from mockserver.replies.frames import Frame
from mockserver.session.frame_reader import FROM_THE_START, FrameReader, OnceReader
from mockserver.session.gates import Gates
from mockserver.session.timeline import Timeline
from mockserver.session.walk import Walk
from mockserver.values import Event, Step
from tests.watch import Watch

ENDING: Event = {}


def reader(frames: Iterable[Frame], after: int = FROM_THE_START) -> FrameReader:
    return FrameReader(Walk(iter([*frames]), 0.0, Timeline(Watch(), Gates(["go"]))), after)


def frame(number: int, data: bytes = b"x", due: float = 0.0, **event: object) -> Frame:
    return Frame(number, {"type": "t", **event}, False, False, due, (), data)


def done(number: int) -> Frame:
    return Frame(number, ENDING, False, False, 0.0, (), b"[DONE]")


def test_all_that_is_due_comes_at_once() -> None:
    assert Step((b"a", b"b"), is_over=True) == reader([frame(0, b"a"), frame(1, b"b")]).read(0.0)


def test_it_says_when_to_come_back() -> None:
    assert Step((b"a",), wake=5.0) == reader([frame(0, b"a"), frame(1, due=5.0)]).read(0.0)


def test_it_names_the_gate_that_it_waits_for() -> None:
    held = frame(1)._replace(gates=("go",))

    assert Step((b"a",), gate="go") == reader([frame(0, b"a"), held]).read(0.0)


AFTER = [(-1, 3), (0, 2), (1, 1), (2, 0), (99, 0)]


@pytest.mark.parametrize(("after", "left"), AFTER, ids=str)
def test_events_up_to_a_number_are_left_out_and_the_end_is_not(after: int, left: int) -> None:
    frames = [frame(number, b"%d" % number, sequence_number=number) for number in range(3)]
    step = reader([*frames, done(3)], after).read(0.0)

    assert ([*[b"0", b"1", b"2"][3 - left :], b"[DONE]"], True) == ([*step.data], step.is_over)


def test_the_number_that_an_event_says_counts() -> None:
    step = reader([frame(0, b"a", sequence_number=7), frame(1, b"b", sequence_number=8)], after=7).read(0.0)

    assert (b"b",) == step.data


def test_a_number_that_is_none_is_not_compared() -> None:
    assert (b"x",) == reader([frame(0, sequence_number="seven")], after=7).read(0.0).data


def test_large_replies_come_in_pieces() -> None:
    large = reader([frame(number, b"x" * 30_000) for number in range(5)])
    steps = [large.read(0.0), large.read(0.0)]

    assert [(3, 0.0, False), (2, None, True)] == [(len(step.data), step.wake, step.is_over) for step in steps]


def test_frames_without_bytes_give_no_pieces() -> None:
    assert Step((b"a",), is_over=True) == reader([frame(0, b""), frame(1, b"a")]).read(0.0)


def test_what_is_said_is_over_at_once() -> None:
    assert Step((b"hello",), is_over=True) == OnceReader(b"hello").read(3.0)
