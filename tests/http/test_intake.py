"""Bodies: how much is read, and when."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterable

import pytest
from starlette.types import Message

from mockserver.http.intake import receive_body
from mockserver.values import Violation
from tests.http.conftest import LIMIT
from tests.http.raw import answers, create, request, talk
from tests.server import Server

GONE: Message = {"type": "http.disconnect"}
CLOSE = {"connection": "close"}
WAITS = {"expect": "100-continue"}


def pieces(*bodies: bytes) -> list[Message]:
    last = len(bodies) - 1
    return [{"type": "http.request", "body": body, "more_body": at < last} for at, body in enumerate(bodies)]


def received(messages: Iterable[Message], headers: dict[str, str] | None = None) -> bytes | int | None:
    """Read a body of at most four bytes; give the status when it is refused."""
    left = iter(messages)

    async def receive() -> Message:
        return next(left)

    found = asyncio.run(receive_body(headers or {}, receive, 4))
    assert not list(left)
    return found.status if isinstance(found, Violation) else found


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        pytest.param(pieces(b""), b"", id="empty"),
        pytest.param(pieces(b"12", b"", b"34"), b"1234", id="at the limit"),
        pytest.param([{"type": "http.request"}], b"", id="without a body"),
        pytest.param(pieces(b"12", b"345"), 413, id="above"),
        pytest.param(pieces(b"12345", b"6", b"7"), 413, id="above and read to its end"),
        pytest.param([*pieces(b"12", b"3")[:1], GONE], None, id="breaks off"),
        pytest.param([*pieces(b"12345", b"3")[:1], GONE], None, id="breaks off above"),
    ],
)
def test_a_body_is_read_up_to_the_limit(messages: list[Message], expected: bytes | int | None) -> None:
    assert expected == received(messages)


@pytest.mark.parametrize(
    ("length", "messages", "expected"),
    [("5", [], 413), ("4", pieces(b"1234"), b"1234"), ("", pieces(b"12345"), 413), ("x", pieces(b"1"), b"1")],
)
def test_one_who_waits_for_leave_is_refused_at_once(
    length: str, messages: list[Message], expected: bytes | int
) -> None:
    assert expected == received(messages, {"expect": "100-Continue", "content-length": length})


def chunked(body: bytes) -> bytes:
    head = request(headers={"content-length": "", "transfer-encoding": "chunked"})
    return head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize("size", [3 * LIMIT, 100_000_000], ids=["3 MB", "100 MB"])
@pytest.mark.parametrize("write", [request, chunked], ids=["with its length", "chunked"])
def test_the_client_may_write_all_before_it_reads(server: Server, write: Callable[[bytes], bytes], size: int) -> None:
    large, next_one = talk(server.address, write(b"x" * size), create("hi", headers=CLOSE))

    assert (413, "request_too_large", 200) == (large.status, large.error["code"], next_one.status)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "/v1/answers", 404), ("PUT", "/v1/responses", 405)], ids=["404", "405"]
)
def test_what_is_refused_unread_is_not_reset(server: Server, method: str, path: str, status: int) -> None:
    sent = request(b"x" * 100_000_000, method=method, path=path, headers=CLOSE)

    assert [status] == [answer.status for answer in talk(server.address, sent)]


def test_one_who_waits_need_not_send(server: Server) -> None:
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(request(headers={**WAITS, **CLOSE, "content-length": str(LIMIT + 1)}))

        assert [413] == [answer.status for answer in answers(client)]


def test_one_who_waits_in_vain_may_send_nevertheless(server: Server) -> None:
    large = request(b"x" * 3 * LIMIT, headers=WAITS)

    assert [413, 200] == [answer.status for answer in talk(server.address, large, create("hi", headers=CLOSE))]


def test_one_who_waits_gets_leave(server: Server) -> None:
    sent = create("hi", headers={**WAITS, **CLOSE})

    assert [100, 200] == [answer.status for answer in talk(server.address, sent)]


def test_a_slow_upload_is_read(server: Server) -> None:
    sent = create("hi", headers=CLOSE)
    [answer] = talk(server.address, *(sent[at : at + 1] for at in range(len(sent))))

    assert (200, "completed") == (answer.status, json.loads(answer.body)["status"])


def test_an_upload_that_breaks_off_is_no_call(server: Server) -> None:
    with socket.create_connection(server.address) as client:
        client.sendall(create("hi")[:-1])
    [answer] = talk(server.address, create("nothing has this", headers=CLOSE))

    assert 400 == answer.status
