"""What one request's `input` tells of the conversation it belongs to."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from itertools import dropwhile, takewhile

import orjson

from mockserver.contract.rules.stored import conversation_of
from mockserver.protocol.stored_item import is_reference
from mockserver.session.fingerprint import fingerprint
from mockserver.session.turn import Turn, squeeze, turn_of
from mockserver.values import JsonObject, Kind, read_items, text_of

_USER, _MODEL = Kind.USER, Kind.MODEL
_MADE = frozenset({Kind.MODEL, Kind.OUTPUT})
_ID_FIELDS = ("call_id", "id", "approval_request_id")


class Reading:
    """One request's items, each with its kind, and what the thread rules ask of them.

    `digest`, `setting`, `parameters`, `tokens` and `written` are its fingerprint's; `has_model_items` says whether
    anything in `input` was made by a model or answers one. `conversation_id`, written as a text or as an object, and
    `previous_response_id` are what the request follows; `leaves_history_to_server` says that it therefore holds only
    what is new, and `is_opening` that it tells of nothing before it.
    """

    def __init__(self, body: JsonObject, about: JsonObject | None = None) -> None:
        """Read a body; `about` is what else tells equal calls apart."""
        self.body = body
        self.digest, self.setting, self.parameters, self.tokens, self.written = fingerprint(body)
        if about:
            self.digest = sha256(self.digest + orjson.dumps(about, option=orjson.OPT_SORT_KEYS)).digest()
        self.items = read_items(body)
        self.has_model_items = not _MADE.isdisjoint([kind for _, kind in self.items])
        previous = body.get("previous_response_id")
        self.conversation_id = conversation_of(body)
        self.previous_response_id = previous if isinstance(previous, str) else None
        self.leaves_history_to_server = bool(self.conversation_id or self.previous_response_id)
        self.is_opening = not (self.has_model_items or self.leaves_history_to_server)

    @property
    def new_user_texts(self) -> tuple[str, ...]:
        """What the user says after the last model item, or ever, message by message."""
        texts = []
        for item, kind in reversed(self.items):
            if kind is _MODEL:
                break
            if kind is _USER:
                texts.append(text_of(item.get("content")))
        return tuple(reversed(texts))

    @property
    def trailing_run(self) -> list[JsonObject]:
        """The last run of model items and outputs, the latest first; messages may follow it."""
        run = dropwhile(lambda pair: pair[1] not in _MADE, reversed(self.items))
        return [item for item, _ in takewhile(lambda pair: pair[1] in _MADE, run)]

    @property
    def ids(self) -> list[str]:
        """All ids that model items and outputs carry, latest first."""
        return [issued for item, kind in reversed(self.items) if kind in _MADE for issued in ids_of(item)]

    @property
    def has_references(self) -> bool:
        """Whether any item of `input` stands for a stored one."""
        return self.has_model_items and any(is_reference(item) for item, _ in self.items)

    @property
    def is_stored(self) -> bool:
        """Whether later calls may refer to the response; one in the background is there to be fetched in any case."""
        return self.body.get("store") is not False or self.is_background

    @property
    def is_background(self) -> bool:
        """Whether nobody waits for the response."""
        return self.body.get("background") is True

    @property
    def ends_in_trigger(self) -> bool:
        """Whether the input asks for nothing but to be made short (constraint X06)."""
        return bool(self.items) and self.items[-1][0].get("type") == "compaction_trigger"

    @property
    def is_sealed(self) -> bool:
        """Whether the encrypted content of reasoning is asked for."""
        include = self.body.get("include")
        return isinstance(include, list) and "reasoning.encrypted_content" in include

    @property
    def last_turn(self) -> Turn:
        """The last turn that is over."""
        end = len(self.items)
        while end and self.items[end - 1][1] not in _MADE:
            end -= 1
        begin, asked = end, False
        while begin and not (asked and self.items[begin - 1][1] in _MADE):
            begin -= 1
            asked = asked or self.items[begin][1] is _USER
        said: dict[Kind, list[str]] = {_USER: [], _MODEL: []}
        for item, kind in self.items[begin:end]:
            _hear(said, item, kind)
        return _turn(said)

    @cached_property
    def turns(self) -> list[Turn]:
        """The turns that are over, oldest first; what the user says last is not among them."""
        return list(self._turns())

    def _turns(self) -> Iterator[Turn]:
        said: dict[Kind, list[str]] = {Kind.USER: [], Kind.MODEL: []}
        answered = False
        for item, kind in self.items:
            if kind is Kind.USER and answered:
                yield _turn(said)
                said, answered = {Kind.USER: [], Kind.MODEL: []}, False
            answered = answered or kind in _MADE
            _hear(said, item, kind)
        if answered:
            yield _turn(said)


def _hear(said: dict[Kind, list[str]], item: JsonObject, kind: Kind) -> None:
    if kind in said and "role" in item:
        said[kind].append(text_of(item.get("content")))


def _turn(said: dict[Kind, list[str]]) -> Turn:
    return turn_of(said[Kind.USER], squeeze("".join(said[Kind.MODEL])))


def ids_of(item: JsonObject) -> list[str]:
    """List the ids that an item carries: its own and that of the call it belongs to."""
    return [value for field in _ID_FIELDS if isinstance(value := item.get(field), str)]


def speaks(item: JsonObject) -> bool:
    """Whether an item is a message with words."""
    return bool("role" in item and squeeze(text_of(item.get("content"))))
