"""Slots in encoded bytes."""

import orjson

from mockserver.wire.segments import Segments, Slot, SlotValues

VALUES = SlotValues(
    base=b"b4",
    created_at=b"17",
    completed_at=b"18",
    input_tokens=b"5",
    total_tokens=b"9",
    echo=b'"model":"m","tools":[]',
)


def fill(value: object) -> object:
    return orjson.loads(Segments(orjson.dumps(value)).fill(VALUES))


def test_a_base_stands_inside_a_text() -> None:
    assert {"id": "msg_b400", "text": "b4"} == fill({"id": f"msg_{Slot.BASE.marker}00", "text": Slot.BASE.marker})


def test_numbers_take_the_place_of_the_marker_and_its_quotes() -> None:
    numbers = [Slot.CREATED_AT, Slot.COMPLETED_AT, Slot.INPUT_TOKENS, Slot.TOTAL_TOKENS]

    assert [17, 18, 5, 9] == fill([slot.marker for slot in numbers])


def test_the_echo_becomes_members() -> None:
    assert {"a": 1, "model": "m", "tools": [], "z": 2} == fill({"a": 1, Slot.ECHO.marker: None, "z": 2})


def test_bytes_without_slots_stay() -> None:
    assert b"{}" == Segments(b"{}").fill(VALUES)


def test_filling_leaves_the_segments_as_they_were() -> None:
    segments = Segments(orjson.dumps(Slot.BASE.marker))

    assert [b'"one"', b'"two"'] == [segments.fill(VALUES._replace(base=base)) for base in (b"one", b"two")]
