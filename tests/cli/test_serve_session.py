"""The options of `mockserver serve` that say what its session is like."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.cli.inside import run
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import Serve, Server, running

MANUAL = f"clock: manual\n{SCENARIO}"
REAL = f"clock: real\n{SCENARIO}"


def call(server: Server, method: str, path: str, body: Mapping[str, Any] | None = None) -> tuple[int, Any]:
    """Give the status and the JSON of an answer."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"authorization": "Bearer key", "content-type": "application/json"}
    request = Request(f"{server.url}{path}", data, headers, method=method)  # noqa: S310 - the URL is our own
    try:
        with urlopen(request) as response:  # noqa: S310 - as above
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def clock(server: Server) -> Any:
    return call(server, "GET", "/__admin/clock")[1]["clock"]


@pytest.mark.parametrize(
    ("options", "scenario", "name"),
    [
        pytest.param([], SCENARIO, "real", id="nothing said"),
        pytest.param([], MANUAL, "manual", id="in the scenario"),
        pytest.param(["--clock", "manual"], SCENARIO, "manual", id="as an option"),
        pytest.param(["--clock", "manual"], MANUAL, "manual", id="in both"),
    ],
)
def test_the_clock_is_settled(serve: Serve, tmp_path: Path, options: list[str], scenario: str, name: str) -> None:
    assert name == clock(serve(file_in(tmp_path, scenario), *options))


def test_the_configuration_may_name_the_clock(serve: Serve, tmp_path: Path) -> None:
    config = file_in(tmp_path, "clock: manual\n", "config.yaml")

    assert "manual" == clock(serve("--config", config))


def test_two_clocks_are_told(tmp_path: Path) -> None:
    scenario = file_in(tmp_path, REAL)
    done = run("serve", "--port", "0", "--clock", "manual", scenario)

    assert 2 == done.returncode
    assert f"{scenario}:1:1: clock 'real', but the server's is manual" in done.stderr


ANY_ID = [
    ("GET", "/v1/responses/resp_made_up", None),
    ("GET", "/v1/responses/resp_made_up/input_items", None),
    ("DELETE", "/v1/responses/resp_made_up", None),
    ("POST", "/v1/responses/resp_made_up/cancel", None),
    ("GET", "/v1/conversations/conv_made_up", None),
    ("GET", "/v1/conversations/conv_made_up/items/item_made_up", None),
    ("GET", "/v1/models/model_made_up", None),
    ("POST", "/v1/responses", {}),
    ("POST", "/v1/responses", None),
    ("POST", "/v1/responses", {"model": "m", "input": "x", "conversation": "c", "previous_response_id": "p"}),
]


@pytest.fixture(scope="module")
def stateless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("stateless") / "log", "--stateless") as one:
        yield one


@pytest.mark.parametrize(("method", "path", "body"), ANY_ID)
def test_without_state_everything_is_there(
    stateless: Server, method: str, path: str, body: Mapping[str, Any] | None
) -> None:
    assert 200 == call(stateless, method, path, body)[0]


@pytest.mark.parametrize(
    ("options", "statuses"),
    [
        (["--stateless"], (200, 200)),
        (["--stateless", "--mode", "enforce"], (400, 200)),
        (["--stateless", "--no-auto"], (400, 200)),
        ([], (400, 404)),
    ],
)
def test_stateless_chooses_what_is_not_said(
    serve: Serve, tmp_path: Path, options: list[str], statuses: tuple[int, int]
) -> None:
    server = serve(file_in(tmp_path, SCENARIO), *options)
    made = call(server, "POST", "/v1/responses", {"model": "m", "input": "other", "inputs": 1})
    found = call(server, "GET", "/v1/responses/resp_made_up")

    assert statuses == (made[0], found[0])


def test_the_oldest_goes_and_that_is_said(serve: Serve, tmp_path: Path) -> None:
    server = serve(file_in(tmp_path, SCENARIO), "--max-stored", "2")
    made = [server.ask("hi")["id"] for _ in range(3)]

    assert [404, 200, 200] == [call(server, "GET", f"/v1/responses/{one}")[0] for one in made]
    assert (
        f"mockserver: {made[0]} is forgotten, since 2 newer ones are kept (--max-stored).\n" == server.log.read_text()
    )


@pytest.mark.parametrize("origin", ["localhost:3000", "http://", "http://a.test/path", "https://*.test", ""])
def test_what_is_no_origin_is_told(origin: str) -> None:
    done = run("serve", "--port", "0", "--cors", origin)

    assert (2, "") == (done.returncode, done.stdout)
    assert f"{origin!r} is not an origin such as http://localhost:3000, or *" in " ".join(done.stderr.split())


@pytest.mark.parametrize("most", ["0", "-1", "many"])
def test_keeping_nothing_is_refused(most: str) -> None:
    assert "Invalid value for '--max-stored': " in run("serve", "--port", "0", "--max-stored", most).stderr


CREATE = {"model": "gpt-5", "input": "Hello"}


def test_strict_sessions_are_none_that_nobody_made(serve: Serve, tmp_path: Path) -> None:
    server = serve(file_in(tmp_path, SCENARIO), "--strict-sessions")
    status, body = call(server, "POST", "/s/a/v1/responses", CREATE)

    assert (404, "mock_unknown_session") == (status, body["error"]["code"])
    assert "(--strict-sessions)" in body["error"]["message"]


def test_there_are_only_so_many_sessions(serve: Serve, tmp_path: Path) -> None:
    server = serve(file_in(tmp_path, SCENARIO), "--max-sessions", "1")
    statuses = [call(server, "POST", f"/s/{name}/v1/responses", CREATE)[0] for name in ("a", "b", "default")]

    assert 429 == statuses.pop(1)
    assert 429 not in statuses


def test_the_options_hold_for_every_session(serve: Serve) -> None:
    server = serve("--stateless", "--clock", "manual", "--max-stored", "1")
    answers = [call(server, "GET", f"{session}/v1/responses/resp_1") for session in ("", "/s/a%2Fb")]
    for _ in range(2):
        call(server, "POST", "/s/a%2Fb/v1/conversations", {})

    assert [200, 200] == [status for status, _ in answers]
    assert "is forgotten in session a/b, since 1 newer ones are kept (--max-stored)." in server.log.read_text()
