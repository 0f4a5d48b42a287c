import pytest

from mockserver.scenario.model import RawBody, RawReply
from mockserver.values import Json
from tests.scenario.written import allowed, dumped, mistake, read, read_again

GOOD: list[tuple[str, RawBody, bytes, Json]] = [
    ('{raw: ""}', RawBody(text=""), b"", ""),
    ("{raw: 18 °C}", RawBody(text="18 °C"), "18 °C".encode(), "18 °C"),
    ("{raw: {text: a, base64: null, status: null, headers: null}}", RawBody(text="a"), b"a", "a"),
    ("{raw: {text: a, status: 200, headers: {}}}", RawBody(text="a"), b"a", "a"),
    ("{raw: {text: '', status: 204}}", RawBody(text="", status=204), b"", {"text": "", "status": 204}),
    ('{raw: {base64: ""}}', RawBody(base64=""), b"", {"base64": ""}),
    ('{raw: {base64: "//8="}}', RawBody(base64="//8="), b"\xff\xff", {"base64": "//8="}),
    ("{raw: {base64: AAEC}}", RawBody(base64="AAEC"), b"\x00\x01\x02", {"base64": "AAEC"}),
    ('{raw: {base64: "QUJD\\nQQ==\\n"}}', RawBody(base64="QUJD\nQQ==\n"), b"ABCA", {"base64": "QUJD\nQQ==\n"}),
    (
        "{raw: {text: a, status: 503, headers: {Retry-After: 3}}}",
        RawBody(text="a", status=503, headers={"Retry-After": "3"}),
        b"a",
        {"text": "a", "status": 503, "headers": {"Retry-After": "3"}},
    ),
]

MISTAKES = [
    ("{raw: 5}", "18: 'raw' must be a text, {text: …} or {base64: …}, not the number 5; put it in quotes: \"5\""),
    ("{raw: [a]}", "18: 'raw' must be a text, {text: …} or {base64: …}, not a list"),
    ("{raw: {}}", "18: 'raw' needs 'text' or 'base64'"),
    ("{raw: {status: 200}}", "18: 'raw' needs 'text' or 'base64'"),
    ("{raw: {text: null}}", "18: 'raw' needs 'text' or 'base64'"),
    ("{raw: {text: a, base64: QQ==}}", "33: 'text' and 'base64' do not go together in 'raw'; keep one of the two"),
    (
        "{raw: {txt: a}}",
        "24: unknown key 'txt' in 'raw'; did you mean 'text'? Known keys: text, base64, status, headers",
    ),
    ("{raw: {text: 5}}", "24: 'text' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{raw: {base64: Q}}", "24: 'base64' must be bytes in base64, padded with '=', not the text \"Q\""),
    ('{raw: {base64: "QQ="}}', "24: 'base64' must be bytes in base64, padded with '=', not the text \"QQ=\""),
    ('{raw: {base64: "Q-=="}}', "24: 'base64' must be bytes in base64, padded with '=', not the text \"Q-==\""),
    ("{raw: {base64: 5}}", "24: 'base64' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{raw: {text: a, status: 199}}", "33: 'status' must be at least 200, not the number 199"),
    ("{raw: {text: a, status: 600}}", "33: 'status' must be at most 599, not the number 600"),
    ("{raw: {text: a, status: ok}}", "33: 'status' must be a whole number, not the text \"ok\""),
    ("{raw: {text: a, headers: {a b: c}}}", '43: the text "a b" cannot stand in an HTTP header'),
    ("{raw: {text: a, headers: [a]}}", "33: 'headers' must be a mapping, not a list"),
]

BEYOND = [
    ("{raw: {text: a, status: 204}}", "33: HTTP allows no body under status 204"),
    ("{raw: {text: a, headers: {Content-Length: 3}}}", "43: the server writes the header 'Content-Length' itself"),
]
"""What is wrong and no schema can say."""


@pytest.mark.parametrize(("written", "body", "data", "short"), GOOD, ids=[written for written, *_ in GOOD])
def test_bytes_are_read_and_dumped(written: str, body: RawBody, data: bytes, short: Json) -> None:
    assert RawReply(raw=body) == read(written)
    assert {"raw": short} == dumped(written)
    assert data == body.data
    assert (RawReply(raw=body), True) == (read_again(RawReply(raw=body)), allowed(written))


@pytest.mark.parametrize(("written", "expected"), MISTAKES, ids=[written for written, _ in MISTAKES])
def test_a_mistake_is_told(written: str, expected: str) -> None:
    assert expected == mistake(written)
    assert not allowed(written)


@pytest.mark.parametrize(("written", "expected"), BEYOND, ids=[written for written, _ in BEYOND])
def test_a_mistake_beyond_a_schema_is_told(written: str, expected: str) -> None:
    assert expected == mistake(written)
    assert allowed(written)
