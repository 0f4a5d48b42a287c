"""Choosing who answers."""

from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.lineup import Lineup
from mockserver.session.plays import Plays


def choose(lineup: Lineup, view: CallView, plays: Plays) -> Candidate | None:
    """Take the first candidate that differs in nothing and is not used up."""
    for candidate in lineup.that_may_match(view.last_user):
        if view.matches(candidate.conditions) and not plays.used_up(candidate):
            return candidate
    return None
