"""Replies that say which items there are."""

from collections.abc import Iterable, Iterator, Sequence

from mockserver.contract.contract import Contract
from mockserver.protocol.author import Problem
from mockserver.protocol.inclusion import EVERYTHING
from mockserver.protocol.item_types import item_problems
from mockserver.protocol.item_types.extension import is_extension
from mockserver.protocol.wishes import Wishes
from mockserver.replies.compose import MARKED, Composition, Values
from mockserver.replies.faulty import Fields
from mockserver.replies.forbidden import forbidden
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.stray import stray_spots
from mockserver.scenario.model import Fault, Item, ItemsReply
from mockserver.values import Dialect, JsonObject

_ID_KEYS = ("id", "call_id")


class ItemsScript(ResponseScript):
    """A response with its items."""

    def __init__(
        self, reply: ItemsReply, dialect: Dialect = "openai", seed: int = 0, *, extra_headers: Fields = ()
    ) -> None:
        self._source = reply
        self._extra_headers = extra_headers
        bodies = enumerate(item.body for item in reply.output)
        self.objects = tuple((at, body["json"]) for at, body in bodies if isinstance(body, dict) and "json" in body)
        super().__init__(reply.stream, reply.fault, dialect, seed, reply.background)

    def told(self, values: Values, wishes: Wishes) -> Composition:
        """Compose the response."""
        return Composition(self._source, values, self._dialect, wishes)

    def with_fault(self, fault: Fault) -> "ItemsScript":
        """Give the same items with this fault."""
        reply = self._source.model_copy(update={"fault": fault})
        return ItemsScript(reply, self._dialect, self._seed, extra_headers=self._extra_headers)

    @property
    def error(self) -> JsonObject | None:
        """What the fault in the stream says."""
        return error_of(self._source.fault)

    @property
    def extra_headers(self) -> Fields:
        """The headers that came with the reply."""
        return self._extra_headers

    def problems(self, contract: Contract) -> Iterable[Problem]:
        """Find the items that their type, their place or the contract does not allow, and events that are not there."""
        wrong = list(self._wrong_bodies())
        return wrong or self._wrong_items(contract)

    def _wrong_bodies(self) -> Iterator[Problem]:
        for index, item in enumerate(self._source.output):
            for below, message in item_problems(item.type, item.body, self._dialect):
                yield ("output", index, *below), message
        yield from _repeated_ids(self._source.output)

    def _wrong_items(self, contract: Contract) -> Iterator[Problem]:
        # What is made up for the tokens of a text is good, and much of it where the text is long.
        composition = Composition(self._source, MARKED, self._dialect, EVERYTHING, cut=_no_pieces)
        for index, message in composition.misplaced_cuts:
            yield ("output", index), message
        for index, made in enumerate(composition.items):
            # The contract describes no items of an implementor's own, which authors write knowingly.
            violations = () if is_extension(made["type"]) else contract.item_violations(made)
            yield from forbidden("item", ("output", index, made["type"]), violations)
        types = (event["type"] for event in self.told(MARKED, EVERYTHING).stream())
        yield from stray_spots(self._source.stream, self._source.fault, types)


def _no_pieces(text: str) -> Iterable[str]:
    return ()


def error_of(fault: Fault | None) -> JsonObject | None:
    """Read what breaks a stream off: code, message and param of its error event."""
    return fault.error_event.error if fault and fault.error_event else None


def _repeated_ids(items: Sequence[Item]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, bool], int] = {}
    for index, item in enumerate(items):
        body = item.body if isinstance(item.body, dict) else {}
        for key in (key for key in _ID_KEYS if isinstance(body.get(key), str)):
            owner = (key, body[key], item.type.endswith("_output"))
            first = seen.setdefault(owner, index)
            if first != index:
                message = f"{key} {body[key]!r} is that of item {first + 1} already"
                yield ("output", index, item.type, key), message
