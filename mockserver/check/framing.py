"""What frames the events of a stream: the names beside the data, and the end."""

from collections.abc import Iterator, Sequence

from mockserver.check.rule import DONE_MARKER, EVENT_NAME
from mockserver.contract.words import counted
from mockserver.values import Dialect, Event, Violation
from mockserver.wire.sse import DONE, Frame


def check_frames(frames: Sequence[Frame], events: Sequence[Event], dialect: Dialect) -> Iterator[Violation]:
    """Tell what is wrong with the frames around these events; `param` is `events[N]`, one past the last for the end."""
    names = [frame.event for frame in frames if frame.data != DONE]
    if None in names:
        message = f"{counted(names.count(None), 'event')} without an 'event:' line, this one first"
        yield Violation(EVENT_NAME.id, message, f"events[{names.index(None)}]")
    for number, (name, event) in enumerate(zip(names, events, strict=True)):
        yield from _wrong_name(name, event.get("type"), f"events[{number}]")
    yield from _wrong_end([frame.data == DONE for frame in frames], dialect)


def _wrong_name(name: bytes | None, kind: object, where: str) -> Iterator[Violation]:
    if name is not None and isinstance(kind, str) and name != kind.encode():
        got = name.decode(errors="replace")
        yield Violation(EVENT_NAME.id, f"expected the line 'event: {kind}', got 'event: {got}'", where)


def _wrong_end(done: Sequence[bool], dialect: Dialect) -> Iterator[Violation]:
    if True not in done:
        if dialect == "open-responses":
            yield Violation(DONE_MARKER.id, "the stream ends without 'data: [DONE]'", f"events[{len(done)}]")
        return
    first = done.index(True)
    if first + 1 < len(done):
        follows = "another one" if done[first + 1] else "an event"
        message = f"expected nothing after 'data: [DONE]', but {follows} follows"
        yield Violation(DONE_MARKER.id, message, f"events[{first}]")
