"""JSON objects out of bytes."""

import pytest

from mockserver.values import Violation
from mockserver.wire.parse import Holder, parse

HOLDER = Holder("The letter", "letter")


def test_an_object_is_parsed() -> None:
    assert {"a": [1]} == parse(b'{"a": [1]}', HOLDER)


@pytest.mark.parametrize(
    ("raw", "code", "message"),
    [
        (b"{", "invalid_json", "The letter is not valid JSON ("),
        (b'{"a":' * 251 + b"1" + b"}" * 251, "invalid_json", "The letter is nested deeper than 250 levels."),
        (b"1.5", "invalid_type", "Invalid type for the letter: expected an object, but got a number instead."),
    ],
    ids=["malformed", "deep", "no object"],
)
def test_the_holder_is_named(raw: bytes, code: str, message: str) -> None:
    found = parse(raw, HOLDER)

    assert isinstance(found, Violation)
    assert (code, message) == (found.code, found.message[: len(message)])


def test_many_shallow_values_are_not_deep() -> None:
    assert {"a": [[]] * 300} == parse(b'{"a":[' + b",".join([b"[]"] * 300) + b"]}", HOLDER)
