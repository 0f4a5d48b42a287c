"""Who opens the gates, and who waits, without a server."""

import asyncio
from collections.abc import Callable

import pytest

from mockserver.http.clock import ManualClock
from mockserver.http.gatekeeper import Gatekeeper
from mockserver.http.stir import Stir
from mockserver.session.gates import Gates
from mockserver.session.timeline import Timeline


def keeper_of(*names: str, stir: Stir | None = None) -> Gatekeeper:
    return Gatekeeper(Timeline(ManualClock(), Gates(names)), stir or Stir())


def test_a_gate_opens_at_the_time_of_the_clock() -> None:
    clock, gates = ManualClock(), Gates(["a"])
    keeper = Gatekeeper(Timeline(clock, gates), Stir())
    clock.advance(2.0)
    keeper.open("a")
    clock.advance(3.0)
    keeper.close("a")

    assert [2.0, 4.0, None] == [gates.passed("a", since) for since in (1.0, 4.0, 5.0)]


def test_the_names_are_those_of_the_session() -> None:
    keeper = keeper_of("b", "a")

    assert ("a", "b") == keeper.names
    assert ["a"] == [name for name in ("a", "c") if name in keeper]


async def _stirred(act: Callable[[Gatekeeper], object]) -> bool:
    stir = Stir()
    keeper = keeper_of("a", stir=stir)
    happened = stir.happened()
    act(keeper)
    return happened.done()


@pytest.mark.parametrize(
    "act", [lambda keeper: keeper.open("a"), lambda keeper: keeper.close("a")], ids=["open", "close"]
)
def test_a_change_stirs(act: Callable[[Gatekeeper], object]) -> None:
    assert asyncio.run(_stirred(act))


def test_looking_stirs_nobody() -> None:
    assert not asyncio.run(_stirred(lambda keeper: keeper.state("a")))


def test_a_gate_counts_who_waits() -> None:
    keeper = keeper_of("a", "b")
    states = []
    with keeper.waited_for("a"), keeper.waited_for("a"):
        states.append(keeper.state("a"))
        keeper.open("a")
        states.append(keeper.state("a"))
    keeper.close("a")

    assert {"name": "a", "open": False, "waiting": 2} == states[0]
    assert {"name": "a", "open": True, "waiting": 0} == states[1]
    assert {"name": "a", "open": False, "waiting": 0} == keeper.state("a")


@pytest.mark.parametrize("use", [Gatekeeper.open, Gatekeeper.close, Gatekeeper.state])
def test_an_unkeeper_gate_is_an_error(use: Callable[[Gatekeeper, str], object]) -> None:
    with pytest.raises(KeyError):
        use(keeper_of("a"), "b")
