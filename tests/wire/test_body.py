"""Request bodies, good and bad."""

import gzip

import pytest

from mockserver.values import JsonObject, Violation
from mockserver.wire.body import read_body

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8", None])
def test_json_is_read(content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}

    assert {"a": 1} == read_body(headers, b' {"a": 1}\n', limit=100)


def test_the_deepest_body_is_read() -> None:
    assert isinstance(
        read_body({"content-encoding": "identity"}, b'{"a":' * 250 + b"1" + b"}" * 250, limit=9_999), dict
    )


@pytest.mark.parametrize(
    ("headers", "raw", "code", "end"),
    [
        ({"content-type": "text/plain"}, b"{}", "unsupported_content_type", " Send the body as 'application/json'."),
        ({"content-type": FORM}, b"input=hi", "unsupported_content_type", " Send the body as 'application/json'."),
        ({"content-encoding": "LZMA"}, b"", "unsupported_content_encoding", " or in gzip, deflate, br or zstd."),
        ({"content-encoding": "GZIP"}, b"", "invalid_content_encoding", "'gzip': it ends too early."),
        ({"content-encoding": "gzip"}, gzip.compress(bytes(101), mtime=0), "request_too_large", "100 bytes (--max-body)."),
        ({}, b"", "invalid_json", " at line 1 column 1)."),
        ({}, b'{"a":\n}', "invalid_json", " at line 2 column 1)."),
        ({}, b'{"a": NaN}', "invalid_json", " at line 1 column 7)."),
        ({}, b'"\xff"', "invalid_json", " at line 1 column 1)."),
        ({}, b'{"a":' * 251 + b"1" + b"}" * 251, "invalid_json", "nested deeper than 250 levels."),
        ({}, b"[" * 2000 + b"]" * 2000, "invalid_json", " at line 1 column 1026)."),
        ({}, b"[]", "invalid_type", "request body: expected an object, but got an array instead."),
        ({}, b"null", "invalid_type", "request body: expected an object, but got null instead."),
        ({}, b"true", "invalid_type", "request body: expected an object, but got a boolean instead."),
    ],
)  # fmt: skip
def test_anything_else_is_explained(headers: JsonObject, raw: bytes, code: str, end: str) -> None:
    found = read_body(headers, raw, limit=100)

    assert isinstance(found, Violation)
    assert (code, end) == (found.code, found.message[-len(end) :])


@pytest.mark.parametrize("encoding", ["gzip", "X-GZIP", " gzip "])
def test_what_is_packed_is_read(encoding: str) -> None:
    assert {"a": 1} == read_body({"content-encoding": encoding}, gzip.compress(b'{"a": 1}', mtime=0), limit=100)


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=utf-8", FORM.upper()])
def test_open_responses_takes_forms(content_type: str) -> None:
    headers = {"content-type": content_type, "content-encoding": "gzip"}
    packed = gzip.compress(b"input=hi&stream=true", mtime=0)

    assert {"input": "hi", "stream": True} == read_body(headers, packed, limit=100, dialect="open-responses")
