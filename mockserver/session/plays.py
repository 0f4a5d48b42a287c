"""How often each step and stub was played."""

from collections import Counter

from mockserver.scenario.model import Stub
from mockserver.session.candidate import Candidate


class Plays:
    """Counts of one session; retries do not count."""

    def __init__(self) -> None:
        self._stubs: Counter[Candidate] = Counter()
        self._threads: Counter[str] = Counter()
        self._last: dict[Candidate, int] = {}

    def add(self, candidate: Candidate, number: int) -> None:
        """Count a play by the call with this number."""
        self._last[candidate] = number
        if isinstance(candidate.spec, Stub):
            self._stubs[candidate] += 1
        elif candidate.is_opening:
            self._threads[candidate.scenario.name] += 1

    def used_up(self, candidate: Candidate) -> str | None:
        """Say by which limit and which call the candidate is used up; nothing when it may play."""
        if isinstance(candidate.spec, Stub):
            limit, played, name = candidate.spec.times, self._stubs[candidate], "times"
        elif candidate.is_opening:
            limit, played, name = candidate.scenario.starts, self._threads[candidate.scenario.name], "starts"
        else:
            return None
        if limit is None or played < limit:
            return None
        return f"used up ({name}: {limit}), last by call {self._last[candidate]}"
