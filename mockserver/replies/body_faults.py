"""What goes wrong with an answer that is one body."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from mockserver.replies.stream_faults import malformed, with_invalid_utf8
from mockserver.scenario.model import Disconnect, EventAt, Stall
from mockserver.values import Burst, Ending, Reply

_PAGE = "<!doctype html>\n<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>\n"


class Body(NamedTuple):
    """One body: when it is due (in seconds), behind which gates, and how it ends; `data` is none when none leaves.

    `head` is when the head is due, if that is earlier.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    data: bytes | None
    due: float = 0.0
    gates: tuple[str, ...] = ()
    ending: Ending = "complete"
    head: float | None = None

    def plan(self) -> Reply:
        """Plan it as a reply."""
        return Reply(self.status, self.headers, () if self.data is None else (*self._bursts(self.data),), self.ending)

    def _bursts(self, data: bytes) -> Iterator[Burst]:
        *waits, last = self.gates or ("",)
        first = self.due if self.head is None else self.head
        yield from (Burst(first, b"", gate) for gate in waits)
        if self.head is None:
            yield Burst(first, data, last)
        else:
            yield from (Burst(first, b"", last), Burst(self.due, data))


def with_header(headers: tuple[tuple[bytes, bytes], ...], name: bytes, value: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """Put a header in the place of the one with this name, or at the end."""
    return (*(pair for pair in headers if pair[0] != name), (name, value))


def _with_data(body: Body, data: bytes) -> Body:
    return body._replace(data=data, headers=with_header(body.headers, b"content-length", b"%d" % len(data)))


def _html_error(body: Body, status: int) -> Body:
    known = status in HTTPStatus._value2member_map_
    title = f"{status} {HTTPStatus(status).phrase}" if known else str(status)
    page = _with_data(body._replace(status=status), _PAGE.format(title).encode())
    return _content_type(page, "text/html; charset=utf-8")


def _empty(body: Body, given: bool) -> Body:
    return _with_data(body._replace(status=200), b"")


def _content_type(body: Body, value: str) -> Body:
    return body._replace(headers=with_header(body.headers, b"content-type", value.encode("latin-1")))


def _content_length(body: Body, length: int) -> Body:
    ending: Ending = "complete" if length == len(body.data or b"") else "hang_up"
    return body._replace(headers=with_header(body.headers, b"content-length", b"%d" % length), ending=ending)


def _malformed(body: Body, at: EventAt) -> Body:
    return _with_data(body, malformed(body.data or b""))


def _invalid_utf8(body: Body, at: EventAt) -> Body:
    return _with_data(body, with_invalid_utf8(body.data or b""))


def _late(body: Body, delay: float) -> Body:
    return body._replace(due=body.due + delay)


def _stalled(body: Body, stall: Stall) -> Body:
    if stall.duration is not None:
        return _late(body._replace(head=body.due), stall.duration)
    return body._replace(data=b"", ending="hang")


def _cut(body: Body, left: int) -> Body:
    return body._replace(data=(body.data or b"")[:left], ending="hang_up")


def _disconnected(body: Body, disconnect: Disconnect) -> Body:
    return body._replace(data=None if disconnect.point == "request" else b"", ending="hang_up")


BODY_FAULTS: Mapping[str, Callable[[Body, Any], Body]] = {
    "html_error": _html_error,
    "empty_body": _empty,
    "malformed_json": _malformed,
    "invalid_utf8": _invalid_utf8,
    "content_type": _content_type,
    "content_length": _content_length,
    "slow_headers": _late,
    "stall": _stalled,
    "cut_body": _cut,
    "disconnect_after": _disconnected,
}
"""By the key of `fault`, in the order in which they are put together."""

REPLACING = frozenset({"html_error", "empty_body"})
"""The faults that put one body in the place of a stream too."""
