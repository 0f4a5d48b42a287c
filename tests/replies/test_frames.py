"""Frames: the events of a stream with their times, gates and bytes."""

from collections.abc import Sequence

import pytest

from mockserver.replies.frames import Frame, frames
from mockserver.scenario.model import Pacing
from mockserver.values import Dialect, Event, Json
from mockserver.wire import sse

EVENTS: Sequence[Event] = [
    {"type": "response.created"},
    {"type": "response.output_text.delta", "delta": "12345678"},
    {"type": "response.output_text.delta", "delta": "1234"},
    {"type": "response.completed"},
]


def told(pacing: Json, dialect: Dialect = "openai") -> list[Frame]:
    return [*frames(EVENTS, Pacing.model_validate(pacing), sse.encoding(dialect))]


@pytest.mark.parametrize(
    ("pacing", "expected"),
    [
        ({}, [0, 0, 0, 0]),
        ({"first": "1s"}, [0, 1, 1, 1]),
        ({"first": "1s", "between": "500ms"}, [0, 1, 1.5, 1.5]),
        ({"first": "1s", "tokens_per_second": 4.0}, [0, 1, 1.25, 1.25]),
        ({"at": [0, "1s", "3s", "4s"]}, [0, 1, 3, 4]),
        ({"at": ["2s"]}, [2, 2, 2, 2]),
    ],
    ids=["at once", "first", "between", "tokens per second", "at", "the last time holds on"],
)
def test_events_are_due(pacing: Json, expected: list[float]) -> None:
    assert expected == [frame.due for frame in told(pacing)]


def test_jitter_moves_a_delay_by_its_share_and_always_the_same_way() -> None:
    pacing = {"first": "1s", "between": "1s", "jitter": 0.5}
    first, second, third, _ = [frame.due for frame in told(pacing)]

    assert (0, True, True) == (first, 0.5 <= second < 1.5, 0.5 <= third - second < 1.5)
    assert 1 != second
    assert told(pacing) == told(pacing)


def test_another_seed_gives_another_jitter() -> None:
    pacing = Pacing.model_validate({"first": "1s", "jitter": 1.0})
    dues = {[*frames(EVENTS, pacing, sse.encoding("openai"), seed)][1].due for seed in range(8)}

    assert 8 == len(dues)


@pytest.mark.parametrize(
    ("before", "expected"),
    [(2, 2), ("response.output_text.delta", 1), ("last", 3), (0, 0)],
    ids=["number", "first of a type", "last", "first"],
)
def test_a_gate_stands_before_one_event(before: Json, expected: int) -> None:
    gated = told({"gates": [{"name": "go", "before": before}]}, "open-responses")

    assert [("go",) if number == expected else () for number in range(5)] == [frame.gates for frame in gated]


def test_what_follows_the_last_event_has_a_frame_of_its_own() -> None:
    frame = told({"first": "1s"}, "open-responses")[-1]

    assert (4, {}, 1, b"data: [DONE]\n\n") == (frame.number, frame.event, frame.due, frame.data)
    assert ["response.completed"] == [one.event["type"] for one in told({}) if one.is_last]


def test_a_text_takes_as_long_in_many_deltas_as_in_few() -> None:
    rate = Pacing.model_validate({"tokens_per_second": 1.0})
    dues = [[*frames([EVENTS[1]] + [{**EVENTS[2], "delta": "1"}] * 8, rate, sse.encoding("openai"))][-1].due]

    assert [2.0] == dues
