"""Headers by name."""

from mockserver.values import Headers

HEADERS = Headers([(b"content-type", b"text/plain"), (b"x-name", b"J\xf6rg"), (b"content-type", b"application/json")])


def test_a_header_is_found_by_its_name() -> None:
    assert "Jörg" == HEADERS["x-name"]


def test_of_a_header_sent_twice_the_last_value_counts() -> None:
    assert "application/json" == HEADERS.get("content-type")


def test_what_was_not_sent_is_absent() -> None:
    assert (None, "none", False) == (HEADERS.get("x-other"), HEADERS.get("x-other", "none"), "x-other" in HEADERS)


def test_all_headers_can_be_listed() -> None:
    assert {"content-type": "application/json", "x-name": "Jörg"} == dict(HEADERS)


def test_its_size_is_that_of_all_values() -> None:
    assert 5 == Headers([(b"accept", b"*/*"), (b"x-one", b"\xe9\xff")]).size
