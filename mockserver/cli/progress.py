"""How far something is, told again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

_EVERY: Final = 0.25
"""Seconds between two looks: as often as a person follows."""


@contextmanager
def progress(look: Callable[[], str], tell: Callable[[str], None]) -> Iterator[None]:
    """Tell what a look gives, when it gives something new, until the end; both are called in a thread of their own."""
    ended = Event()
    thread = Thread(target=_follow, args=(look, tell, ended), name="mockserver progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _follow(look: Callable[[], str], tell: Callable[[str], None], ended: Event) -> None:
    told = ""
    while not ended.wait(_EVERY):
        found = look()
        if found != told:
            tell(found)
            told = found
