"""The life of a WebSocket, on the wire: how it begins and how it ends."""

import json
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from tests.http.raw import read_all, request, talk
from tests.http.sockets import (
    LIMIT,
    SCENARIO,
    UPGRADE,
    ask,
    create,
    event,
    eventually,
    opened,
    post,
    rest,
    sockets,
    turn,
)
from tests.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("socket"), SCENARIO, "--max-body", str(LIMIT)) as one:
        yield one


@pytest.mark.parametrize("path", ["/v1/responses?beta=true", "/v1/responses?a=b&c"])
def test_the_path_may_have_a_query(server: Server, path: str) -> None:
    with opened(server, path) as client:
        assert "response.completed" == ask(client, "hi")["type"]


@pytest.mark.parametrize(("compression", "agreed"), [("deflate", True), (None, False)])
def test_compression_is_as_the_client_wants_it(server: Server, compression: str | None, agreed: bool) -> None:
    with opened(server, compression=compression) as client:
        head = client.response.headers if client.response else {}

        assert agreed == ("permessage-deflate" in head.get("sec-websocket-extensions", ""))
        assert "response.completed" == ask(client, "hi")["type"]


@pytest.mark.parametrize("path", ["/v1/response", "/v1/responses/", "/v1/conversations", "/", "/v1/responses/resp_1"])
def test_no_other_path_is_upgraded(server: Server, path: str) -> None:
    with pytest.raises(InvalidStatus) as caught, opened(server, path):
        pass

    assert caught.value.response.status_code in (404, 405)
    assert b'"error"' in caught.value.response.body


def test_no_other_method_is_upgraded(server: Server) -> None:
    [answer] = talk(server.address, request(method="PUT", headers=UPGRADE))

    assert 405 == answer.status


def test_without_an_upgrade_there_is_no_such_method(server: Server) -> None:
    [answer] = talk(server.address, request(method="GET", headers={"connection": "close"}))

    assert (405, "method_not_supported") == (answer.status, answer.error["code"])


def test_a_broken_handshake_is_refused(server: Server) -> None:
    with socket.create_connection(server.address, timeout=20) as client:
        client.sendall(request(method="GET", headers={**UPGRADE, "sec-websocket-key": "short"}))

        assert read_all(client).startswith(b"HTTP/1.1 400 ")


BROKEN: list[tuple[dict[str, str], int]] = [
    ({"content-length": "5"}, 400),
    ({"content-length": "", "transfer-encoding": "chunked"}, 400),
    ({"authorization": "Bearer " + "k" * 9000}, 431),
    ({f"x-{number}": "a" for number in range(200)}, 431),
]


@pytest.mark.parametrize(("headers", "status"), BROKEN, ids=["body", "chunks", "long", "many"])
def test_what_is_no_handshake_is_refused(server: Server, headers: dict[str, str], status: int) -> None:
    with socket.create_connection(server.address, timeout=20) as client:
        client.sendall(request(method="GET", headers={**UPGRADE, **headers}))

        assert read_all(client).startswith(b"HTTP/1.1 %d " % status)


def test_a_response_goes_on_without_its_client(server: Server) -> None:
    with opened(server) as client:
        client.send(create("paced"))
        response_id = event(client)["response"]["id"]
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.socket.close()

    headers = {"authorization": "Bearer key"}
    url = f"{server.url}/v1/responses/{response_id}"
    with urlopen(Request(url, headers=headers)) as response:  # noqa: S310 - the URL is our own
        assert response_id == json.load(response)["id"]


def test_clients_that_vanish_leave_nothing_behind(server: Server) -> None:
    before = sockets(server)
    for _ in range(20):
        with opened(server) as client:
            client.send(create("endless"))
            client.send(create("long", "a"))
            event(client)
            client.socket.shutdown(socket.SHUT_RDWR)

    assert eventually(server, before)


def test_a_client_that_does_not_read_holds_nobody_up(server: Server) -> None:
    with opened(server, max_queue=1) as idle, opened(server) as busy:
        for _ in range(50):
            idle.send(create("long"))

        assert "response.completed" == ask(busy, "hi")["type"]
        for _ in range(50):
            assert "response.completed" == turn(idle)[-1]["type"]


def test_a_connection_lasts_an_hour(tmp_path: Path) -> None:
    with serving(tmp_path, SCENARIO, "--clock", "manual") as server:
        with opened(server) as client:
            client.send(create("paced"))
            event(client)
            post(server, "/__admin/clock", {"advance": "60m"})
            seen = {one["error"]["code"] if one["type"] == "error" else one["type"] for one in rest(client)}
            assert 1001 == client.close_code
        assert {"response.completed", "websocket_connection_limit_reached"} <= seen


def test_where_no_connection_is_opened_an_upgrade_is_answered_with_426(tmp_path: Path) -> None:
    with serving(tmp_path, SCENARIO, "--no-websocket") as server:
        [answer] = talk(server.address, request(method="GET", headers=UPGRADE))
        plain = talk(server.address, request(method="GET", headers={"connection": "close"}))

        assert (426, "websocket_not_supported") == (answer.status, answer.error["code"])
        assert "upgrade" in answer.headers
        assert [405] == [one.status for one in plain]


def test_the_library_is_imported_with_the_first_connection(tmp_path: Path) -> None:
    with serving(tmp_path, SCENARIO) as server:
        maps = Path(f"/proc/{server.process.pid}/maps")
        server.ask("hi")
        before = maps.read_text()
        with opened(server):
            assert [False, True] == ["websockets/speedups" in text for text in (before, maps.read_text())]


def test_a_server_that_stops_closes_its_connections(tmp_path: Path) -> None:
    with serving(tmp_path, SCENARIO) as server, opened(server) as client:
        client.send(create("endless"))
        event(client)

        assert 0 == server.stop()
        with pytest.raises(ConnectionClosedError, match="1012"):
            rest(client)
