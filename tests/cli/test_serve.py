"""The command `mockserver serve`, as a process."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from mockserver import __version__
from mockserver.cli.serve import serve as serve_command
from mockserver.values import DIALECTS
from tests.cli.inside import run
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import COMMAND, Serve, Server, ask, words

PACED = """
steps:
  - when: {last_user: hi}
    reply: {output: [{message: abcdef}], stream: {chunks: [1, rest], between: 1000s}}
"""


def test_the_printed_url_answers(serve: Serve) -> None:
    server = serve()

    assert words(server.ask("play text")).startswith("Hello!")
    assert f"mockserver is listening on {server.url} (OPENAI_BASE_URL={server.url}/v1)\n" == server.greeting


def test_the_ready_file_holds_the_url_while_the_server_runs(serve: Serve, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    ready.write_text("http://left-by-an-earlier-run\n")
    server = serve("--ready-file", ready)

    assert f"{server.url}\n" == ready.read_text()
    assert 0 == server.stop()
    assert [server.log] == list(tmp_path.iterdir())


def test_the_ready_file_is_complete_when_it_appears(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    with subprocess.Popen([COMMAND, "serve", "--port", "0", "--ready-file", ready], stdout=subprocess.DEVNULL) as own:
        while not ready.exists():
            assert own.poll() is None
        url = ready.read_text()
        answer = ask(url.strip(), "play text")
        own.terminate()

    assert url.endswith("\n")
    assert "completed" == answer["status"]


def test_python_can_run_the_module(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "mockserver", "--version"], capture_output=True, text=True)

    assert (0, f"mockserver, version {__version__}\n") == (done.returncode, done.stdout)


def test_a_folder_is_served_in_sorted_order(serve: Serve, tmp_path: Path) -> None:
    later, earlier = (SCENARIO.replace("Hello", text) for text in ("later", "earlier"))
    for name, content in (("b.yaml", later), ("a.yml", earlier), ("0.txt", "no scenario")):
        file_in(tmp_path, content, name)
    server = serve(tmp_path)

    assert "earlier" == words(server.ask("hi"))


def test_several_files_are_served_in_the_order_given(serve: Serve, tmp_path: Path) -> None:
    first = file_in(tmp_path, SCENARIO.replace("Hello", "first"), "z.yaml")
    second = file_in(tmp_path, SCENARIO.replace("Hello", "second").replace("hi", "{$any: true}"), "a.yaml")
    server = serve(first, second)

    assert ("first", "second") == (words(server.ask("hi")), words(server.ask("ho")))


def test_the_seed_changes_the_ids(serve: Serve) -> None:
    one, same, other = (serve("--seed", seed).ask("play text") for seed in ("1", "1", "2"))

    assert one == same
    assert one["id"] != other["id"]


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_ipv6_is_served(serve: Serve) -> None:
    server = serve("--host", "::1")

    assert server.url.startswith("http://[::1]:")
    assert words(server.ask("play text")).startswith("Hello!")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("paced", [False, True], ids=["idle", "in a paced stream"])
def test_a_signal_ends_it_cleanly(serve: Serve, tmp_path: Path, number: int, paced: bool) -> None:
    server = serve(file_in(tmp_path, PACED))
    with socket.create_connection(server.address, timeout=10) as client:
        if paced:
            client.sendall(streaming_request("hi"))
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
        os.kill(server.process.pid, number)

        assert (0, "") == (server.process.wait(3), server.log.read_text())


def listens(server: Server) -> bool:
    """Tell whether it takes connections."""
    with socket.socket() as client:
        return client.connect_ex(server.address) == 0


def test_one_who_cannot_wait_for_the_end_gets_no_other(serve: Serve, tmp_path: Path) -> None:
    server = serve(file_in(tmp_path, PACED))
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(streaming_request("hi"))
        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        os.kill(server.process.pid, signal.SIGINT)
        while listens(server):
            pass
        os.kill(server.process.pid, signal.SIGINT)

        assert (0, "") == (server.process.wait(3), server.log.read_text())


def stream(server: Server, text: str) -> bytes:
    """Give the whole of a stream as it comes over the wire."""
    with socket.create_connection(server.address, timeout=10) as client, client.makefile("rb") as read:
        client.sendall(streaming_request(text))
        return b"".join(iter(read.readline, b"0\r\n"))


@pytest.mark.parametrize("speed", ["0", "1000000", "inf"])
def test_speed_shortens_pauses(serve: Serve, tmp_path: Path, speed: str) -> None:
    server = serve(file_in(tmp_path, PACED), "--speed", speed)

    assert b"event: response.completed" in stream(server, "hi")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_shipped_is_served_in_every_dialect(serve: Serve, dialect: str) -> None:
    assert words(serve("--dialect", dialect).ask("play text")).startswith("Hello!")


AUTO_LINE = "Where no scenario matches, the answer is made up (--no-auto refuses the call).\n"


@pytest.mark.parametrize(
    ("option", "named", "status", "said"),
    [
        pytest.param([], False, 200, AUTO_LINE, id="nothing said"),
        pytest.param([], True, 400, "", id="a scenario"),
        pytest.param(["--auto"], True, 200, AUTO_LINE, id="a scenario and --auto"),
        pytest.param(["--no-auto"], False, 400, "", id="--no-auto"),
    ],
)
def test_answers_are_made_up_where_that_is_wanted(
    serve: Serve, tmp_path: Path, option: list[str], named: bool, status: int, said: str
) -> None:
    server = serve(*option, *([file_in(tmp_path, SCENARIO)] if named else []))
    line = status_line(server, "nobody expects this")
    server.process.terminate()

    assert line.startswith(f"HTTP/1.1 {status} ".encode())
    assert said == server.process.communicate()[0]


def status_line(server: Server, text: str) -> bytes:
    with socket.create_connection(server.address, timeout=10) as client, client.makefile("rb") as read:
        client.sendall(streaming_request(text))
        return read.readline()


GATED = """
steps:
  - when: {last_user: hi}
    reply: {output: [{message: abcdef}], stream: {chunks: [1, rest], gates: [{name: go, before: last}]}}
"""


def test_a_gate_of_a_scenario_is_opened_over_http(serve: Serve, tmp_path: Path) -> None:
    server = serve(file_in(tmp_path, GATED), "--speed", "0")
    with socket.create_connection(server.address, timeout=10) as client, client.makefile("rb") as read:
        client.sendall(streaming_request("hi"))
        before = b"".join(iter(read.readline, b"event: response.output_item.done\n"))
        with urlopen(Request(f"{server.url}/__admin/gates")) as gates:  # noqa: S310 - the URL is our own
            listed = json.load(gates)["gates"]
        with urlopen(Request(f"{server.url}/__admin/gates/go", method="POST")) as opened:  # noqa: S310 - as above
            state = json.load(opened)
        after = b"".join(iter(read.readline, b"0\r\n"))

    assert b"response.completed" not in before
    assert [("go", False)] == [(gate["name"], gate["open"]) for gate in listed]
    assert {"name": "go", "open": True, "waiting": 0} == state
    assert b"event: response.completed" in after


def streaming_request(text: str) -> bytes:
    body = json.dumps({"model": "gpt-5", "input": text, "stream": True}).encode()
    head = "POST /v1/responses HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer key\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def test_help_names_every_option() -> None:
    help_text = run("serve", "--help").stdout

    for parameter in serve_command.params:
        assert all(f"  {option} " in help_text for option in parameter.opts if option.startswith("--"))
    assert len(serve_command.params) > 10
