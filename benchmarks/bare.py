"""The yardstick: an application that sends recorded answers and does nothing else, on uvicorn with our settings."""

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.answer import Answer

_FRAMING = b"transfer-encoding"


def static_app(answers: Mapping[str, Answer]) -> ASGIApp:
    """Answer each path with its recorded bytes in one send."""
    messages = {path: _messages(answer) for path, answer in answers.items()}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        head, body = messages[scope["path"]]
        await send(head)
        await send(body)

    return app


def _messages(answer: Answer) -> tuple[Message, Message]:
    headers = [pair for pair in answer.headers if pair[0] != _FRAMING]
    head = {"type": "http.response.start", "status": 200, "headers": headers}
    return head, {"type": "http.response.body", "body": answer.body}


def serve(folder: Path, ready_file: Path) -> None:
    """Serve the answers of a folder, each under its file's name, until a signal ends the process."""
    app = static_app({f"/{file.name}": Answer(file.read_bytes()) for file in folder.iterdir()})
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        lifespan="off",
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        proxy_headers=False,
    )
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        ready_file.write_text(f"http://127.0.0.1:{listener.getsockname()[1]}\n", encoding="utf-8")
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
