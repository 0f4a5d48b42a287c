"""Rooms, and the paths that lead to them."""

import gc
import json
from collections.abc import Mapping
from weakref import ref

import pytest

from mockserver.http.endpoint import Endpoint
from mockserver.http.host import Host
from mockserver.http.room import Room
from mockserver.values import Headers, JsonObject, Violation
from tests.sessions.town import answering, town

BEARER = Headers([(b"authorization", b"Bearer key")])


def test_a_session_keeps_its_room() -> None:
    host = Host(town())
    room = host.room("a")

    assert isinstance(room, Room)
    assert (room, room, host.default) == (host.room("a"), host.room_at(b"/s/a/v1/models"), host.room("default"))


def test_an_operation_keeps_its_endpoint() -> None:
    room = Host(town()).default

    assert (room.create, room.endpoint("models.list")) == (
        room.endpoint("responses.create"),
        room.endpoint("models.list"),
    )


LANES = {
    b"/v1/responses": "default",
    b"/s/default/v1/responses": "default",
    b"/s/a%2Fb/v1/responses": "a/b",
    b"/s/%61%2fb/v1/responses": "a/b",
    b"/s/unknown/v1/responses": None,
    b"/s/a%2Fb/v1/models": None,
    b"/s/a%2Fb/v1/responses?beta=true": None,
    b"/s/a%2Fb?/v1/responses": None,
    b"/s/a%2Fb#/v1/responses": None,
    b"/s/a%2Fb%3F/v1/responses": "a/b?",
    b"/s/a%2Fb/x/v1/responses": None,
    b"/v2/v1/responses": None,
    b"/s//v1/responses": None,
    b"/s/%FF/v1/responses": None,
    b"http://localhost/v1/responses": None,
}


@pytest.mark.parametrize(("url", "name"), LANES.items(), ids=[url.decode() for url in LANES])
def test_only_responses_of_known_sessions_go_the_short_way(url: bytes, name: str | None) -> None:
    host = Host(town())
    known = ["a/b", "a/b?", "a/b#"]
    for one in known:
        host.room(one)
    endpoints = [host.lane(url) for _ in range(2)]

    assert [name] * 2 == [endpoint.session.name if endpoint else None for endpoint in endpoints]
    assert ["default", *known] == host.sessions.names


def test_the_short_way_leads_to_what_is_there_now() -> None:
    host = Host(town())
    host.room("a")
    before = _named(host, b"/s/a/v1/responses"), _named(host, b"/v1/responses")
    host.sessions.reset("a")
    host.sessions.reset("default")
    after = _named(host, b"/s/a/v1/responses"), _named(host, b"/v1/responses")
    host.sessions.delete("a")

    assert [False, False] == [one is other for one, other in zip(before, after, strict=True)]
    assert (host.sessions.default, None) == (after[1].session, host.lane(b"/s/a/v1/responses"))


def _named(host: Host, url: bytes) -> Endpoint:
    endpoint = host.lane(url)
    assert endpoint
    return endpoint


def test_many_spellings_of_a_name_are_not_all_remembered() -> None:
    host = Host(town())
    host.room("aaaaaaaa")
    names = [b"".join(b"%61" if number >> at & 1 else b"a" for at in range(8)) for number in range(256)]

    assert {"aaaaaaaa"} == {_named(host, b"/s/%b/v1/responses" % name).session.name for name in names}
    assert len(host.room_of(host.sessions.default).spellings) + len(_room(host, "aaaaaaaa").spellings) < 20


def _room(host: Host, name: str) -> Room:
    room = host.room(name)
    assert isinstance(room, Room)
    return room


BODIES: Mapping[str, JsonObject] = {
    "at once": {"model": "gpt-5", "input": "Hello"},
    "stream": {"model": "gpt-5", "input": "begun", "stream": True},
    "background": {"model": "gpt-5", "input": "late", "background": True},
    "not stored": {"model": "gpt-5", "input": "Hello", "store": False},
}


def test_a_room_is_over_with_its_session() -> None:
    host = Host(town())
    room, other = _room(host, "a"), _room(host, "b")
    host.sessions.load("a", [answering("Bye", "See you", contract="{mode: report}")])

    assert (True, False) == (room.pace.is_over, other.pace.is_over)
    assert room is not host.room("a")


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_what_a_session_took_is_given_back_with_it(body: JsonObject) -> None:
    host = Host(town())
    statuses = [_room(host, "a").create.decide(BEARER, json.dumps(body).encode()).status]
    gone = ref(_room(host, "a").session)
    gc.disable()  # the server's collections are far between
    host.sessions.delete("a")
    is_gone = gone() is None
    gc.enable()

    assert ([200], True) == (statuses, is_gone)


SOCKETS: Mapping[str, tuple[bytes, Headers, bool]] = {
    "root": (b"/v1/responses", BEARER, True),
    "session": (b"/s/a/v1/responses", BEARER, True),
    "new session": (b"/s/new/v1/responses", BEARER, True),
    "no token": (b"/s/a/v1/responses", Headers(), False),
    "other path": (b"/s/a/v1/models", BEARER, False),
    "no session": (b"/s//v1/responses", BEARER, False),
    "longer path": (b"/s/a/b/v1/responses", BEARER, False),
}


@pytest.mark.parametrize(("path", "headers", "opens"), SOCKETS.values(), ids=SOCKETS.keys())
def test_sockets_are_opened_on_one_path_of_each_session(path: bytes, headers: Headers, opens: bool) -> None:
    assert opens == Host(town()).opens_socket(path, headers)


def test_a_stray_is_refused_in_the_dialect_of_the_default_session() -> None:
    host = Host(town(answering("Hello", "Hi", dialect="open-responses")))
    reply = host.refuse(Violation("session", "No.", code="mock_unknown_session", status=404), "GET", "/s/x/v1")

    assert (404, True) == (reply.status, b'"type":"not_found"' in reply.body)
    assert {b"x-request-id", b"x-should-retry"} <= {name for name, _ in reply.headers}
    assert [("GET", "/s/x/v1", 404, "No.")] == [*host.strays]
