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


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One candidate with each condition of its `when`: its name and what differs, nothing when it holds."""

    candidate: Candidate
    conditions: tuple[tuple[str, list[Mismatch]], ...]
    used_up: str | None

    @property
    def distance(self) -> float:
        """Tell how far off it is: each failed condition counts one to two, each that holds takes one away.

        Being used up counts half.
        """
        return sum(_distance(found) if found else -1.0 for _, found in self.conditions) + (0.5 if self.used_up else 0)


def near_misses(candidates: Iterable[Candidate], view: CallView, plays: Plays) -> Sequence[NearMiss]:
    """Find the three nearest candidates, the nearest first, load order between equals."""
    # All conditions are judged, not only those up to the first that fails.
    judged = (NearMiss(one, tuple(view.conditions(one.spec.conditions)), plays.used_up(one)) for one in candidates)
    return sorted(judged, key=lambda miss: miss.distance)[:_SHOWN]


def _distance(found: Sequence[Mismatch]) -> float:
    return 2 - sum(_likeness(mismatch) for mismatch in found) / len(found)


def _likeness(mismatch: Mismatch) -> float:
    if not isinstance(mismatch.actual, str):
        return 0.0
    return SequenceMatcher(None, mismatch.expected[:_COMPARED], mismatch.actual[:_COMPARED]).ratio()
