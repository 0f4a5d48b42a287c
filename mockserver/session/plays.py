"""How often each step and stub was played."""

from mockserver.session.candidate import Candidate


class Plays:
    """Counts of one session, of what is limited; retries do not count."""

    def __init__(self) -> None:
        self._played: dict[Candidate, tuple[int, int]] = {}

    def add(self, candidate: Candidate, number: int) -> None:
        """Count a play by the call with this number."""
        if candidate.limit is not None:
            count, _ = self._played.get(candidate, (0, 0))
            self._played[candidate] = count + 1, number

    def used_up(self, candidate: Candidate) -> str | None:
        """Say by which limit and which call the candidate is used up; nothing when it may play."""
        if candidate.limit is None:
            return None
        count, number = self._played.get(candidate, (0, 0))
        if count < candidate.limit:
            return None
        name = "starts" if candidate.is_step else "times"
        return f"used up ({name}: {candidate.limit}), last by call {number}"
