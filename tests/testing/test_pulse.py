"""Waking those who wait."""

import asyncio
from threading import Barrier, Thread

from mockserver.testing.pulse import Pulse
from mockserver.testing.waiting import wait_until, wait_until_async


def test_a_beat_wakes_a_thread() -> None:
    pulse, ready, woken = Pulse(), Barrier(2), []

    def wait() -> None:
        seen = pulse.beats
        ready.wait()
        pulse.wait(seen, 10)
        woken.append(pulse.beats)

    thread = Thread(target=wait)
    thread.start()
    ready.wait()
    pulse.beat()
    thread.join()

    assert [1] == woken


def test_a_beat_that_came_before_is_not_missed() -> None:
    pulse = Pulse()
    seen = pulse.beats
    pulse.beat()
    pulse.wait(seen, None)
    asyncio.run(pulse.wait_async(seen, None))

    assert 1 == pulse.beats


def test_a_beat_of_another_thread_wakes_an_event_loop() -> None:
    pulse = Pulse()

    async def wait() -> int:
        waiting = asyncio.create_task(pulse.wait_async(pulse.beats, None))
        await asyncio.sleep(0)
        await asyncio.to_thread(pulse.beat)
        await waiting
        return pulse.beats

    assert 1 == asyncio.run(wait())


def test_a_loop_that_has_ended_is_left_alone() -> None:
    pulse = Pulse()

    async def leave() -> None:
        waiting = asyncio.create_task(pulse.wait_async(pulse.beats, None))
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(leave())
    pulse.beat()
    assert set() == pulse._wakers


def test_time_runs_out() -> None:
    pulse = Pulse()
    pulse.wait(pulse.beats, 0.001)
    asyncio.run(pulse.wait_async(pulse.beats, 0.001))

    assert 0 == pulse.beats


def test_waiting_looks_at_every_beat() -> None:
    pulse, looks = Pulse(), []

    def is_so() -> bool:
        looks.append(pulse.beats)
        pulse.beat()
        return len(looks) == 3

    assert wait_until(pulse, is_so, 10)
    assert [0, 1, 2] == looks
    assert not wait_until(pulse, lambda: False, 0)
    assert not asyncio.run(wait_until_async(pulse, lambda: False, 0.001))
    assert asyncio.run(wait_until_async(pulse, lambda: True, 0))
