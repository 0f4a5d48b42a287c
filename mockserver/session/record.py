"""One response that was made."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import orjson

from mockserver.protocol.ids import Ids
from mockserver.protocol.inclusion import EVERYTHING
from mockserver.protocol.stored_item import id_kind, is_listed, is_reference, stored
from mockserver.protocol.usage import output_tokens
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.session.look import Look
from mockserver.session.node import Node
from mockserver.session.progress import Progress
from mockserver.session.surroundings import Surroundings
from mockserver.values import JsonObject, input_items

_EVERYTHING = Look(include=EVERYTHING.include)


class Record:
    """A response with the call that it answers, and how far it has come.

    `written` is the call's input as JSON, which costs less to keep and to forget than what it was parsed to; `streams`
    says whether the call wanted a stream; `script` and `filling` tell the response; `begun` is when, by the session's
    clock; `node` is where its thread goes on, if anywhere; `previous` is the response that it continues, `loose` are
    the items that stood before the call's own where that may change. After a warm-up nothing was generated.
    """

    is_warm_up = False

    def __init__(
        self,
        surroundings: Surroundings,
        begun: float,
        written: bytes,
        streams: bool,
        script: ResponseScript,
        filling: Filling,
        node: Node | None,
        previous: Record | None,
        loose: Collection[JsonObject],
    ) -> None:
        self.id = script.response_id or filling.response_id or Ids(filling.base).response
        self.surroundings = surroundings
        self.begun = begun
        self.streams = streams
        self.script = script
        self.filling = filling
        self.node = node
        self.previous = previous
        self._written = written
        self._loose = loose

    @property
    def is_background(self) -> bool:
        """Whether nobody waits for it."""
        return self.filling.queued

    @property
    def is_apart(self) -> bool:
        """Whether no step or stub answered it, so that its thread is that of `node`, or none."""
        return self.node is None or self.is_warm_up

    def is_like(self, other: Record) -> bool:
        """Whether another one tells of the same attempt at the same call."""
        return (self.filling.base, self.filling.attempt) == (other.filling.base, other.filling.attempt)

    @property
    def asked(self) -> list[JsonObject]:
        """The call's own input, as the client wrote its items."""
        return input_items({"input": orjson.loads(self._written)})

    @cached_property
    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(self.script, self.filling, self.begun, self.surroundings)

    def status(self, now: float) -> str:
        """Tell how it stands."""
        return str(self.progress.snapshot(now)["status"])

    def output(self, now: float) -> list[JsonObject]:
        """List the items that are done, with all there is to show of them."""
        items: list[JsonObject] = self.progress.snapshot(now, _EVERYTHING)["output"]
        return items

    def steer(self, now: float) -> bool:
        """End it at the next boundary between items; false when it has ended."""
        return self.progress.steer(now)

    @cached_property
    def input(self) -> list[JsonObject]:
        """The call's own input, as items with ids; a reference is what it refers to."""
        return self._resolved()

    def resolve_references(self) -> None:
        """Find now what the input refers to: later it may be deleted."""
        self.input = self._resolved()

    @property
    def brought(self) -> list[JsonObject]:
        """The items that came in with the call, without references."""
        return [item for item in self._given if not is_reference(item)]

    def names(self, item_id: str) -> bool:
        """Whether an item of its own has this id: one that was made for it, or that an author or the client wrote."""
        own = self.filling.base in item_id or item_id in self.script.pinned_ids
        return own or item_id in (item.get("id") for item in self.asked)

    def context(self, now: float) -> list[JsonObject]:
        """List the items that stood before the call's own: what it continues, oldest first."""
        *above, _ = self.lineage
        told = [item for record in above for item in (*record.input, *record.output(now))]
        return [*self.lineage[0]._loose, *told]

    def items(self, now: float) -> list[JsonObject]:
        """List all that was put in: what it continues, and the call's own input."""
        return [*self.context(now), *self.input]

    @cached_property
    def lineage(self) -> list[Record]:
        """It and all that it continues, oldest first."""
        found, record = [self], self.previous
        while record is not None:
            found.append(record)
            record = record.previous
        return found[::-1]

    def tokens(self, now: float) -> int:
        """Count what was read and written: the total of its usage, once there is one."""
        read = self.filling.input_tokens
        if self.progress.has_ended(now):
            return self.script.total_tokens(read)
        return read + output_tokens(self.output(now))

    def _resolved(self) -> list[JsonObject]:
        made = (self.surroundings.resolve(str(item.get("id"))) if is_reference(item) else item for item in self._given)
        return [item for item in made if item is not None]

    @cached_property
    def _given(self) -> list[JsonObject]:
        listed = (item for item in self.asked if is_listed(item))
        return [item if is_reference(item) else self._stored(index, item) for index, item in enumerate(listed)]

    def _stored(self, index: int, item: JsonObject) -> JsonObject:
        return stored(item, Ids(self.filling.base).given(id_kind(item), index), self.surroundings.dialect)
