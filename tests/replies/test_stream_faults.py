"""Faults of streams, on frames of six events."""

import orjson
import pytest

from mockserver.replies.frames import Frame, frames
from mockserver.replies.stream_faults import STREAM_FAULTS
from mockserver.scenario.model import Fault, Pacing
from mockserver.values import Json
from mockserver.wire import sse

TYPES = ("response.created", "response.in_progress", "x.delta", "x.delta", "x.done", "response.completed")
EVENTS = [{"type": name, "sequence_number": number} for number, name in enumerate(TYPES)]


def spoilt(name: str, value: Json, pacing: Json = None) -> list[Frame]:
    fault = Fault.model_validate({name: value})
    told = frames(EVENTS, Pacing.model_validate(pacing or {}), sse.encoding("open-responses"))
    return [*STREAM_FAULTS[name](told, getattr(fault, name))]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("drop_event", 1, [0, 2, 3, 4, 5, 6]),
        ("drop_event", "x.delta", [0, 1, 3, 4, 5, 6]),
        ("drop_event", "last", [0, 1, 2, 3, 4, 6]),
        ("duplicate_event", 2, [0, 1, 2, 2, 3, 4, 5, 6]),
        ("reorder_events", 3, [0, 1, 2, 4, 3, 5, 6]),
        ("truncate_after", 3, [0, 1, 2]),
        ("truncate_after", 0, []),
        ("stall", 2, [0, 1]),
        ("stall", {"after": 2, "for": "1s"}, [0, 1, 2, 3, 4, 5, 6]),
        ("disconnect_after", 4, [0, 1, 2, 3]),
        ("disconnect_after", "headers", []),
        ("disconnect_after", {"events": 1, "bytes": 9}, [0, 1]),
        ("missing_done", True, [0, 1, 2, 3, 4, 5]),
    ],
    ids=str,
)
def test_these_events_leave(name: str, value: Json, expected: list[int]) -> None:
    assert expected == [frame.number for frame in spoilt(name, value)]


def test_a_stall_moves_all_that_follows() -> None:
    stalled = spoilt("stall", {"after": 3, "for": "2s"}, {"first": "1s", "between": "1s"})

    assert [0, 0, 1, 4, 4, 4, 4] == [frame.due for frame in stalled]


def test_a_wrong_number_is_far_from_the_right_one() -> None:
    numbers = [
        event["sequence_number"] for event in sse.decode(b"".join(f.data for f in spoilt("wrong_sequence_number", 2)))
    ]

    assert [0, 1, 102, 3, 4, 5] == numbers


def test_a_wrong_number_stands_for_one_that_is_none() -> None:
    fault = STREAM_FAULTS["wrong_sequence_number"]
    told = frames([{"type": "x", "sequence_number": "one"}], None, sse.encoding("openai"))

    assert 100 == sse.decode(b"".join(frame.data for frame in fault(told, 0)))[0]["sequence_number"]


@pytest.mark.parametrize(("name", "expected"), [("drop_event", [3]), ("duplicate_event", [2]), ("reorder_events", [3])])
def test_the_gate_of_the_named_event_stays(name: str, expected: list[int]) -> None:
    gated = [frame.number for frame in spoilt(name, 2, {"gates": [{"name": "go", "before": 2}]}) if frame.gates]

    assert expected == gated


def test_a_wrong_name_leaves_the_data_alone() -> None:
    written = b"".join(frame.data for frame in spoilt("wrong_event_name", 1))

    assert [b"mock.wrong_event_name"] == [
        f.event for f in sse.frames(written) if f.event not in [t.encode() for t in TYPES] and f.event
    ]
    assert EVENTS == sse.decode(written)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("malformed_json", orjson.JSONDecodeError), ("invalid_utf8", orjson.JSONDecodeError)],
)
def test_only_the_named_event_cannot_be_read(name: str, expected: type[Exception]) -> None:
    read = spoilt(name, 1)

    with pytest.raises(expected):
        sse.decode(read[1].data)
    assert EVENTS[0] == sse.decode(read[0].data)[0]
    assert EVENTS[2:] == sse.decode(b"".join(frame.data for frame in read[2:]))


def test_invalid_utf8_is_no_utf8() -> None:
    with pytest.raises(UnicodeDecodeError):
        spoilt("invalid_utf8", 1)[1].data.decode()


def test_part_of_an_event_leaves_before_the_connection_closes() -> None:
    assert b"event: re" == spoilt("disconnect_after", {"events": 1, "bytes": 9})[1].data


def test_a_cut_body_has_so_many_bytes() -> None:
    whole = b"".join(sse.encode(event) for event in EVENTS)

    assert whole[:100] == b"".join(frame.data for frame in spoilt("cut_body", 100))
