"""What is said of calls that something is wrong with, while they come."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from mockserver.session.diagnosis import written
from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.session import Session
from mockserver.values import words

_SHOWN = 10
"""How many violations of one call are said."""


class Problems:
    """Says of each call that was not answered, or broke the contract, what was wrong: the words that its client got."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say

    def follow(self, session: Session) -> None:
        """Listen to a session from now on."""
        session.journal.watchers.append(partial(self._note, session.name))

    def _note(self, session: str, exchange: Exchange) -> None:
        # Nearly every call is a good one, and naming it would cost as much as answering it.
        if exchange.diagnosis or exchange.violations:
            for block in _blocks(session, exchange):
                self._say(block)


def _blocks(session: str, exchange: Exchange) -> Iterator[str]:
    if exchange.diagnosis:
        yield written(exchange.diagnosis)
    call = f"mockserver: {exchange.subject(session)}"
    for violation in islice(exchange.violations, _SHOWN):
        yield f"{call} breaks {shown_text(violation.rule)}: {shown_text(words(violation))}"
