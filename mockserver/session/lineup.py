"""Candidates in the order in which they are asked."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mockserver.session.candidate import Candidate
from mockserver.values import Json


class Lineup:
    """Candidates sorted by priority and load order.

    Most candidates name one plain `last_user`, and are not asked when a call says something else; so the number of
    loaded scenarios costs a call nothing.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.all = sorted(candidates, key=_order)
        self._any_text = [one for one in self.all if one.plain_text is None]
        self._by_text: defaultdict[str, list[Candidate]] = defaultdict(self._any_text.copy)
        for one in self.all:
            if one.plain_text is not None:
                insort(self._by_text[one.plain_text], one, key=_order)

    def that_may_match(self, last_user: Json) -> Sequence[Candidate]:
        """Leave out those that want another plain text of the last user message; the others' `conditions` are open."""
        return self._by_text.get(last_user, self._any_text)


def _order(candidate: Candidate) -> tuple[int, int]:
    return candidate.order
