"""The admin API of a server that runs: its port, its token, its hosts."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.http.admin.steering import HELLO
from tests.http.raw import Answer, create, request, talk
from tests.server import Server, running

CLOSE = {"connection": "close"}
EVIL = {"origin": "http://evil.example"}
PREFLIGHT = {**EVIL, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
TOKEN = {"authorization": "Bearer sesame"}


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("admin") / "hello.yaml"
    path.write_text(HELLO)
    return path


@pytest.fixture(scope="module")
def apart(scenario: Path) -> Iterator[Server]:
    """Serve the admin API on a port of its own."""
    with running(scenario.with_name("apart"), scenario, "--admin-port", "0", "--allowed-host", "Mock.test") as server:
        yield server
        assert (0, "") == server.end()


@pytest.fixture(scope="module")
def admin_address(apart: Server) -> tuple[str, int]:
    assert apart.process.stdout
    told = apart.process.stdout.readline()
    parts = urlsplit(told.split()[-1].rstrip("."))
    assert ("Its admin API is at", "/__admin") == (told.rpartition(" ")[0], parts.path)
    return str(parts.hostname), int(parts.port or 0)


@pytest.fixture(scope="module")
def exposed(scenario: Path) -> Iterator[Server]:
    """Listen on all addresses, for pages of any origin."""
    with running(scenario.with_name("exposed"), scenario, "--host", "0.0.0.0", "--cors", "*") as server:  # noqa: S104 - what is tested
        yield server
        assert (0, "") == server.end()


@pytest.fixture(scope="module")
def locked(scenario: Path) -> Iterator[Server]:
    with running(scenario.with_name("locked"), scenario, "--admin-token", "sesame", "--cors", "*") as server:
        yield server
        assert (0, "") == server.end()


def asked(address: tuple[str, int], path: str, method: str = "GET", **headers: str) -> Answer:
    given = {**CLOSE, "authorization": "", **{name.replace("_", "-"): value for name, value in headers.items()}}
    [answer] = talk(address, request(method=method, path=f"/__admin/{path}", headers=given), method=method)
    return answer


def test_the_admin_api_is_on_its_own_port_only(apart: Server, admin_address: tuple[str, int]) -> None:
    assert [404, 200] == [asked(address, "sessions").status for address in (apart.address, admin_address)]


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("path", ["sessions", "gates/go", ""])
def test_the_other_port_names_it_and_writes_nothing_down(
    apart: Server, admin_address: tuple[str, int], method: str, path: str
) -> None:
    before = json.loads(asked(admin_address, "sessions/default").body)["calls"]
    answer = asked(apart.address, path, method)

    assert (404, "mock_unknown_path") == (answer.status, answer.error["code"])
    assert f"http://127.0.0.1:{admin_address[1]}/__admin (--admin-port)" in answer.body.decode()
    assert before == json.loads(asked(admin_address, "sessions/default").body)["calls"]


def test_the_api_is_on_the_other_port_only(apart: Server, admin_address: tuple[str, int]) -> None:
    statuses = [talk(address, create("hi", headers=CLOSE))[0].status for address in (apart.address, admin_address)]

    assert [200, 404] == statuses


def test_both_ports_are_ready(apart: Server, admin_address: tuple[str, int]) -> None:
    assert {"status": "ready"} == json.loads(asked(admin_address, "ready").body)


def test_a_host_may_be_allowed(admin_address: tuple[str, int]) -> None:
    statuses = [asked(admin_address, "sessions", host=host).status for host in ("mock.test:9", "MOCK.TEST", "moc.test")]

    assert [200, 200, 403] == statuses


def test_one_who_listens_to_all_answers_nobody_without_a_token(exposed: Server) -> None:
    address = ("127.0.0.1", exposed.address[1])
    told = [asked(address, path) for path in ("sessions", "openapi.json", "gates", "health", "ready")]

    assert [401, 401, 401, 200, 200] == [answer.status for answer in told]
    assert "--admin-token TOKEN" in told[0].body.decode()


def test_only_the_token_opens(locked: Server) -> None:
    statuses = [
        asked(locked.address, "sessions", authorization=given).status for given in ("", "Bearer x", "Bearer sesame")
    ]

    assert [401, 401, 200] == statuses


def test_the_token_is_no_key_of_the_api(locked: Server) -> None:
    assert 200 == talk(locked.address, create("hi", headers=CLOSE))[0].status


@pytest.mark.parametrize(
    ("method", "headers"), [("GET", EVIL), ("OPTIONS", PREFLIGHT), ("OPTIONS", {**PREFLIGHT, **TOKEN})]
)
@pytest.mark.parametrize("path", ["sessions", "clock", "nothing", ""])
def test_pages_of_any_origin_are_not_those_that_steer(
    locked: Server, method: str, headers: dict[str, str], path: str
) -> None:
    answer = asked(
        locked.address, path, method, **{**TOKEN, **{name.replace("-", "_"): v for name, v in headers.items()}}
    )

    assert 403 == answer.status
    assert [] == [name for name in answer.headers if name.startswith("access-control")]


def test_a_page_of_this_machine_may_not_read_either(locked: Server) -> None:
    answer = asked(locked.address, "sessions", "OPTIONS", **TOKEN, origin="http://localhost:3000")

    assert (204, []) == (answer.status, [name for name in answer.headers if name.startswith("access-control")])


def test_the_token_may_be_in_the_environment(scenario: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKSERVER_ADMIN_TOKEN", "sesame")
    with running(scenario.with_name("environment"), scenario) as server:
        assert [401, 200] == [
            asked(server.address, "sessions", authorization=given).status for given in ("", "Bearer sesame")
        ]


def test_what_steers_one_session_is_not_under_another(locked: Server) -> None:
    sent = request(method="GET", path="/s/a/__admin/clock", headers={**CLOSE, **TOKEN})

    assert 404 == talk(locked.address, sent)[0].status


def test_another_session_is_steered_by_its_name(locked: Server) -> None:
    [answer] = talk(
        locked.address, request(b'{"model": "gpt-5", "input": "hi"}', path="/s/a%2Fb/v1/responses", headers=CLOSE)
    )
    told = json.loads(asked(locked.address, "sessions/a%2Fb/journal", **TOKEN).body)

    assert (200, ["hello step 1"]) == (answer.status, [one["played"] for one in told["exchanges"]])
