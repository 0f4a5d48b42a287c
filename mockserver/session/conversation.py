"""Conversations: what was said in them, by whatever way it came in (surface/REPORT.md §1, conversations)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from mockserver.values import JsonObject

_WHOLE = frozenset({"completed", "incomplete"})
_PENDING = frozenset({"queued", "in_progress"})


class Recorded(Protocol):
    """What a conversation has to know of a response that was made in it."""

    @property
    def id(self) -> str:
        """The id of the response."""

    @property
    def input(self) -> Sequence[JsonObject]:
        """The items of the call itself, as they are stored."""

    def output(self, now: float) -> Sequence[JsonObject]:
        """List the items that are finished."""

    def status(self, now: float) -> str:
        """Tell how far the response is."""


class Conversation:
    """One conversation; `metadata` may be replaced, items come oldest first and each id once.

    `additions` counts the calls that added something, by the digest of each.
    """

    def __init__(
        self, conversation_id: str, created_at: int, metadata: Mapping[str, str], items: Iterable[JsonObject] = ()
    ) -> None:
        self.id = conversation_id
        self.created_at = created_at
        self.metadata = metadata
        self.additions: Counter[bytes] = Counter()
        self._entries: list[_Added | _Answered] = []
        self.add(items)

    @property
    def as_json(self) -> JsonObject:
        """What the API shows of it, without its items."""
        return {
            "id": self.id,
            "object": "conversation",
            "created_at": self.created_at,
            "metadata": {**self.metadata},
        }

    def add(self, items: Iterable[JsonObject]) -> None:
        """Put stored items at the end."""
        self._entries.append(_Added(items))

    def add_record(self, record: Recorded) -> None:
        """Put a response at the end: its input and output are items from the moment in which it has ended well.

        A later attempt at the same response takes the place of the earlier one.
        """
        self._entries = [entry for entry in self._entries if not entry.tells(record.id)]
        self._entries.append(_Answered(record))

    def items(self, now: float) -> list[JsonObject]:
        """List the items at this time."""
        found: dict[str, JsonObject] = {}
        for entry in self._entries:
            for item in entry.items(now):
                found.setdefault(item["id"], item)
        return [*found.values()]

    def item(self, item_id: str, now: float) -> JsonObject | None:
        """Find the item with this id."""
        return next((item for item in self.items(now) if item["id"] == item_id), None)

    def is_busy(self, now: float) -> bool:
        """Tell whether a response of it has not ended."""
        return any(entry.is_pending(now) for entry in self._entries)

    def remove(self, item_id: str) -> None:
        """Take an item out; it stays wherever else it is."""
        for entry in self._entries:
            entry.remove(item_id)


class _Added:
    """Items that were put in by themselves."""

    def __init__(self, items: Iterable[JsonObject]) -> None:
        self._items = [*items]

    def tells(self, response_id: str) -> bool:
        return False

    def is_pending(self, now: float) -> bool:
        return False

    def items(self, now: float) -> list[JsonObject]:
        return self._items

    def remove(self, item_id: str) -> None:
        self._items = [item for item in self._items if item["id"] != item_id]


class _Answered:
    """The items of a response, but for those that were taken out."""

    def __init__(self, record: Recorded) -> None:
        self._record = record
        self._removed: set[str] = set()
        self._whole: list[JsonObject] | None = None

    def tells(self, response_id: str) -> bool:
        return self._record.id == response_id

    def is_pending(self, now: float) -> bool:
        return self._whole is None and self._record.status(now) in _PENDING

    def items(self, now: float) -> list[JsonObject]:
        if self._whole is None and self._record.status(now) in _WHOLE:
            # From here on nothing changes, and a long conversation is gone through with every call.
            self._whole = [*self._record.input, *self._record.output(now)]
        return [item for item in self._whole or () if item["id"] not in self._removed]

    def remove(self, item_id: str) -> None:
        self._removed.add(item_id)
