"""The clocks of a server."""

import asyncio

import pytest

from mockserver.http.clock import ManualClock, RealClock


@pytest.mark.parametrize("clock", [RealClock, ManualClock])
@pytest.mark.parametrize(("speed", "lasts"), [(1.0, 4.0), (2.0, 2.0), (0.5, 8.0), (0.0, 0.0)])
def test_speed_divides_delays(clock: type[RealClock | ManualClock], speed: float, lasts: float) -> None:
    assert lasts == clock(speed).lasts(4.0)


def test_a_manual_clock_stands_still_until_it_is_put_forward() -> None:
    clock = ManualClock(speed=4.0)
    before = clock.now()
    clock.advance(1.5)
    clock.advance(0.25)

    assert (0.0, 1.75) == (before, clock.now())


def test_no_waiting_moves_a_manual_clock() -> None:
    clock = ManualClock()
    clock.advance(2.0)

    assert [0.0, 0.0, None] == [clock.left(at) for at in (1.0, 2.0, 2.5)]


async def _times(clock: RealClock) -> tuple[float, float, float]:
    now = asyncio.get_running_loop().time()
    return clock.now() - now, (clock.left(now + 100) or 0) - 100, clock.left(now - 100) or 0


def test_a_running_clock_has_the_time_of_the_loop() -> None:
    assert (0.0, 0.0, 0.0) == pytest.approx(asyncio.run(_times(RealClock())), abs=1)


def test_time_begins_with_the_loop() -> None:
    assert 0.0 == RealClock().now()
