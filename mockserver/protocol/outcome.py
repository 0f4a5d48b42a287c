"""How a response ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockserver.protocol.dialects import DialectRow
from mockserver.values import JsonObject


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


def misplaced_cuts(items: Sequence[JsonObject], ended: str, dialect: DialectRow) -> Iterator[tuple[int, str]]:
    """Find the broken-off items that a response which ended so cannot have: each one's index, and why.

    `items` are all of the output, in order.
    """
    is_strict = dialect.cut_item_is_last
    for index, status in ((index, item["status"]) for index, item in enumerate(items) if is_cut(item, dialect)):
        if ended == "completed" or (is_strict and ended == "failed"):
            yield index, f"the item is {status} in a {ended} response"
        elif is_strict and index < len(items) - 1:
            yield index, f"the item is {status}, and another follows it"


def is_cut(item: JsonObject, dialect: DialectRow) -> bool:
    """Whether the status of an item says that it broke off.

    What has its result did not: the live API leaves finished images in the status `generating`.
    """
    status, known = item.get("status"), dialect.status_row(item.get("type"))
    if status == "incomplete":
        return True
    return known is not None and known.cut is not None and status == known.cut and item.get("result") is None
