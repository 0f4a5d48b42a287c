"""What goes wrong with a stream: each fault takes the frames and gives what is left of them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias

import orjson

from mockserver.protocol.fields import is_integer
from mockserver.replies.frames import Frame
from mockserver.scenario.model import Disconnect, ErrorEvent, EventAt, Stall

Frames: TypeAlias = Iterator[Frame]

_WRONG_NAME = b"mock.wrong_event_name"
_WRONG_BY = 100
"""How far a wrong sequence number is from the right one."""
_BROKEN_CHARACTER = b"\xe2\x82"
"""The first two of the three bytes of a euro sign."""


def _each(change: Callable[[Frame], list[Frame]]) -> Callable[[Frames, EventAt], Frames]:
    """Make a fault that puts something in the place of one frame."""

    def fault(frames: Frames, at: EventAt) -> Frames:
        for frame in frames:
            yield from change(frame) if frame.holds(at) else [frame]

    return fault


def _rewritten(change: Callable[[bytes], bytes]) -> Callable[[Frames, EventAt], Frames]:
    """Make a fault that changes the bytes of one frame."""
    return _each(lambda frame: [frame._replace(data=change(frame.data))])


def _dropped(frames: Frames, at: EventAt) -> Frames:
    gates = tuple[str, ...]()
    for frame in frames:
        if frame.holds(at):
            gates = frame.gates
        else:
            yield frame._replace(gates=(*gates, *frame.gates)) if gates else frame
            gates = ()


def _misnumbered(frame: Frame) -> list[Frame]:
    said = frame.event.get("sequence_number")
    wrong = (said if is_integer(said) else frame.number) + _WRONG_BY
    key = b'"sequence_number":'
    before, found, after = frame.data.partition(key + orjson.dumps(said))
    if not found:
        before, found, after = frame.data.partition(b"{")
        return [frame._replace(data=b"%b{%b%d,%b" % (before, key, wrong, after))]
    return [frame._replace(data=b"%b%b%d%b" % (before, key, wrong, after))]


def _misnamed(data: bytes) -> bytes:
    name, _, rest = data.partition(b"\n")
    return b"%b: %b\n%b" % (name.partition(b":")[0], _WRONG_NAME, rest)


def malformed(data: bytes) -> bytes:
    """Take the last brace away, or put one where there is none."""
    before, brace, after = data.rpartition(b"}")
    return before + after if brace else data + b"{"


def with_invalid_utf8(data: bytes) -> bytes:
    """Put a broken character where the first text of a delta begins, else that of the type, else at the very front."""
    for key in (b'"delta":"', b'"type":"', b'"'):
        before, found, after = data.partition(key)
        if found:
            return before + found + _BROKEN_CHARACTER + after
    return _BROKEN_CHARACTER + data


def _reordered(frames: Frames, at: EventAt) -> Frames:
    for frame in frames:
        following = next(frames, None) if frame.holds(at) else None
        if following is not None:
            yield following._replace(gates=(*frame.gates, *following.gates))
            yield frame._replace(due=following.due, gates=())
        else:
            yield frame


def _without_done(frames: Frames, given: bool) -> Frames:
    return (frame for frame in frames if frame.event)


def _truncated(frames: Frames, after: int) -> Frames:
    return islice(frames, after)


def _stalled(frames: Frames, stall: Stall) -> Frames:
    if stall.duration is None:
        return islice(frames, stall.after)
    late = stall.duration
    return (frame if frame.number < stall.after else frame._replace(due=frame.due + late) for frame in frames)


def _disconnected(frames: Frames, disconnect: Disconnect) -> Frames:
    if disconnect.point == "events":
        yield from islice(frames, disconnect.events)
        for frame in islice(frames, 1 if disconnect.bytes else 0):
            yield frame._replace(data=frame.data[: disconnect.bytes])


def _cut(frames: Frames, left: int) -> Frames:
    for frame in frames:
        if not left:
            return
        yield frame._replace(data=frame.data[:left])
        left = max(left - len(frame.data), 0)


def _ended_by_error(frames: Frames, given: ErrorEvent) -> Frames:
    """Let nothing follow the error, which is the end of a turn."""
    for frame in frames:
        yield frame
        if frame.event.get("type") == "error":
            return


def _disconnected_between(frames: Frames, disconnect: Disconnect) -> Frames:
    return islice(frames, disconnect.events if disconnect.point == "events" else 0)


def _cut_between(frames: Frames, left: int) -> Frames:
    for frame in frames:
        left -= len(frame.data)
        if left < 0:
            return
        yield frame


NAMING: Mapping[str, Callable[[Frames, EventAt], Frames]] = {
    "drop_event": _dropped,
    "duplicate_event": _each(lambda frame: [frame, frame._replace(gates=())]),
    "reorder_events": _reordered,
    "wrong_sequence_number": _each(_misnumbered),
    "wrong_event_name": _rewritten(_misnamed),
    "malformed_json": _rewritten(malformed),
    "invalid_utf8": _rewritten(with_invalid_utf8),
}
"""The faults that name one event, by the key of `fault`."""

STREAM_FAULTS: Mapping[str, Callable[[Frames, Any], Frames]] = {
    **NAMING,
    "missing_done": _without_done,
    "truncate_after": _truncated,
    "stall": _stalled,
    "cut_body": _cut,
    "disconnect_after": _disconnected,
}
"""All of them, in the order in which they are put together."""

_ONLY_IN_STREAMS = frozenset({"wrong_event_name", "missing_done"})

FRAME_FAULTS: Mapping[str, Callable[[Frames, Any], Frames]] = {
    "error_event": _ended_by_error,
    **{name: fault for name, fault in STREAM_FAULTS.items() if name not in _ONLY_IN_STREAMS},
    "cut_body": _cut_between,
    "disconnect_after": _disconnected_between,
}
"""The same for frames of a WebSocket: a client never hears of one that did not arrive whole."""
