"""Clients of WebSockets, and what the servers of their tests play."""

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

from tests.server import Server

LIMIT = 1_000_000
SCENARIO = """
version: 1
stubs:
  - when: {last_user: hi}
    reply: [{message: Hello}]
  - when: {last_user: paced}
    reply: {output: [{message: abc}], stream: {chunks: [1, 1, rest], between: 20ms}}
  - when: {last_user: endless}
    reply: {output: [{message: abc}], stream: {chunks: [1, rest], between: 1000s}}
  - when: {last_user: gated}
    reply: {output: [{message: One}, {message: Two}], stream: {gates: [{name: go, before: 6}]}}
  - when: {last_user: dropped}
    reply: {output: [{message: abc}], fault: {disconnect_after: 3}}
  - when: {last_user: stalled}
    reply: {output: [{message: abc}], fault: {stall: 3}}
  - when: {last_user: truncated}
    reply: {output: [{message: abc}], fault: {truncate_after: 3}}
  - when: {last_user: long}
    reply: {output: [{message: LONG}], stream: {chunks: [CHUNKS, rest]}}
  - when: {last_user: failed}
    reply: {error: {status: 500, code: server_error, message: Sorry.}}
""".replace("LONG", "x" * 50_000).replace("CHUNKS", ", ".join(["1000"] * 49))
TERMINAL = {"response.completed", "response.incomplete", "response.failed", "error"}
UPGRADE = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def opened(server: Server, path: str = "/v1/responses", **options: Any) -> ClientConnection:
    url = server.url.replace("http", "ws", 1) + path
    headers = {"authorization": "Bearer key"}
    connection: ClientConnection = connect(url, additional_headers=headers, max_size=None, **options)
    return connection


def create(text: str, lane: str | None = None, **more: Any) -> str:
    named = {} if lane is None else {"stream_id": lane}
    return json.dumps({"type": "response.create", "model": "gpt-5", "input": text, **named, **more})


def event(client: ClientConnection) -> Any:
    return json.loads(client.recv(timeout=20))


def turn(client: ClientConnection) -> list[Any]:
    """Read to the end of a turn."""
    events = [event(client)]
    while events[-1]["type"] not in TERMINAL:
        events.append(event(client))
    return events


def ask(client: ClientConnection, text: str, lane: str | None = None, **more: Any) -> Any:
    """Have a turn; gives its last event."""
    client.send(create(text, lane, **more))
    return turn(client)[-1]


def post(server: Server, path: str, body: Any = None) -> Any:
    data = json.dumps(body).encode() if body is not None else b""
    headers = {"content-type": "application/json"}
    with urlopen(Request(server.url + path, data, headers, method="POST")) as response:  # noqa: S310 - the URL is our own
        return json.load(response)


def sockets(server: Server) -> int:
    """Count the sockets that the server has open."""
    folder = Path(f"/proc/{server.process.pid}/fd")
    return sum(str(one.readlink()).startswith("socket:") for one in [*folder.iterdir()] if one.is_symlink())


def eventually(server: Server, count: int) -> bool:
    """Ask the server until it has so many sockets open, each question being one that it has answered."""
    return any(sockets(server) == count for _ in range(2000) if server.ask("hi"))


def ask_past(client: ClientConnection, lane: str) -> Any:
    """Have a turn on a lane while others tell theirs."""
    client.send(create("hi", lane))
    while (one := event(client))["type"] not in TERMINAL or one.get("stream_id") != lane:
        pass
    return one


def rest(client: ClientConnection) -> list[Any]:
    """Read until the connection is closed."""
    return [json.loads(frame) for frame in client]
