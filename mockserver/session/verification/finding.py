"""One thing that verification says."""

from dataclasses import dataclass
from typing import NamedTuple

from mockserver.values import JsonObject, Place, Severity
from mockserver.values.blame import Blame
from mockserver.values.printable import printable


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a run: its kind, how grave it is, and the whole text that a person reads of it.

    `call` is the number of the call that it is about, `place` that of the step or stub in its file; `blame` says whose
    fault it is.
    """

    kind: str
    severity: Severity
    message: str
    call: int | None = None
    place: Place | None = None
    blame: Blame = "client request"

    def as_json(self) -> JsonObject:
        """Write it down for programs."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "blame": self.blame,
            "call": self.call,
            "place": self.place.as_json() if self.place else None,
            "message": printable(self.message),
        }


class Note(NamedTuple):
    """A finding before its kind and severity are put to it.

    `headline` says in one line what happened, `reason` why the blame is where it is, `details` what else is to be
    known, and `advice` what to do. A note with a `block` is written already.
    """

    headline: str = ""
    reason: str = ""
    advice: str = ""
    details: tuple[str, ...] = ()
    call: int | None = None
    place: Place | None = None
    blame: Blame = "client request"
    block: str = ""

    @property
    def message(self) -> str:
        """The whole text, in the form of a diagnosis."""
        head = (f"mockserver: {self.headline}", f"blame: {self.blame} ({self.reason})")
        return self.block or "\n".join((*head, *self.details, f"to mend it: {self.advice}"))
