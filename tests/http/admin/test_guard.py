"""Who may use the admin API."""

import pytest

from mockserver.http.admin.guard import Guard
from tests.http.admin.steering import Steering

OPEN = Guard()
LOCKED = Guard(token="sesame")  # noqa: S106 - the tests' own
EXPOSED = Guard(address="0.0.0.0")  # noqa: S104 - nobody listens there
HOST = {"host": "localhost:8080"}


def refused(guard: Guard, **headers: str) -> int | None:
    given = {name.replace("_", "-"): value for name, value in {**HOST, **headers}.items()}
    refusal = guard.refusal(given)
    return refusal.status if refusal else None


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer sesame", None),
        ("bearer sesame", None),
        ("Bearer  sesame ", None),
        ("Bearer Sesame", 401),
        ("Bearer sesame2", 401),
        ("Bearer sesam", 401),
        ("Bearer ", 401),
        ("Bearer", 401),
        ("Basic sesame", 401),
        ("sesame", 401),
        ("", 401),
        ("Bearer ses\xe4me", 401),
    ],
)
def test_only_the_token_opens(given: str, status: int | None) -> None:
    assert status == refused(LOCKED, authorization=given)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_alone_needs_no_token(address: str) -> None:
    assert None is refused(Guard(address=address))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.0.0.1", "192.168.1.2", "fe80::1", "example.com"])  # noqa: S104
def test_whoever_listens_to_others_needs_a_token(address: str) -> None:
    assert 401 == refused(Guard(address=address))
    assert None is refused(LOCKED._replace(address=address), authorization="Bearer sesame")


def test_no_token_opens_where_none_was_set() -> None:
    assert [401, 401] == [refused(EXPOSED, authorization=given) for given in ("Bearer ", "Bearer None")]


@pytest.mark.parametrize(
    ("guard", "word"), [(EXPOSED, "start it with --admin-token TOKEN"), (LOCKED, "missing or wrong")]
)
def test_who_is_kept_out_is_told_why(guard: Guard, word: str) -> None:
    told = Steering(guard=guard).ask("GET", "sessions")

    assert (401, "mock_unauthorized", "Bearer") == (told.status, told.code, told.headers["www-authenticate"])
    assert word in told.message


@pytest.mark.parametrize("path", ["health", "ready"])
def test_who_watches_processes_needs_no_token(path: str) -> None:
    assert 200 == Steering(guard=EXPOSED).ask("GET", path).status
    assert 403 == Steering(guard=EXPOSED).ask("GET", path, host="evil.example").status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, None),
        ({"host": "mock.test"}, None),
        ({"host": "MOCK.test:9"}, None),
        ({"host": "other.test:80"}, None),
        ({"host": "other.test"}, 403),
        ({"host": "other.test:81"}, 403),
        ({"host": "a.mock.test"}, 403),
        ({"host": "mock.test.evil"}, 403),
        ({"origin": "http://mock.test:3000"}, None),
        ({"origin": "https://localhost"}, None),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "http://mock.test.evil"}, 403),
        ({"origin": "http://evil@mock.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "same-origin"}, None),
        ({"sec_fetch_site": "same-site"}, None),
        ({"sec_fetch_site": "none"}, None),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "Cross-Site"}, 403),
        ({"sec_fetch_site": "anything"}, 403),
    ],
)
def test_only_what_is_meant_for_it_is_let_in(headers: dict[str, str], status: int | None) -> None:
    assert status == refused(Guard(hosts=("mock.test", "other.test:80")), **headers)


def test_the_place_comes_before_the_token() -> None:
    assert 403 == refused(LOCKED, host="evil.example", authorization="Bearer sesame")
