"""Compressed bodies, good, broken and enormous."""

import gzip
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from functools import cache, partial

import brotli
import pytest
import zstandard

from mockserver.values import Violation
from mockserver.wire.packed import unpacked

LIMIT = 1 << 20
TEXT = b'{"input":"' + b"the same again, " * 20_000 + b'"}'
RANDOM = bytes(zlib.crc32(b"%d" % at) & 0xFF for at in range(100_000))


def raw_deflate(data: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return machine.compress(data) + machine.flush()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}
ROWS = [*PACK.items(), ("deflate", raw_deflate)]
IDS = [*PACK, "bare deflate"]


def problem(encodings: str, data: bytes, limit: int = LIMIT) -> tuple[int, str | None, str]:
    found = unpacked(encodings, data, limit)
    assert isinstance(found, Violation)
    return found.status, found.code, found.message


@pytest.mark.parametrize(("name", "pack"), ROWS, ids=IDS)
@pytest.mark.parametrize("data", [b"", b"a", TEXT, RANDOM], ids=["nothing", "a byte", "text", "noise"])
def test_what_was_packed_is_unpacked(name: str, pack: Callable[[bytes], bytes], data: bytes) -> None:
    assert data == unpacked(name, pack(data), LIMIT)


@pytest.mark.parametrize("encodings", ["", "identity", " Identity ", "identity, identity", ","])
def test_what_was_not_packed_is_left_as_it_is(encodings: str) -> None:
    assert TEXT == unpacked(encodings, TEXT, 1)


@pytest.mark.parametrize(
    ("encodings", "packed"),
    [
        ("gzip, br", brotli.compress(gzip.compress(TEXT, mtime=0))),
        ("BR ,identity,\tzstd", zstandard.compress(brotli.compress(TEXT))),
        ("deflate,deflate,deflate,x-gzip", gzip.compress(zlib.compress(zlib.compress(zlib.compress(TEXT))), mtime=0)),
    ],
)
def test_several_are_undone_from_the_last(encodings: str, packed: bytes) -> None:
    assert TEXT == unpacked(encodings, packed, LIMIT)


def test_the_wrong_order_is_found() -> None:
    assert 400 == problem("br, gzip", brotli.compress(gzip.compress(TEXT, mtime=0)))[0]


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_members_may_follow_each_other(name: str) -> None:
    packed = b"".join(map(PACK[name], (TEXT, b"", RANDOM)))

    assert TEXT + RANDOM == unpacked(name, packed, LIMIT)


def streamed_zstd(data: bytes) -> bytes:
    """Pack without telling the size."""
    machine = zstandard.ZstdCompressor(write_checksum=True).compressobj()
    return machine.compress(data) + machine.flush()


def test_a_frame_need_not_tell_its_size() -> None:
    assert TEXT == unpacked("zstd", streamed_zstd(TEXT), LIMIT)


BROKEN = {
    "no bytes": b"",
    "other bytes": b"{}",
    "much else": RANDOM,
}


@pytest.mark.parametrize("name", PACK)
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_packed_so_is_told(name: str, data: bytes) -> None:
    status, code, message = problem(name, data)

    assert (400, "invalid_content_encoding") == (status, code)
    assert message.startswith(f"The body of this request cannot be unpacked as its content encoding '{name}': ")


@pytest.mark.parametrize(("name", "pack"), ROWS, ids=IDS)
@pytest.mark.parametrize("missing", [1, 4, 100])
def test_an_end_that_is_missing_is_told(name: str, pack: Callable[[bytes], bytes], missing: int) -> None:
    assert (400, "invalid_content_encoding") == problem(name, pack(RANDOM)[:-missing])[:2]


@pytest.mark.parametrize(("name", "pack"), ROWS, ids=IDS)
@pytest.mark.parametrize("more", [b"x", b"more than that" * 10_000], ids=["a byte", "much"])
def test_what_follows_the_end_is_told(name: str, pack: Callable[[bytes], bytes], more: bytes) -> None:
    assert (400, "invalid_content_encoding") == problem(name, pack(TEXT) + more)[:2]


@pytest.mark.parametrize("encodings", ["lzma", "gzip, compress", "gzip;q=1", "gzip," * 5, "*"])
def test_an_unknown_encoding_is_told_the_known(encodings: str) -> None:
    status, code, message = problem(encodings, b"")

    assert (415, "unsupported_content_encoding") == (status, code)
    assert message.endswith(" Send the body as it is, or in gzip, deflate, br or zstd.")


@pytest.mark.parametrize(("name", "pack"), ROWS, ids=IDS)
def test_the_limit_is_on_what_is_unpacked(name: str, pack: Callable[[bytes], bytes]) -> None:
    assert TEXT == unpacked(name, pack(TEXT), len(TEXT))
    assert (413, "request_too_large") == problem(name, pack(TEXT), len(TEXT) - 1)[:2]


@cache
def zeros(pack: Callable[[bytes], bytes], mebibytes: int) -> bytes:
    return pack(bytes(mebibytes << 20))


def zstd_bomb() -> bytes:
    """Write a frame of 10 GiB: blocks that each repeat a byte 131,072 times (RFC 8878 §3.1.1.2)."""
    head = struct.pack("<IBBQ", 0xFD2FB528, 0b11000000, 0b01010000, 10 << 30)
    block = struct.pack("<I", (131_072 << 3) | 0b010)[:3] + b"\0"
    return head + block * (10 << 13)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("gzip", lambda: zeros(partial(gzip.compress, compresslevel=9), 16) * 640),
    "deflate": ("deflate", lambda: zeros(partial(zlib.compress, level=1), 256)),
    "br": ("br", lambda: zeros(partial(brotli.compress, quality=1), 256)),
    "zstd": ("zstd", zstd_bomb),
    "gzip in gzip": ("gzip, gzip", lambda: gzip.compress(zeros(partial(gzip.compress, compresslevel=9), 16) * 640)),
    "empty members": ("gzip", lambda: gzip.compress(b"", mtime=0) * 500_000),
}


@pytest.mark.parametrize(("name", "make"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_does_no_harm(name: str, make: Callable[[], bytes]) -> None:
    bomb = make()
    tracemalloc.start()
    began = time.process_time()
    status = problem(name, bomb)[0]
    took = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert status in (413, 400)
    assert peak < LIMIT + (8 << 20)
    assert took < 3


def test_a_bomb_is_too_large() -> None:
    assert {413} == {problem(name, make())[0] for key, (name, make) in BOMBS.items() if key in PACK}


def test_a_window_beyond_what_clients_may_ask_for_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    machine = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    packed = machine.compress(TEXT) + machine.flush()

    assert (400, "invalid_content_encoding") == problem("zstd", packed)[:2]
