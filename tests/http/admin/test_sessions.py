"""Sessions by the admin API."""

import pytest

from tests.http.admin.steering import HELLO, Steering

ONE = {"name": "one", "steps": [{"reply": [{"message": "One"}]}]}
TEXT = {"yaml": "steps:\n- reply: [{message: Two}]\n"}


def test_the_default_session_is_there() -> None:
    [only] = Steering(HELLO).ask("GET", "sessions").body["sessions"]

    assert ("default", "/v1", 0, ["hello"]) == (only["name"], only["path"], only["calls"], only["scenarios"])
    assert (["go"], "real") == ([gate["name"] for gate in only["gates"]], only["clock"]["clock"])


def test_a_new_session_has_the_servers_scenarios() -> None:
    steering = Steering(f"clock: manual\n{HELLO}")
    made = steering.ask("POST", "sessions", {"name": "tests/a.py::b[1-2]"})

    assert (201, ["hello"]) == (made.status, made.body["scenarios"])
    assert "/s/tests%2Fa.py%3A%3Ab%5B1-2%5D/v1" == made.body["path"]
    assert made.body == steering.ask("GET", "sessions/tests%2Fa.py%3A%3Ab%5B1-2%5D").body


def test_a_session_may_bring_scenarios_of_its_own() -> None:
    steering = Steering(HELLO)
    made = steering.ask("POST", "sessions", {"name": "a", "scenarios": [ONE, TEXT]})

    assert ["one", "upload-2"] == made.body["scenarios"]
    assert b"One" in steering.call("anything", "a").body
    assert 400 == steering.call("anything").status


def test_no_scenarios_are_none() -> None:
    assert [] == Steering(HELLO).ask("POST", "sessions", {"name": "a", "scenarios": []}).body["scenarios"]


def test_a_session_is_made_once() -> None:
    steering = Steering()
    told = [steering.ask("POST", "sessions", {"name": name}) for name in ("a", "a", "default")]

    assert [201, 409, 409] == [one.status for one in told]
    assert "mock_session_exists" == told[1].code


def test_there_are_so_many_sessions() -> None:
    steering = Steering(limit=1)
    told = [steering.ask("POST", "sessions", {"name": name}) for name in ("a", "b")]

    assert [201, 409] == [one.status for one in told]
    assert "mock_too_many_sessions" == told[1].code


def test_a_wrong_scenario_makes_no_session() -> None:
    steering = Steering()
    told = steering.ask("POST", "sessions", {"name": "a", "scenarios": [ONE, ONE]})

    assert (409, "mock_scenario_error") == (told.status, told.code)
    assert 404 == steering.ask("GET", "sessions/a").status


def test_a_session_that_is_deleted_is_gone() -> None:
    steering = Steering(HELLO)
    steering.call("hi", "a")
    deleted = [steering.ask("DELETE", "sessions/a").status for _ in range(2)]

    assert [204, 404] == deleted
    assert 404 == steering.ask("GET", "sessions/a/journal").status


def test_the_default_session_stays() -> None:
    told = Steering().ask("DELETE", "sessions/default")

    assert (409, "mock_default_session") == (told.status, told.code)


def test_a_session_that_is_reset_has_never_been_called() -> None:
    steering = Steering(HELLO)
    before = steering.ask("GET", "sessions/default").body
    steering.call("hi")
    steering.ask("POST", "sessions/default/faults", {"fault": {"html_error": 500}})
    steering.ask("POST", "sessions/default/gates/go")
    after = steering.ask("POST", "sessions/default/reset").body

    assert (0, before["scenarios"], before["gates"]) == (after["calls"], after["scenarios"], after["gates"])
    assert {"faults": []} == steering.ask("GET", "sessions/default/faults").body


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/reset"),
        ("GET", "/scenarios"),
        ("GET", "/journal"),
        ("DELETE", "/journal"),
        ("GET", "/verification"),
        ("GET", "/gates"),
        ("POST", "/gates/go"),
        ("GET", "/clock"),
        ("GET", "/faults"),
        ("DELETE", "/faults"),
    ],
)
def test_an_unknown_session_is_told_the_nearest_and_not_made(method: str, path: str) -> None:
    steering = Steering(HELLO)
    told = steering.ask(method, f"sessions/defualt{path}")

    assert (404, "mock_unknown_session") == (told.status, told.code)
    assert "did you mean 'default'?" in told.message
    assert ["default"] == steering.host.sessions.names


@pytest.mark.parametrize("is_ready", [True, False])
def test_who_asks_is_told_whether_calls_are_taken(is_ready: bool) -> None:
    told = Steering(is_ready=is_ready).ask("GET", "ready")

    assert ((200, "ready") if is_ready else (503, "not ready")) == (told.status, told.body["status"])
