"""How a response ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockserver.protocol.dialects import DialectRow
from mockserver.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Outcome:
    """The terminal status with what belongs to it: the reason when incomplete, code and message when failed."""

    status: str = "completed"
    reason: str | None = None
    code: str | None = None
    message: str | None = None

    @property
    def event(self) -> str:
        """The type of the terminal event; a cancelled response ends its stream as incomplete does."""
        return f"response.{'incomplete' if self.status == 'cancelled' else self.status}"

    @property
    def error(self) -> JsonObject | None:
        """The response's `error`."""
        return {"code": self.code, "message": self.message} if self.status == "failed" else None

    @property
    def incomplete_details(self) -> JsonObject | None:
        """The response's `incomplete_details`."""
        return {"reason": self.reason} if self.status == "incomplete" else None


def misplaced_cuts(statuses: Sequence[Json], ended: str, dialect: DialectRow) -> Iterator[tuple[int, str]]:
    """Find the incomplete items that a response which ended so cannot have: each one's index, and why.

    `statuses` are those of all items in the order of the output.
    """
    is_strict = dialect.cut_item_is_last
    for index in (index for index, status in enumerate(statuses) if status == "incomplete"):
        if ended == "completed" or (is_strict and ended == "failed"):
            yield index, f"the item is incomplete in a {ended} response"
        elif is_strict and index < len(statuses) - 1:
            yield index, "the item is incomplete, and another follows it"
