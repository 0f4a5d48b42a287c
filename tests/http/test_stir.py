"""Waking those who wait."""

import asyncio
import weakref

from mockserver.http.stir import Stir


async def _done() -> list[list[bool]]:
    stir = Stir()
    first, second = stir.happened(), stir.happened()
    second.cancel()
    seen = [[first.done()]]
    stir.stir()
    third = stir.happened()
    seen.append([first.done(), third.done()])
    stir.stir()
    stir.stir()
    return [*seen, [third.done()]]


def test_a_change_is_what_comes_after_one_began_to_wait() -> None:
    assert [[False], [True, False], [True]] == asyncio.run(_done())


async def _left() -> list[bool]:
    stir = Stir()
    kept = stir.happened()
    waiting = [weakref.ref(kept), weakref.ref(stir.happened())]
    return [one() is None for one in waiting]


def test_those_who_no_longer_wait_are_forgotten() -> None:
    assert [False, True] == asyncio.run(_left())
