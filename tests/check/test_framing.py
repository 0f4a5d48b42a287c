import pytest

from mockserver.check.framing import check_frames
from mockserver.values import Dialect, Event, Violation
from mockserver.wire.sse import frames

EVENTS: list[Event] = [{"type": "a"}, {"type": "b"}]
A, B, DONE = 'event: a\ndata: {"type": "a"}\n\n', 'event: b\ndata: {"type": "b"}\n\n', "data: [DONE]\n\n"


def found(text: str, dialect: Dialect = "openai", events: list[Event] = EVENTS) -> list[Violation]:
    return list(check_frames(list(frames(text.encode())), events, dialect))


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        (A + B, "openai"),
        (A + B + DONE, "openai"),
        (A + B + DONE, "open-responses"),
        (A + B + "event: done\n" + DONE, "open-responses"),
        (A + B + DONE + ": bye\n\n", "open-responses"),
    ],
)
def test_a_well_framed_stream_passes(text: str, dialect: Dialect) -> None:
    assert [] == found(text, dialect)


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        (A + B, "open-responses", ("events[2]", "the stream ends without 'data: [DONE]'")),
        (A + DONE + B, "openai", ("events[1]", "expected nothing after 'data: [DONE]', but an event follows")),
        (A + DONE + B, "open-responses", ("events[1]", "expected nothing after 'data: [DONE]', but an event follows")),
        (
            A + B + DONE + DONE,
            "openai",
            ("events[2]", "expected nothing after 'data: [DONE]', but another one follows"),
        ),
    ],
    ids=["missing", "middle", "middle of the other", "twice"],
)
def test_the_marker_stands_once_at_the_end(text: str, dialect: Dialect, expected: tuple[str, str]) -> None:
    assert [("done_marker", *expected)] == [(one.rule, one.param, one.message) for one in found(text, dialect)]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (A + B.replace("event: b", "event: c"), "events[1]", "expected the line 'event: b', got 'event: c'"),
        (A + B.replace("event: b", "event:"), "events[1]", "expected the line 'event: b', got 'event: '"),
        (A + B.replace("event: b\n", ""), "events[1]", "1 event without an 'event:' line, this one first"),
        (A[9:] + B[9:], "events[0]", "2 events without an 'event:' line, this one first"),
    ],
    ids=["other", "empty", "none", "never"],
)
def test_an_event_is_named_after_its_type(text: str, where: str, message: str) -> None:
    assert [Violation("event_name", message, where)] == found(text)


def test_an_event_without_a_type_has_no_name_to_bear() -> None:
    assert [] == found(A + B, events=[{}, {"type": 5}])
