"""Server-sent events on the wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.values import DIALECTS, Dialect, Event
from mockserver.wire.sse import Frame, decode, encode, ending, frames

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
EVENTS = st.builds(lambda rest, kind: {**rest, "type": kind}, st.dictionaries(st.text(), JSON), st.sampled_from("ab"))


@given(st.lists(EVENTS, max_size=5))
def test_what_is_encoded_is_decoded(events: list[Event]) -> None:
    assert events == decode(b"".join(map(encode, events)))


def test_an_event_is_its_type_its_data_and_a_blank_line() -> None:
    assert b'event: error\ndata: {"type":"error","sequence_number":0}\n\n' == encode(
        {"type": "error", "sequence_number": 0}
    )


@pytest.mark.parametrize(("dialect", "expected"), [("openai", b""), ("open-responses", b"data: [DONE]\n\n")])
def test_a_stream_ends_as_its_dialect_has_it(dialect: Dialect, expected: bytes) -> None:
    assert expected == ending(dialect)


@given(st.lists(EVENTS, max_size=2), st.sampled_from(DIALECTS))
def test_an_ending_is_no_event(events: list[Event], dialect: Dialect) -> None:
    assert events == decode(b"".join(map(encode, events)) + ending(dialect))


@pytest.mark.parametrize(
    "data",
    [
        b'event: a\r\ndata: {"type":"a"}\r\n\r\n',
        b': keep-alive\n\ndata:{"type":"a"}\n\ndata: [DONE]\n\n',
        b'data: {"type":\ndata: "a"}\n\n',
        b'id: 1\rretry: 5\rdata: {"type":"a"}\r\r',
        b'data: {"type":"a"}',
        b'\xef\xbb\xbfdata: {"type":"a"}\n\n',
    ],
)
def test_other_writers_are_understood(data: bytes) -> None:
    assert [{"type": "a"}] == decode(data)


def test_a_frame_has_the_line_of_its_data_its_name_and_its_data() -> None:
    data = b": hi\n\nevent: a\nid: 1\ndata: {\ndata: }\n\ndata\ndata:1\n\nevent: lost\n\nevent:  b \ndata: x"

    assert [Frame(5, b"a", b"{\n}"), Frame(8, None, b"\n1"), Frame(14, b" b ", b"x")] == list(frames(data))


@given(st.lists(EVENTS, max_size=3), st.sampled_from(DIALECTS))
def test_every_event_is_framed_by_its_type(events: list[Event], dialect: Dialect) -> None:
    found = list(frames(b"".join(map(encode, events)) + ending(dialect)))

    assert [event["type"].encode() for event in events] == [frame.event for frame in found][: len(events)]
    assert ([] if dialect == "openai" else [b"[DONE]"]) == [frame.data for frame in found][len(events) :]
