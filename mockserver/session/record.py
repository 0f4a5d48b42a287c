"""One response that was made."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from mockserver.protocol.ids import Ids
from mockserver.protocol.stored_item import id_kind, is_listed, is_reference, stored
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.session.node import Node
from mockserver.session.progress import Progress
from mockserver.session.setting import Setting
from mockserver.values import JsonObject, input_items


class Record:
    """A response with the call that it answers, and how far it has come.

    `body` is the request's; `script` and `filling` tell the response; `begun` is when, by the session's clock; `node`
    is where its thread goes on, if anywhere; `previous` is the response that it continues, `loose` are the items that
    stood before the call's own where that is a conversation. After a warm-up nothing was generated.
    """

    is_warm_up = False

    def __init__(
        self,
        setting: Setting,
        begun: float,
        body: JsonObject,
        script: ResponseScript,
        filling: Filling,
        node: Node | None,
        previous: Record | None,
        loose: Collection[JsonObject],
    ) -> None:
        self.id = script.response_id or filling.response_id or Ids(filling.base).response
        self.setting = setting
        self.begun = begun
        self.body = body
        self.script = script
        self.filling = filling
        self.node = node
        self.previous = previous
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

    @cached_property
    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(self.script, self.filling, self.begun, self.setting)

    def status(self, now: float) -> str:
        """Tell how it stands."""
        return str(self.progress.snapshot(now)["status"])

    def output(self, now: float) -> list[JsonObject]:
        """List the items that are done."""
        items: list[JsonObject] = self.progress.snapshot(now)["output"]
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

    @property
    def total_tokens(self) -> int:
        """The total of its usage."""
        return self.script.total_tokens(self.filling.input_tokens)

    def _resolved(self) -> list[JsonObject]:
        made = (self.setting.resolve(str(item.get("id"))) if is_reference(item) else item for item in self._given)
        return [item for item in made if item is not None]

    @cached_property
    def _given(self) -> list[JsonObject]:
        listed = (item for item in input_items(self.body) if is_listed(item))
        return [item if is_reference(item) else self._stored(index, item) for index, item in enumerate(listed)]

    def _stored(self, index: int, item: JsonObject) -> JsonObject:
        return stored(item, Ids(self.filling.base).given(id_kind(item), index), self.setting.dialect)
