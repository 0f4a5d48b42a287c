"""Why a call was not answered, as values."""

from dataclasses import dataclass

from mockserver.values import Place
from mockserver.values.blame import Blame


@dataclass(frozen=True, slots=True)
class Subject:
    """The call that is spoken of: its number, the line of its request (`POST /v1/responses`), its session's name."""

    number: int
    line: str
    session: str

    def __str__(self) -> str:
        return f"call {self.number} ({self.line}, session {self.session})"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one place of a call: a JSON path, what was expected and what came, in words fit to be shown."""

    path: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, by its name in the file (`when.last_user`), and what differs; it holds when nothing does."""

    name: str
    differences: tuple[Difference, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Near:
    """A step or stub that could have answered: its name, its place, its conditions, and what used it up, if anything.

    `distance` is how far off it is; the nearest has the lowest.
    """

    label: str
    place: Place
    conditions: tuple[Condition, ...]
    used_up: str | None = None
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step or stub that would answer the call, in YAML or in Python, and where to put it."""

    where: str
    step: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a call was not answered; nothing in it is long, secret or harmful to a terminal.

    `problem` is the error code of the refusal, `summary` what happened in a few words that follow the call's name,
    `reason` why the blame is where it is. `chosen` is the step or stub that matched and then could not answer; of a
    miss, `nearest` are those that came nearest. `notes` are what else an author should know, a line each.
    """

    call: Subject
    problem: str
    summary: str
    blame: Blame
    reason: str
    chosen: Near | None = None
    nearest: tuple[Near, ...] = ()
    notes: tuple[str, ...] = ()
    suggestion: Suggestion | None = None

    @property
    def headline(self) -> str:
        """The one line that is enough for a log."""
        return f"mockserver: {self.call} {self.summary}"
