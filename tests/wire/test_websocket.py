"""The frames of a WebSocket."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from mockserver.values import DIALECTS, Dialect, Event, Violation
from mockserver.wire.websocket import decode, encode, error_frame

CONTRACTS = Path(__file__).parents[2] / "contracts"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
EVENTS = st.builds(lambda rest, kind: {**rest, "type": kind}, st.dictionaries(st.text(), JSON), st.sampled_from("ab"))

FLAT = {"type": "error", "sequence_number": 3, "code": "server_error", "message": "Sorry.", "param": None}
NESTED = {
    "type": "error",
    "sequence_number": 3,
    "error": {"type": "model_error", "code": None, "message": "Sorry.", "param": "a"},
}


def document(dialect: Dialect, name: str) -> Any:
    return orjson.loads((CONTRACTS / dialect / name).read_bytes())


def breaches(frame: bytes, dialect: Dialect) -> list[str]:
    """Hold a frame against the contract's own description of error frames."""
    files = [
        (path.name, Resource.opaque(document(dialect, path.name))) for path in (CONTRACTS / dialect).glob("*.json")
    ]
    registry: Registry[Any] = Registry().with_resources(files)
    judge = Draft202012Validator({"$ref": "websocket.json#/ErrorFrame"}, registry=registry)
    return [error.message for error in judge.iter_errors(orjson.loads(frame))]


@given(EVENTS, st.sampled_from(DIALECTS))
def test_what_is_encoded_is_decoded(event: Event, dialect: Dialect) -> None:
    assert event == decode(encode(event, dialect))
    assert event == decode(encode(event, dialect).decode())


def test_an_event_names_its_lane() -> None:
    assert b'{"type":"response.created","stream_id":"a"}' == encode({"type": "response.created"}, lane="a")


@pytest.mark.parametrize(
    ("data", "binary", "code"),
    [
        (b"{}", True, "invalid_frame"),
        ("{", False, "invalid_json"),
        ("", False, "invalid_json"),
        ('{"a": "\ud800"}', False, "invalid_json"),
        (b'{"a": "\xff"}', False, "invalid_json"),
        ('{"a":' * 251 + "1" + "}" * 251, False, "invalid_json"),
        ("[]", False, "invalid_type"),
        ("null", False, "invalid_type"),
    ],
    ids=["binary", "malformed", "empty", "lone surrogate", "no UTF-8", "deep", "array", "null"],
)
def test_anything_else_is_explained(data: str | bytes, binary: bool, code: str) -> None:
    found = decode(data, binary=binary)

    assert isinstance(found, Violation)
    assert code == found.code
    assert "frame" in found.message


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("openai", {"type": "invalid_request_error", "code": None, "message": "No.", "param": "input"}),
        ("open-responses", {"type": "invalid_request", "code": "invalid_request", "message": "No.", "param": "input"}),
    ],
)
def test_an_error_is_nested(dialect: Dialect, expected: Any) -> None:
    frame = orjson.loads(error_frame(400, "No.", param="input", dialect=dialect))

    assert {"type": "error", "status": 400, "error": expected} == frame


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("code", [None, "previous_response_not_found"])
@pytest.mark.parametrize("lane", [None, "a"])
def test_every_error_frame_fits_the_contract(dialect: Dialect, code: str | None, lane: str | None) -> None:
    assert [] == breaches(error_frame(404, "No.", code=code, lane=lane, dialect=dialect), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("event", [FLAT, NESTED, {**FLAT, **NESTED}], ids=["flat", "nested", "both"])
def test_an_error_event_becomes_an_error_frame(dialect: Dialect, event: Event) -> None:
    frame = encode(event, dialect)

    assert [] == breaches(frame, dialect)
    assert (500, "Sorry.") == (orjson.loads(frame)["status"], orjson.loads(frame)["error"]["message"])


def test_the_contract_can_say_no() -> None:
    assert ["'error' is a required property"] == breaches(orjson.dumps({"type": "error", "status": 1}), "openai")


@pytest.mark.parametrize(("dialect", "expected"), [("openai", 3), ("open-responses", None)])
def test_only_openai_numbers_its_error_frames(dialect: Dialect, expected: int | None) -> None:
    assert expected == orjson.loads(encode(FLAT, dialect)).get("sequence_number")


def test_what_is_given_is_kept() -> None:
    frame = orjson.loads(error_frame(500, "No.", type="odd", code="why", lane="a"))

    assert ("odd", "why", "a") == (frame["error"]["type"], frame["error"]["code"], frame["stream_id"])
