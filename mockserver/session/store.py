"""What a session keeps for later calls."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar

from mockserver.session.conversation import Conversation
from mockserver.session.record import Record

MAX_STORED = 1_000
"""How many responses are kept, and how many conversations, unless told otherwise."""


class Store(Protocol):
    """Keeps responses and conversations by their ids, for one session."""

    def keep_response(self, record: Record) -> None:
        """Keep a response."""

    def response(self, response_id: str) -> Record | None:
        """Find a response that is kept."""

    def drop_response(self, response_id: str) -> bool:
        """Forget a response; false when there is none."""

    def responses(self) -> Iterator[Record]:
        """Go through all of them, the newest first."""

    def keep_conversation(self, conversation: Conversation) -> None:
        """Keep a conversation."""

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation that is kept."""

    def drop_conversation(self, conversation_id: str) -> bool:
        """Forget a conversation; false when there is none."""

    def conversations(self) -> Iterator[Conversation]:
        """Go through all of them, the newest first."""


class _Named(Protocol):
    @property
    def id(self) -> str:
        """What it is kept under."""


_Thing = TypeVar("_Thing", bound=_Named)


class MemoryStore:
    """Keeps at most so many responses and as many conversations; the oldest goes, and `on_evicted` hears its id."""

    def __init__(
        self, max_stored: int = MAX_STORED, on_evicted: Callable[[str], None] = lambda stored_id: None
    ) -> None:
        self._responses: _Shelf[Record] = _Shelf(max_stored, on_evicted)
        self._conversations: _Shelf[Conversation] = _Shelf(max_stored, on_evicted)
        self.keep_response = self._responses.put
        self.response = self._responses.get
        self.drop_response = self._responses.drop
        self.responses = self._responses.newest
        self.keep_conversation = self._conversations.put
        self.conversation = self._conversations.get
        self.drop_conversation = self._conversations.drop
        self.conversations = self._conversations.newest


class _Shelf(Generic[_Thing]):
    def __init__(self, limit: int, on_evicted: Callable[[str], None]) -> None:
        self._limit = limit
        self._on_evicted = on_evicted
        self._things: OrderedDict[str, _Thing] = OrderedDict()

    def put(self, thing: _Thing) -> None:
        name = thing.id
        if name in self._things:
            del self._things[name]
        self._things[name] = thing
        if len(self._things) > self._limit:
            oldest, _ = self._things.popitem(last=False)
            self._on_evicted(oldest)

    def get(self, name: str) -> _Thing | None:
        return self._things.get(name)

    def drop(self, name: str) -> bool:
        return self._things.pop(name, None) is not None

    def newest(self) -> Iterator[_Thing]:
        return reversed(self._things.values())
