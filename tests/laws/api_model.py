"""A plain model of the API's memory: what a session must say of responses and conversations, and nothing of how."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Way: TypeAlias = Literal["plain", "unstored", "polled", "timed"]
"""How a response is made: at once, at once and not kept, in the background by polling, in the background by time."""

POLLS = 2
"""How many retrievals it takes to finish a response that is polled."""

LASTS = 20.0
"""Seconds that it takes to finish a response that is timed."""


@dataclass(eq=False)
class Item:
    """An item of a list; its id is learned when it is first seen."""

    type: str
    text: str
    id: str | None = None


def messages(texts: Sequence[str]) -> list[Item]:
    return [Item("message", text) for text in texts]


@dataclass(eq=False)
class Response:
    """A response that was asked for; `output` is learned when it is first seen ended."""

    id: str
    way: Way
    context: list[Item]
    own: list[Item]
    born: float
    output: list[Item] | None = None
    polls: int = 0
    is_cancelled: bool = False
    is_deleted: bool = False
    is_spoken: bool = False
    """Whether it belongs to a conversation."""

    @property
    def is_found(self) -> bool:
        return self.way != "unstored" and not self.is_deleted

    @property
    def is_background(self) -> bool:
        return self.way in ("polled", "timed")

    def state(self, now: float) -> str:
        """Name its status; what runs by time may also be called queued."""
        if self.is_cancelled:
            return "cancelled"
        if self.way == "polled":
            return ("queued", "in_progress", "completed")[min(self.polls, POLLS)]
        return "completed" if self.way != "timed" or now >= self.born + LASTS else "in_progress"

    def has_ended(self, now: float) -> bool:
        return self.state(now) in ("completed", "cancelled")

    @property
    def input_items(self) -> list[Item]:
        return [*self.context, *self.own]

    @property
    def whole(self) -> list[Item]:
        """What the next one that follows it carries."""
        return [*self.context, *self.own, *(self.output or [])]


@dataclass(eq=False)
class Conversation:
    """A conversation: items that were added, and responses that count once they are completed."""

    id: str
    metadata: dict[str, str]
    entries: list[Item | Response] = field(default_factory=list)
    removed: list[Item] = field(default_factory=list)
    is_deleted: bool = False

    def items(self, now: float) -> list[Item]:
        return [item for entry in self.entries for item in _items_of(entry, now) if item not in self.removed]

    def responses(self) -> Iterator[Response]:
        return (entry for entry in self.entries if isinstance(entry, Response))


def _items_of(entry: Item | Response, now: float) -> Iterable[Item]:
    if isinstance(entry, Item):
        return (entry,)
    return (*entry.own, *(entry.output or [])) if entry.state(now) == "completed" else ()


class Api:
    """The whole memory, and the time."""

    def __init__(self) -> None:
        self.now = 0.0
        self.responses: list[Response] = []
        self.conversations: list[Conversation] = []

    def refuses(self, previous: Response | None, conversation: Conversation | None) -> tuple[int, str | None] | None:
        """Give the status and the code that a new response is refused with, if it is."""
        if previous and not previous.is_found:
            return 400, "previous_response_not_found"
        return (404, None) if conversation and conversation.is_deleted else None

    def create(
        self, response_id: str, way: Way, own: list[Item], previous: Response | None, conversation: Conversation | None
    ) -> Response:
        """Take in a response that was accepted."""
        context = previous.whole if previous else conversation.items(self.now) if conversation else []
        made = Response(response_id, way, context, own, self.now, is_spoken=conversation is not None)
        self.responses.append(made)
        if conversation:
            conversation.entries.append(made)
        return made

    def poll(self, response: Response) -> str:
        """Take in that a response was retrieved; gives its status."""
        if not response.is_cancelled:
            response.polls += 1
        return response.state(self.now)

    def cancel(self, response: Response) -> int:
        """Take in that a response is cancelled; gives the status of the answer."""
        if not response.is_found:
            return 404
        if not response.is_background or response.state(self.now) == "completed":
            return 400
        response.is_cancelled = True
        return 200
