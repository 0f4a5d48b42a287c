"""Whose session a path belongs to."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.http.address import Address, address_of, prefix_of

PATHS = {
    "/v1/responses": Address("default", b"", b"/v1/responses"),
    "/": Address("default", b"", b"/"),
    "/sessions/v1": Address("default", b"", b"/sessions/v1"),
    "/v1/s/a": Address("default", b"", b"/v1/s/a"),
    "/s/a/v1/responses": Address("a", b"a", b"/v1/responses"),
    "/s/default/v1/responses": Address("default", b"default", b"/v1/responses"),
    "/s/a%2Fb%5Bc%5D/v1/models/x%2Fy": Address("a/b[c]", b"a%2Fb%5Bc%5D", b"/v1/models/x%2Fy"),
    "/s/a:b[c]/v1": Address("a:b[c]", b"a:b[c]", b"/v1"),
    "/s/a+b/v1/": Address("a+b", b"a+b", b"/v1/"),
    "/s/a": Address("a", b"a", b""),
    "/s/a/": Address("a", b"a", b"/"),
    "/s": Address("", b"", b"/s"),
    "/s/": Address("", b"", b""),
    "/s//v1/responses": Address("", b"", b"/v1/responses"),
    "/s/%FF/v1/responses": Address("\udcff", b"%FF", b"/v1/responses"),
}


@pytest.mark.parametrize(("path", "address"), PATHS.items())
def test_a_path_is_taken_apart_as_it_came(path: str, address: Address) -> None:
    assert address == address_of(path.encode())


@pytest.mark.parametrize(
    ("path", "is_api", "creates"),
    [
        ("/s/a/v1/responses", True, True),
        ("/s/a/v1/responses/", True, False),
        ("/s/a/v1/nothing", True, False),
        ("/s/a/v1", False, False),
        ("/s/a", False, False),
        ("/v1/responses", True, True),
    ],
)
def test_an_address_tells_what_it_can_be(path: str, is_api: bool, creates: bool) -> None:
    address = address_of(path.encode())

    assert (is_api, creates) == (address.is_api, address.creates)


@given(st.text(min_size=1).filter(lambda name: name != "default"))
def test_every_name_can_be_written_in_a_path(name: str) -> None:
    address = address_of(f"{prefix_of(name)}/v1/responses".encode())

    assert (name, quote(name, safe=""), b"/v1/responses") == (address.name, address.written.decode(), address.rest)
    assert prefix_of(name) == address.prefix


def test_the_default_session_is_at_the_root() -> None:
    assert "" == prefix_of("default") == address_of(b"/v1/responses").prefix
