"""The server's side of gates, without a server."""

import asyncio
from collections.abc import Callable

import pytest

from mockserver.http.clock import Manual
from mockserver.http.gates import Gates
from mockserver.http.stir import Stir
from mockserver.session.gates import Gates as SessionGates


def gates_of(*names: str, clock: Manual | None = None, stir: Stir | None = None) -> Gates:
    return Gates(SessionGates(names), clock or Manual(), stir or Stir())


def test_a_gate_opens_at_the_time_of_the_clock() -> None:
    clock = Manual()
    known = gates_of("b", "a", clock=clock)
    clock.advance(2.0)
    known.open("a")
    clock.advance(3.0)
    known.close("a")

    assert [2.0, 4.0, None] == [known.passed("a", since) for since in (1.0, 4.0, 5.0)]
    assert ("a", "b") == known.names
    assert ["a"] == [name for name in ("a", "c") if name in known]


async def _stirred(act: Callable[[Gates], object]) -> bool:
    stir = Stir()
    known = gates_of("a", stir=stir)
    happened = stir.happened()
    act(known)
    return happened.done()


@pytest.mark.parametrize("act", [lambda known: known.open("a"), lambda known: known.close("a")], ids=["open", "close"])
def test_a_change_stirs(act: Callable[[Gates], object]) -> None:
    assert asyncio.run(_stirred(act))


def test_looking_stirs_nobody() -> None:
    assert not asyncio.run(_stirred(lambda known: known.passed("a", 0.0)))


def test_a_gate_counts_who_waits() -> None:
    known = gates_of("a", "b")
    states = []
    with known.waited_for("a"), known.waited_for("a"):
        states.append(known.state("a"))
        known.open("a")
        states.append(known.state("a"))
    known.close("a")

    assert {"name": "a", "open": False, "waiting": 2} == states[0]
    assert {"name": "a", "open": True, "waiting": 0} == states[1]
    assert {"name": "a", "open": False, "waiting": 0} == known.state("a")


@pytest.mark.parametrize("use", [Gates.open, Gates.close, Gates.state])
def test_an_unknown_gate_is_an_error(use: Callable[[Gates, str], object]) -> None:
    with pytest.raises(KeyError):
        use(gates_of("a"), "b")
