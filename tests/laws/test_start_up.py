"""The server starts without what it may never need."""

import subprocess
import sys
from pathlib import Path

import pytest
from openai import OpenAI

from tests.server import COMMAND, Server

HEAVY = {
    *("openai", "httpx2", "pytest", "faker", "rich", "jsonschema", "hypothesis", "ruamel"),
    *("websockets", "brotli", "zstandard"),
}


def call(url: str) -> None:
    with OpenAI(base_url=f"{url}/v1", api_key="test") as client:
        client.responses.create(model="gpt-5", input="play text")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Name the packages that a server imports until it has answered a call."""
    log = tmp_path_factory.mktemp("start_up") / "log"
    command: list[str | Path] = [sys.executable, "-X", "importtime", COMMAND, "serve", "--port", "0"]
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        server = Server(process, process.stdout.readline() if process.stdout else "", log)
        try:
            call(server.url)
        finally:
            server.stop()
    # Each line is `import time: self | cumulative | name`, indented by depth.
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in log.read_text().splitlines()}


def test_imports_are_seen(imported: set[str]) -> None:
    assert {"mockserver", "starlette", "uvicorn", "orjson"} <= imported


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_heavy_package_is_left_alone(imported: set[str], package: str) -> None:
    assert package not in imported
