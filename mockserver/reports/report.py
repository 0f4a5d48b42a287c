"""What happened in sessions, as values."""

from dataclasses import dataclass

from mockserver.session.diagnosis import Diagnosis
from mockserver.session.exchange import Outcome
from mockserver.session.verification.finding import Finding


@dataclass(frozen=True, slots=True)
class ReportedCall:
    """One call: `line` is that of its request, `played` the step or stub that answered or gave up.

    `at` is the second of the session's clock when it came, `seconds` how long its answer took to be delivered.
    `violations` are what it broke, in words; `diagnosis` says why nothing answered.
    """

    number: int
    operation: str
    line: str
    at: float
    status: int
    played: str | None
    retry_of: int | None
    problem: str | None
    violations: tuple[str, ...]
    delivery: Outcome
    seconds: float
    diagnosis: Diagnosis | None

    @property
    def subject(self) -> str:
        """What findings about it are filed under: the step or stub, else the call itself."""
        return self.played or f"call {self.number} ({self.line})"


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One finding, and the step, stub or call that it is about, if it is about one."""

    finding: Finding
    subject: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many calls were made, how many of them are no longer listed, and how many findings there are of each kind."""

    calls: int
    forgotten: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ReportedSession:
    """One session: its findings, the errors first, and its latest calls, oldest first."""

    name: str
    findings: tuple[ReportedFinding, ...]
    calls: tuple[ReportedCall, ...]
    counts: Counts

    @property
    def passed(self) -> bool:
        """Whether no finding is an error."""
        return not self.counts.errors


@dataclass(frozen=True, slots=True)
class Report:
    """Sessions, in the order in which they were given."""

    sessions: tuple[ReportedSession, ...]

    @property
    def passed(self) -> bool:
        """Whether all sessions passed."""
        return all(session.passed for session in self.sessions)

    @property
    def counts(self) -> Counts:
        """The counts of all sessions together."""
        each = [session.counts for session in self.sessions]
        return Counts(
            sum(one.calls for one in each),
            sum(one.forgotten for one in each),
            sum(one.errors for one in each),
            sum(one.warnings for one in each),
        )

    @property
    def failed_first(self) -> list[ReportedSession]:
        """The sessions as people want to read them."""
        return sorted(self.sessions, key=lambda session: session.passed)
