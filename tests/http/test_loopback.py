"""What is meant for this server."""

import pytest

from mockserver.http.loopback import foreign, is_host, is_loopback


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST"])
def test_what_only_this_machine_reaches(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", "::11", "10.0.0.1", "128.0.0.1", "127.0.0.1.example.com"])  # noqa: S104 - nobody listens
def test_what_others_reach(address: str) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    "text", ["mock", "mock.test", "mock.test:80", "10.0.0.1", "[::1]", "[fe80::1]:8080", "m\xfcck.test"]
)
def test_a_host_has_a_name_and_perhaps_a_port(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text", ["", "*", "*.test", "a b", "http://mock", "mock/", "mock:", "mock:x", "::1", "a@b", ":80", "mock\n"]
)
def test_what_is_no_host(text: str) -> None:
    assert not is_host(text)


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, "is addressed to ''"),
        ({"host": "evil"}, "is addressed to 'evil'"),
        ({"host": "localhost", "origin": "http://evil"}, "is sent by a page of 'http://evil'"),
        ({"host": "localhost", "sec-fetch-site": "cross-site"}, "is sent by a page of another site (cross-site)"),
        ({"host": "localhost", "origin": "http://localhost:3000", "sec-fetch-site": "same-site"}, None),
    ],
)
def test_what_is_foreign_is_said(headers: dict[str, str], said: str | None) -> None:
    assert said == foreign(headers)
