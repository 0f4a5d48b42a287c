"""Bursts: the frames that leave together."""

import pytest

from mockserver.replies.bursts import Lazily, bursts
from mockserver.replies.frames import Frame
from mockserver.values import Burst


def frame(due: float, data: bytes, *gates: str) -> Frame:
    return Frame(0, {}, False, False, due, gates, data)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([frame(0, b"a"), frame(0, b"b")], [Burst(0, b"ab")]),
        ([frame(0, b"a"), frame(1, b"b"), frame(1, b"c")], [Burst(0, b"a"), Burst(1, b"bc")]),
        ([frame(0, b"a"), frame(0, b"b", "go"), frame(0, b"c")], [Burst(0, b"a"), Burst(0, b"bc", "go")]),
        ([frame(2, b"a", "one", "two")], [Burst(2, b"", "one"), Burst(2, b"a", "two")]),
        ([frame(0, b"aaa"), frame(0, b"b"), frame(0, b"c")], [Burst(0, b"aaa"), Burst(0, b"bc")]),
    ],
    ids=["nothing", "at once", "later", "a gate", "two gates", "long"],
)
def test_frames_leave_together(given: list[Frame], expected: list[Burst]) -> None:
    assert expected == [*bursts(given, largest=2)]


def test_lazy_bursts_are_made_anew_each_time() -> None:
    lazy = Lazily(lambda: bursts([frame(0, b"a")]))

    assert [*lazy] == [*lazy] == [Burst(0, b"a")]
