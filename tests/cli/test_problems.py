"""What a server says of calls while they come."""

import json
import os
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.server import COMMAND, running

SCENARIO = "stubs: [{when: {last_user: Hello}, reply: [{message: Hi}]}]"


def refused(url: str, **body: object) -> str:
    """Make a call that is refused; gives the message of its error."""
    headers = {"authorization": "Bearer key", "content-type": "application/json"}
    asked = json.dumps({"model": "gpt-5", "input": "Hello", **body}).encode()
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{url}/v1/responses", asked, headers))  # noqa: S310 - the URL is our own
    with caught.value as error:
        return str(json.load(error)["error"]["message"])


def test_a_miss_is_told_in_the_words_of_the_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SCENARIO)
    with running(tmp_path / "log", tmp_path / "a.yaml", quiet=False) as server:
        message = refused(server.url, input="Hallo")
        server.stop()

    assert f"{message}\n" == (tmp_path / "log").read_text()


def test_a_violation_is_one_line(tmp_path: Path) -> None:
    with running(tmp_path / "log", quiet=False) as server:
        refused(f"{server.url}/s/a", **{"\x1b[31mhot": 1})
        server.stop()

    [line] = (tmp_path / "log").read_text().splitlines()
    assert line.startswith("mockserver: call 1 (POST /v1/responses, session a) breaks unknown_parameter: ")
    assert "\x1b" not in line


def test_a_call_is_answered_though_nobody_listens(tmp_path: Path) -> None:
    reader, log = os.pipe()
    whole = [str(COMMAND), "serve", "--port", "0"]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        os.close(log)
        url = process.stdout.readline().split()[4] if process.stdout else ""
        os.close(reader)
        try:
            message = refused(url, temperature=9)
        finally:
            process.kill()

    assert "temperature" in message


def test_a_quiet_server_says_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        refused(server.url, temperature=9)
        server.stop()

    assert "" == (tmp_path / "log").read_text()
