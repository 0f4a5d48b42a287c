"""Candidates that did not match, and by how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.plays import Plays
from mockserver.values import Mismatch

_SHOWN = 3
_COMPARED = 200
_ALIKE = 0.6
"""The share of equal characters from which a text is probably meant to be another (as in `difflib`)."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One candidate with each condition of its `when`: its name and what differs, nothing when it holds."""

    candidate: Candidate
    conditions: tuple[tuple[str, list[Mismatch]], ...]
    used_up: str | None

    @property
    def distance(self) -> float:
        """Tell how far off it is: each failed condition counts one to two, each that holds takes one away.

        Being used up counts half; a step that follows in the thread is one condition that holds.
        """
        failed = sum(_distance(found) if found else -1.0 for _, found in self.conditions)
        return failed + (0.5 if self.used_up else 0.0) - (1.0 if self.follows else 0.0)

    @property
    def follows(self) -> bool:
        """Whether it is a step that follows in the thread; a first step begins one."""
        return self.candidate.is_step and not self.candidate.is_opening

    @property
    def fits(self) -> bool:
        """Whether all of its conditions hold."""
        return not any(found for _, found in self.conditions)

    @property
    def is_near(self) -> bool:
        """Whether any of its conditions holds, or nearly does."""
        return any(not found or _likeness(found) >= _ALIKE for _, found in self.conditions)


def near_misses(candidates: Iterable[Candidate], view: CallView, plays: Plays) -> Sequence[NearMiss]:
    """Find the three nearest candidates, the nearest first, load order between equals."""
    # All conditions are judged, not only those up to the first that fails.
    judged = (NearMiss(one, tuple(view.conditions(one.spec.conditions)), plays.used_up(one)) for one in candidates)
    return sorted(judged, key=lambda miss: miss.distance)[:_SHOWN]


def _distance(found: Sequence[Mismatch]) -> float:
    return 2 - _likeness(found)


def _likeness(found: Sequence[Mismatch]) -> float:
    return sum(_text_likeness(mismatch) for mismatch in found) / len(found)


def _text_likeness(mismatch: Mismatch) -> float:
    """Compare what came with the words between the quotes of what was expected, which may be a part of it."""
    if not isinstance(mismatch.actual, str):
        return 0.0
    before, _, rest = mismatch.expected.partition('"')
    wanted = rest.rpartition('"')[0][:_COMPARED].lower()
    given = mismatch.actual[:_COMPARED].lower()
    return _ratio(wanted, _like_part(wanted, given) if before else given)


def _like_part(wanted: str, given: str) -> str:
    """Find the part of a text that is probably meant to be another."""
    block = SequenceMatcher(None, wanted, given, autojunk=False).find_longest_match()
    start = max(0, block.b - block.a)
    return given[start : start + len(wanted)]


def _ratio(wanted: str, given: str) -> float:
    return SequenceMatcher(None, wanted, given, autojunk=False).ratio() if wanted else 0.0
