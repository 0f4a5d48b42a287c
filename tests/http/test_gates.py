"""Gates, without a server."""

import asyncio
from collections.abc import Callable

import pytest

from mockserver.http.gates import Gates

Change = Callable[[Gates, str], None]


async def _passed(gates: Gates, changes: list[tuple[Change, str]]) -> list[str]:
    """Let a reply wait at each gate, make changes, and name the gates that were passed."""
    waiting = {name: asyncio.ensure_future(gates.wait(name)) for name in gates.names}
    await asyncio.sleep(0)
    for change, name in changes:
        change(gates, name)
    for _ in range(3):
        await asyncio.sleep(0)
    passed = [name for name, task in waiting.items() if task.done()]
    for task in waiting.values():
        task.cancel()
    await asyncio.wait(waiting.values())
    return passed


@pytest.mark.parametrize(
    ("changes", "passed"),
    [
        pytest.param([], [], id="closed at first"),
        pytest.param([(Gates.open, "a")], ["a"], id="one opened"),
        pytest.param([(Gates.open, "a"), (Gates.open, "b")], ["a", "b"], id="both opened"),
        pytest.param([(Gates.open, "a"), (Gates.close, "a")], ["a"], id="opened and closed"),
        pytest.param([(Gates.close, "a")], [], id="closed again"),
    ],
)
def test_an_open_gate_lets_pass_what_waits(changes: list[tuple[Change, str]], passed: list[str]) -> None:
    assert passed == asyncio.run(_passed(Gates(["b", "a"]), changes))


async def _states(gates: Gates) -> list[tuple[bool, int]]:
    first, second = (asyncio.ensure_future(gates.wait("a")) for _ in range(2))
    states = []
    for change in (lambda: None, first.cancel, lambda: gates.open("a"), lambda: gates.close("a")):
        await asyncio.sleep(0)
        change()
        await asyncio.sleep(0)
        state = gates.state("a")
        states.append((state["open"], state["waiting"]))
    await asyncio.wait([first, second])
    return states


def test_a_gate_counts_who_waits() -> None:
    assert [(False, 2), (False, 1), (True, 0), (False, 0)] == asyncio.run(_states(Gates(["a"])))


def test_a_gate_stays_open() -> None:
    gates = Gates(["a"])
    gates.open("a")

    asyncio.run(asyncio.wait_for(gates.wait("a"), 5))
    assert {"name": "a", "open": True, "waiting": 0} == gates.state("a")


@pytest.mark.parametrize("use", [Gates.open, Gates.close, Gates.is_open, Gates.state])
def test_an_unknown_gate_is_an_error(use: Callable[[Gates, str], object]) -> None:
    with pytest.raises(KeyError):
        use(Gates(["a"]), "b")
