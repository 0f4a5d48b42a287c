"""Server-sent events on the wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.values import DIALECTS, Dialect, Event
from mockserver.wire.sse import decode, encode, ending

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
    ],
)
def test_other_writers_are_understood(data: bytes) -> None:
    assert [{"type": "a"}] == decode(data)
