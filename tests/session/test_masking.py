"""Secrets, and how they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.session.masking import masked_header, masked_headers, masked_json, masked_text

KEY = "sk-proj-abcdEFGH1234567890wxyz"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("authorization", f"Bearer {KEY}", "Bearer sk-…wxyz"),
        ("authorization", "Bearer short", "Bearer …"),
        ("authorization", "Basic dXNlcjpwYXNzd29yZA==", "Basic …ZA=="),
        ("proxy-authorization", "naked-secret-value", "…alue"),
        ("api-key", "0123456789abcdef", "…cdef"),
        ("x-api-key", "0123456789ab", "…"),
        ("x-goog-api-key", "0123456789abcdef", "…cdef"),
        ("x-amz-security-token", "0123456789abcdef", "…cdef"),
        ("cookie", "session=0123456789abcdef; theme=dark", "session=…cdef; theme=…"),
        ("set-cookie", "session=0123456789abcdef; Path=/", "session=…cdef; Path=…"),
        ("x-forwarded-key-info", f"key {KEY}", "key sk-…wxyz"),
    ],
)
def test_headers_with_secrets_show_their_scheme_and_their_end(name: str, value: str, shown: str) -> None:
    assert shown == masked_header(name, value)


@pytest.mark.parametrize("name", ["openai-organization", "openai-project", "user-agent", "x-request-id", "accept"])
def test_other_headers_stay(name: str) -> None:
    assert {name: "org-0123456789abcdef"} == masked_headers({name: "org-0123456789abcdef"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"My key is {KEY}.", "My key is sk-…wxyz."),
        (f"Authorization: Bearer {KEY}", "Authorization: Bearer sk-…wxyz"),
        ("use bearer abcdefgh12345678 here", "use bearer …5678 here"),
        (f"a token {JWT}, decoded", "a token …Hl0w, decoded"),
        ('{"api_key": "0123456789abcdef0"}', '{"api_key": "…def0"}'),
        ('{\\"clientSecret\\":\\"0123456789abcdef0\\"}', '{\\"clientSecret\\":\\"…def0\\"}'),
        ("https://x.test/?access_token=abcdef0123456789ab&q=1", "https://x.test/?access_token=…89ab&q=1"),
        ("password: correcthorse4battery", "password: …tery"),
        ("aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "aws_secret_access_key=…EKEY"),
        ("push with ghp_16C7e42F292c6912E7710c838347Ae178B4a", "push with ghp_…8B4a"),
        ("github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwx", "github_pat_…uvwx"),
        ("glpat-0a1b2c3d4e5f6a7b8c9d", "glpat-…8c9d"),
        ("slack: xoxb-123456789012-abcdefABCDEF1234", "slack: xoxb-…1234"),
        ("?key=AIzaSyA1234567890abcdefghijklmnopqrstuv", "?key=AIza…stuv"),
        ("login with hf_aBcDeFgHiJkLmNoPqRsTuVwX", "login with hf_…uVwX"),
    ],
)
def test_secrets_in_texts_are_masked(text: str, shown: str) -> None:
    assert shown == masked_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xoxb- and glpat- are how tokens begin, as hf_hub_download and github_pat_names do not.",
        "I use sk-learn, and sk-learn-compatible tools.",
        "A Bearer token is a bearer of authentication.",
        "Basic understanding of internationalization",
        '{"token": " internationalization", "logprob": -0.1}',
        '{"max_output_tokens": 1234567890123456789}',
        '{"password": {"type": "string", "minLength": 8}}',
        "secret: the treasure of the Incas",
        "call_0a1b2c3d4e5f6a7b8c9d0e1f and resp_68a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
        "deadbeefdeadbeefdeadbeefdeadbeef",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert text == masked_text(text)


def test_secrets_anywhere_in_json_are_masked() -> None:
    value = {"a": [KEY, {"api_key": "0123456789abcdef", "n": 1}], "token": "0123456789abcdef", "t": None}
    assert {"a": ["sk-…wxyz", {"api_key": "…cdef", "n": 1}], "token": "…cdef", "t": None} == masked_json(value)
    assert KEY == value["a"][0]  # type: ignore[index]  # the value is a list, whatever its neighbours are


@given(st.text())
def test_what_is_masked_is_masked_once(text: str) -> None:
    masked = masked_text(f"{text} Bearer {KEY} {text}")
    assert KEY not in masked
    assert masked == masked_text(masked)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz .,\n"))
def test_words_alone_are_never_masked(text: str) -> None:
    assert text == masked_text(text)


@pytest.mark.parametrize("piece", ["sk-", "token", "a-", "bearer ", "eyJ", "eyJ-", "password: ", "_token_", "sk-a"])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * 100_000
    assert text == masked_text(text)
