"""How an item went, as it says of itself."""

from collections.abc import Mapping

from mockserver.protocol.grammars import Course
from mockserver.values import Json, JsonObject

_WHOLE: Mapping[Json, Course] = {None: "completed", "completed": "completed", "failed": "failed"}


def course_of(item: JsonObject) -> Course:
    """Read an item's course off its status, of a type without statuses off its `error`.

    Of the items without a status those that know failure have an `error` (surface/REPORT.md §3).
    """
    status = item.get("status")
    if status is None and item.get("error") is not None:
        return "failed"
    return _WHOLE.get(status, "cut") if isinstance(status, str | None) else "cut"
