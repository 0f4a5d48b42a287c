"""Transports that lead the requests of an HTTP client into a session of the same process."""

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, Protocol

from mockserver.testing.flow import BrokenOffError, Flow
from mockserver.values import Reply


class Request(NamedTuple):
    """A request as HTTP has it; `patience` are the seconds that the client waits for a piece of the answer."""

    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    patience: float | None


class Asks(Protocol):
    """Lets a session answer."""

    def __call__(self, request: Request, /) -> Flow:
        """Decide the answer to a request, and give what tells it."""


def sync_transport(ask: Asks, library: Any) -> Any:
    """Give a transport for clients of this library that wait in their thread."""
    return _kinds(library).sync_transport(ask, library)


def async_transport(ask: Asks, library: Any) -> Any:
    """Give a transport for clients of this library that wait in their event loop."""
    return _kinds(library).async_transport(ask, library)


class _SyncPieces:
    """The pieces of an answer, as a stream of the library."""

    def __init__(self, library: Any, request: Any, flow: Flow) -> None:
        self._failing = library, request
        self._pieces: Generator[bytes, None, None] = flow.pieces()
        self._first = b""

    def open(self) -> None:
        with _as_of(*self._failing):
            self._first = next(self._pieces, b"")

    def __iter__(self) -> Iterator[bytes]:
        if self._first:
            yield self._first
        with _as_of(*self._failing):
            yield from filter(None, self._pieces)

    def close(self) -> None:
        self._pieces.close()


class _AsyncPieces:
    """The pieces of an answer, as a stream of the library."""

    def __init__(self, library: Any, request: Any, flow: Flow) -> None:
        self._failing = library, request
        self._pieces: AsyncGenerator[bytes, None] = flow.pieces_async()
        self._first = b""

    async def open(self) -> None:
        with _as_of(*self._failing):
            self._first = await anext(self._pieces, b"")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._first:
            yield self._first
        with _as_of(*self._failing):
            async for piece in self._pieces:
                if piece:
                    yield piece

    async def aclose(self) -> None:
        await self._pieces.aclose()


class _SyncTransport:
    """Answers each request as soon as the first piece of the answer is due."""

    def __init__(self, ask: Asks, library: Any) -> None:
        self._ask = ask
        self._library = library

    def handle_request(self, request: Any) -> Any:
        flow = self._ask(_read(request, request.read()))
        pieces = _kinds(self._library).sync_pieces(self._library, request, flow)
        if not flow.opens:
            pieces.open()
        return _response(self._library, request, flow.reply, pieces)


class _AsyncTransport:
    """Answers each request as soon as the first piece of the answer is due."""

    def __init__(self, ask: Asks, library: Any) -> None:
        self._ask = ask
        self._library = library

    async def handle_async_request(self, request: Any) -> Any:
        flow = self._ask(_read(request, await request.aread()))
        pieces = _kinds(self._library).async_pieces(self._library, request, flow)
        if not flow.opens:
            await pieces.open()
        return _response(self._library, request, flow.reply, pieces)


class _Kinds(NamedTuple):
    sync_transport: Any
    async_transport: Any
    sync_pieces: Any
    async_pieces: Any


@cache
def _kinds(library: Any) -> _Kinds:
    """Make the classes that a library takes for its own; neither has to be installed."""
    return _Kinds(
        type("SessionTransport", (_SyncTransport, library.BaseTransport), {}),
        type("AsyncSessionTransport", (_AsyncTransport, library.AsyncBaseTransport), {}),
        type("Pieces", (_SyncPieces, library.SyncByteStream), {}),
        type("AsyncPieces", (_AsyncPieces, library.AsyncByteStream), {}),
    )


def _read(request: Any, body: bytes) -> Request:
    path, _, query = request.url.raw_path.partition(b"?")
    headers = tuple((name.lower(), value) for name, value in request.headers.raw)
    patience = request.extensions.get("timeout", {}).get("read")
    return Request(request.method, path.decode("ascii"), query, headers, body, patience)


def _response(library: Any, request: Any, reply: Reply, pieces: Any) -> Any:
    return library.Response(reply.status, headers=[*reply.headers], stream=pieces, request=request)


@contextmanager
def _as_of(library: Any, request: Any) -> Iterator[None]:
    """Raise what the library raises when a server behaves so."""
    try:
        yield
    except BrokenOffError as error:
        raise library.RemoteProtocolError(str(error), request=request) from None
    except TimeoutError:
        raise library.ReadTimeout("The read operation timed out", request=request) from None
