"""WebSockets of sessions, on the wire."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.http.house import House, housing
from tests.http.sockets import ask, create, event
from tests.sessions.town import answering

LENIENT = answering("Bye", "See you", contract="{rules: {authorization: warn}}")


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with housing() as one:
        yield one


def opened(house: House, path: str, **headers: str) -> ClientConnection:
    url = house.thread.url.replace("http", "ws", 1) + path
    return connect(url, additional_headers={"authorization": "Bearer key", **headers})


@pytest.mark.parametrize("path", ["/s/x%2Fy/v1/responses", "/s/x%2Fy/v1/responses?beta=true"])
def test_a_session_is_talked_to_by_its_path(house: House, path: str) -> None:
    before = house.session("x/y").journal.calls
    with opened(house, path) as client:
        last = ask(client, "Hello")

    assert ("response.completed", before + 1) == (last["type"], house.session("x/y").journal.calls)


def test_a_session_is_made_by_the_first_who_opens_a_connection(house: House) -> None:
    with opened(house, "/s/first/v1/responses"):
        assert "first" in house.run(lambda: house.host.sessions.names)


def test_what_one_connection_keeps_is_unknown_in_another_session(house: House) -> None:
    with opened(house, "/s/keeps/v1/responses") as keeps, opened(house, "/s/lacks/v1/responses") as lacks:
        kept = ask(keeps, "Hello", store=False)["response"]["id"]
        output = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]
        refused, answered = (_follow(client, kept, output) for client in (lacks, keeps))

    assert ("error", "response.completed") == (refused["type"], answered["type"])


def _follow(client: ClientConnection, previous: str, output: list[Any]) -> Any:
    client.send(
        json.dumps({**json.loads(create("")), "input": output, "previous_response_id": previous, "store": False})
    )
    while (last := event(client))["type"] not in ("error", "response.completed"):
        pass
    return last


def test_each_session_says_for_itself_who_is_let_in() -> None:
    with housing() as house:
        house.run(lambda: house.host.sessions.create("open", []))
        house.run(lambda: house.host.sessions.load("open", [LENIENT]))
        with opened(house, "/s/open/v1/responses", authorization="") as client:
            assert "response.completed" == ask(client, "Bye")["type"]
        with pytest.raises(InvalidStatus) as caught, opened(house, "/s/shut/v1/responses", authorization=""):
            pass

    assert 401 == caught.value.response.status_code


@pytest.mark.parametrize("path", ["/s/a/v1/response", "/s/a", "/s/a%00/v1/responses", "/s/a/v1/responses/resp_1"])
def test_nothing_else_of_a_session_is_upgraded(house: House, path: str) -> None:
    with pytest.raises(InvalidStatus) as caught, opened(house, path):
        pass

    response = caught.value.response
    assert (True, "close") == (response.status_code in (404, 405), response.headers["connection"])


def test_a_session_that_is_unknown_opens_no_connection() -> None:
    with (
        housing(strict=True) as house,
        pytest.raises(InvalidStatus) as caught,
        opened(house, "/s/unknown/v1/responses"),
    ):
        pass

    assert 404 == caught.value.response.status_code


@pytest.mark.parametrize("end", ["reset", "delete"])
@pytest.mark.parametrize("text", [None, "begun"], ids=["idle", "in a turn"])
def test_a_connection_ends_with_its_session(house: House, end: str, text: str | None) -> None:
    with opened(house, "/s/ends/v1/responses") as client, opened(house, "/s/stays/v1/responses") as other:
        if text:
            client.send(create(text))
            event(client)
        house.run(lambda: getattr(house.host.sessions, end)("ends"))
        with pytest.raises(ConnectionClosed) as caught:
            list(iter(lambda: client.recv(timeout=10), None))

        assert caught.value.rcvd
        assert (1001, "The session was reset or deleted.") == (caught.value.rcvd.code, caught.value.rcvd.reason)
        assert "response.completed" == ask(other, "Hello")["type"]
