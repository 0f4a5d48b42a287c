"""Gates and clocks of sessions by the admin API."""

from typing import Any

import pytest

from tests.http.admin.steering import HELLO, Steering

MANUAL = f"clock: manual\n{HELLO}"


def is_open(steering: Steering, session: str) -> bool:
    [gate] = steering.ask("GET", f"sessions/{session}/gates").body["gates"]
    return bool(gate["open"])


def test_a_gate_is_opened_in_its_session_only() -> None:
    steering = Steering(HELLO)
    steering.ask("POST", "sessions", {"name": "a/b"})
    told = steering.ask("POST", "sessions/a%2Fb/gates/go")

    assert {"name": "go", "open": True, "waiting": 0} == told.body
    assert (True, False) == (is_open(steering, "a%2Fb"), is_open(steering, "default"))


@pytest.mark.parametrize("body", [{"open": False}, {"open": True}, {}, None])
def test_a_gate_is_what_it_is_set_to(body: Any) -> None:
    steering = Steering(HELLO)
    steering.ask("POST", "gates/go")
    told = steering.ask("POST", "sessions/default/gates/go", body)

    assert (body or {}).get("open", True) is told.body["open"] is is_open(steering, "default")


@pytest.mark.parametrize("name", ["g", "go/go", "go%2Fgo", "%00", "%FF"])
def test_an_unknown_gate_is_refused(name: str) -> None:
    told = Steering(HELLO).ask("POST", f"sessions/default/gates/{name}")

    assert (404, "mock_unknown_gate") == (told.status, told.code)


@pytest.mark.parametrize(
    ("by", "now"), [(0, 0), (1.5, 1.5), ("90s", 90), ("1.5m", 90), ("2h", 7200), ("250ms", 0.25), (1e12, 1e12)]
)
def test_a_clock_is_put_forward_in_its_session_only(by: Any, now: float) -> None:
    steering = Steering(MANUAL)
    steering.ask("POST", "sessions", {"name": "a"})

    assert {"clock": "manual", "now": now} == steering.ask("POST", "sessions/a/clock", {"advance": by}).body
    assert [now, 0.0] == [steering.ask("GET", f"sessions/{name}/clock").body["now"] for name in ("a", "default")]


@pytest.mark.parametrize("by", [-1, 1e13, "1", "1 s", "s", "-1s", "1s\n", "1e3s", True, None, [1], "9" * 13 + "s"])
def test_what_is_no_time_is_refused(by: Any) -> None:
    assert 400 == Steering(MANUAL).ask("POST", "sessions/default/clock", {"advance": by}).status


def test_a_clock_that_runs_is_left_alone() -> None:
    told = Steering(HELLO).ask("POST", "sessions/default/clock", {"advance": 1})

    assert (409, "mock_clock_runs") == (told.status, told.code)
