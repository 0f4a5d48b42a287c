"""Packed bodies: those that come in a content encoding."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol

from mockserver.values import Violation, listed

_INPUT, _OUTPUT = 1 << 16, 1 << 16
"""Bytes that are taken and given at a time."""
_ZSTD_INPUT = 128
"""Bytes taken at a time by the one library that gives all there is in them, which is at most 4 MiB then."""
_ZSTD_WINDOW = 8 << 20
"""The most memory that a body may ask for (RFC 9659 §3)."""
_MOST_MEMBERS = 10_000
"""Members in a row, so that empty ones without end are no way to keep the server busy."""
_MOST_ENCODINGS = 4


class _BrokenError(Exception):
    """The data is not what its encoding says."""


class _Member(Protocol):
    """Unpacks one member of a body."""

    @property
    def size(self) -> int:
        """How many bytes to take at most."""

    def unpack(self, piece: bytes) -> bytes:
        """Take at most `size` bytes, or what was given back, and give some of what is in them."""

    @property
    def given_back(self) -> bytes:
        """What to take again."""

    @property
    def is_full(self) -> bool:
        """Whether it has more to give before it takes more."""

    @property
    def unused(self) -> bytes | None:
        """What follows its end; None before the end."""


class _Zlib:
    size = _INPUT

    def __init__(self, form: int) -> None:
        self._machine = zlib.decompressobj(form)

    def unpack(self, piece: bytes) -> bytes:
        try:
            return self._machine.decompress(piece, _OUTPUT)
        except zlib.error as error:
            raise _BrokenError(str(error)) from None

    @property
    def given_back(self) -> bytes:
        return self._machine.unconsumed_tail

    @property
    def is_full(self) -> bool:
        return bool(self._machine.unconsumed_tail)

    @property
    def unused(self) -> bytes | None:
        return self._machine.unused_data if self._machine.eof else None


class _Brotli:
    size = _INPUT
    given_back = b""

    def __init__(self) -> None:
        import brotli  # few clients compress, and a server starts sooner without it

        self._error = brotli.error
        self._machine = brotli.Decompressor()

    def unpack(self, piece: bytes) -> bytes:
        try:
            unpacked: bytes = self._machine.process(piece, output_buffer_limit=_OUTPUT)
        except self._error as error:
            raise _BrokenError(str(error)) from None
        return unpacked

    @property
    def is_full(self) -> bool:
        return not self._machine.can_accept_more_data()

    @property
    def unused(self) -> bytes | None:
        return b"" if self._machine.is_finished() else None


class _Zstd:
    size = _ZSTD_INPUT
    given_back = b""
    is_full = False

    def __init__(self) -> None:
        import zstandard  # few clients compress, and a server starts sooner without it

        self._error = zstandard.ZstdError
        self._machine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def unpack(self, piece: bytes) -> bytes:
        try:
            return self._machine.decompress(piece)
        except self._error as error:
            raise _BrokenError(str(error)) from None

    @property
    def unused(self) -> bytes | None:
        return self._machine.unused_data if self._machine.eof else None


class _Encoding(NamedTuple):
    """What begins a member, from the whole body; and how many there may be in a row."""

    begin: Callable[[bytes], _Member]
    members: int = 1


_GZIP = _Encoding(lambda data: _Zlib(zlib.MAX_WBITS | 16), _MOST_MEMBERS)
_ENCODINGS: Mapping[str, _Encoding] = {
    "gzip": _GZIP,
    "x-gzip": _GZIP,
    "deflate": _Encoding(lambda data: _Zlib(zlib.MAX_WBITS if _has_zlib_head(data) else -zlib.MAX_WBITS)),
    "br": _Encoding(lambda data: _Brotli()),
    "zstd": _Encoding(lambda data: _Zstd(), _MOST_MEMBERS),
}
_SUPPORTED = [name for name in _ENCODINGS if name != "x-gzip"]


def unpacked(encodings: str, data: bytes, limit: int) -> bytes | Violation:
    """Unpack a body by its header `content-encoding`, or say why it cannot be: unknown, broken, larger than the limit.

    Several encodings stand in the order in which they were applied (RFC 9110 §8.4). Of what is packed, no more than
    the limit and a little is ever unpacked.
    """
    names = [name for name in (one.strip().lower() for one in encodings.split(",")) if name not in ("", "identity")]
    if len(names) > _MOST_ENCODINGS or not _ENCODINGS.keys() >= {*names}:
        return _unsupported(encodings)
    for name in reversed(names):
        try:
            plain = _bounded(_pieces(data, _ENCODINGS[name]), limit)
        except _BrokenError as error:
            return _broken(name, error)
        if plain is None:
            return _too_large(limit)
        data = plain
    return data


def _bounded(pieces: Iterator[bytes], limit: int) -> bytes | None:
    kept = bytearray()
    for piece in pieces:
        kept += piece
        if len(kept) > limit:
            return None
    return bytes(kept)


def _pieces(data: bytes, encoding: _Encoding) -> Iterator[bytes]:
    """Give what is in all members, a little at a time. Raises `_BrokenError`."""
    at = 0
    for _ in range(encoding.members):
        member = encoding.begin(data)
        while (unused := member.unused) is None:
            taken = b"" if member.is_full else data[at : at + member.size]
            at += len(taken)
            piece = member.given_back or taken
            given = member.unpack(piece)
            if not given and not piece:
                raise _BrokenError("it ends too early")
            yield given
        at -= len(unused)
        if at == len(data):
            return
    raise _BrokenError("something follows its end")


def _has_zlib_head(data: bytes) -> bool:
    """Tell what RFC 9110 calls deflate from the bare form, which some clients send (RFC 1950 §2.2)."""
    return len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0


def _unsupported(encodings: str) -> Violation:
    offered = listed(_SUPPORTED, "or")
    message = f"Unsupported content encoding: '{encodings.strip().lower()}'. Send the body as it is, or in {offered}."
    return Violation("content_encoding", message, code="unsupported_content_encoding", status=415)


def _broken(name: str, error: _BrokenError) -> Violation:
    message = f"The body of this request cannot be unpacked as its content encoding '{name}': {error}."
    return Violation("content_encoding", message, code="invalid_content_encoding")


def _too_large(limit: int) -> Violation:
    message = f"The request body, unpacked, is larger than {limit} bytes (--max-body)."
    return Violation("max_body", message, code="request_too_large", status=413)
