"""What the operations work with."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from weakref import WeakValueDictionary, ref

from mockserver.protocol.ids import Bases, Ids, base_of
from mockserver.session.echoes import Echoes
from mockserver.session.node import Node
from mockserver.session.origin import NOWHERE, Origin
from mockserver.session.reading import Reading
from mockserver.session.record import Record
from mockserver.session.state import State
from mockserver.session.store import Store
from mockserver.session.surroundings import Surroundings
from mockserver.session.timeline import Timeline
from mockserver.values import Call, Dialect, Json, JsonObject


@dataclass(frozen=True)
class Desk:
    """A session's store and all around it that an operation may look at.

    `models` are those that the scenarios name; in a `stateless` session every id exists. `unstored` are the responses
    that nobody stores, for as long as a connection keeps them; `created` counts equal calls that opened a conversation
    or warmed a connection up.
    """

    store: Store
    state: State
    timeline: Timeline
    bases: Bases
    echoes: Echoes
    dialect: Dialect
    models: Sequence[str] = ()
    stateless: bool = False
    created: Counter[bytes] = field(default_factory=Counter)
    unstored: WeakValueDictionary[str, Record] = field(default_factory=WeakValueDictionary)

    @cached_property
    def surroundings(self) -> Surroundings:
        """What its responses have in common."""
        # The responses that the store keeps have them, and would keep the store, and so the session, for ever.
        return Surroundings(self.dialect, self.timeline, partial(_item, ref(self.store), self.timeline))

    @property
    def now(self) -> float:
        """The time of the session's clock."""
        return self.timeline.now

    def response(self, response_id: Json, kept: Collection[str]) -> Record | None:
        """Find a response that a call may continue; `kept` are those that its connection keeps."""
        if not isinstance(response_id, str):
            return None
        found = self.store.response(response_id)
        return found or (self.unstored.get(response_id) if response_id in kept else None)

    def origin(self, call: Call, reading: Reading) -> Origin:
        """Find what a call continues or asks about."""
        if call.path:
            return Origin(self._named(call))
        parent = self.state.parent(reading)
        if not reading.leaves_history_to_server:
            return Origin(parent) if parent else NOWHERE
        conversation = self.store.conversation(reading.conversation_id or "")
        if conversation:
            return Origin(parent, None, conversation)
        previous = self.response(reading.previous_response_id, call.kept)
        if previous is None or not previous.is_apart:
            return Origin(parent, previous)
        # A client that comes back warms up anew, and brings what was said before in the call itself.
        return Origin(previous.node or (parent if previous.is_warm_up else None), previous)

    def item(self, item_id: str) -> JsonObject | None:
        """Find an item that is stored with a response or in a conversation."""
        return self.surroundings.resolve(item_id)

    def _named(self, call: Call) -> Node | None:
        record = self.store.response(call.path.get("response_id", ""))
        return record.node if record else self.state.threads.conversation(call.path.get("conversation_id", ""))


def _item(kept: ref[Store], timeline: Timeline, item_id: str) -> JsonObject | None:
    store = kept()
    near = _near(store, timeline.now, item_id) if store else ()
    return next((item for item in near if item.get("id") == item_id), None)


def _near(store: Store, now: float, item_id: str) -> Iterator[JsonObject]:
    """Go through the items where it may be, beginning where the id leads to."""
    own = store.response(Ids(base_of(item_id)).response)
    named = (record for record in store.responses() if record.names(item_id))
    for record in chain([own] if own else (), named):
        yield from (*record.output(now), *record.brought)
    for conversation in store.conversations():
        yield from conversation.items(now)
