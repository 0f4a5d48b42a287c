"""One reply as a test writes it, read into what a scenario file would say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.testing.builders import BuiltError, BuiltItem
from mockserver.testing.plain import plain
from mockserver.values import Json, JsonObject, Place, ScenarioError, did_you_mean

Item: TypeAlias = BuiltItem | Mapping[str, Any]
"""One output item: built, or a mapping as in scenario files."""

Turn: TypeAlias = Item | BuiltError | Sequence[Item] | str
"""One reply: an item, a list of items, an error, or all that a scenario file may say of a reply."""

_WANTED = "say(…), call(…), item(…), error(…), a list of items, or a reply as in scenario files"
_HINTS: Mapping[type, str] = {
    str: "a text that the model says is say(…)",
    type(None): "a model that says nothing is []",
}


class Written(NamedTuple):
    """A reply in the form of scenario files, the place of the whole and that of each item."""

    reply: Json
    place: Place
    items: tuple[Place, ...] = ()

    @property
    def calls(self) -> list[str]:
        """The tools that it calls and that the client answers, in order, as `tool_output: {of: …}` names them."""
        output = self.reply if isinstance(self.reply, list) else _output(self.reply)
        return [name for one in output if (name := _called(one))]


def written(turn: Turn, place: Place, what: str) -> Written:
    """Read a reply; `what` is how messages call it. Raises `ScenarioError` where it is none."""
    read = next((reader for kind, reader in _READERS if isinstance(turn, kind)), None)
    if read is None or (isinstance(turn, str) and turn != "auto"):
        hint = _HINTS.get(type(turn), "")
        raise ScenarioError(place, f"{what} must be {_WANTED}, not {_short(turn)}{'; ' * bool(hint)}{hint}")
    return read(turn, place, what)


def _of_item(turn: BuiltItem, place: Place, what: str) -> Written:
    return _of_items([turn], place, what)


def _of_error(turn: BuiltError, place: Place, what: str) -> Written:
    return Written(turn.as_json(), turn.place)


def _of_items(turn: Sequence[Any], place: Place, what: str) -> Written:
    places = tuple(one.place if isinstance(one, BuiltItem) else place for one in turn)
    items = [_item(one, where, what) for one, where in zip(turn, places, strict=True)]
    return Written(items, places[0] if places else place, places)


def _item(one: Any, place: Place, what: str) -> Json:
    if isinstance(one, BuiltItem):
        _check_type(one)
        return one.as_json()
    if isinstance(one, BuiltError):
        raise ScenarioError(one.place, f"{what} has error(…) in a list of items; an error is a turn of its own")
    if isinstance(one, Mapping):
        return plain(one, place)
    raise ScenarioError(place, f"{what} has {_short(one)} in the place of an item; items are say(…), call(…), item(…)")


def _check_type(one: BuiltItem) -> None:
    # A type with a colon is an implementor's own, which the dialect has to judge.
    if not isinstance(one.type, str) or (one.type not in ITEM_TYPES and ":" not in one.type):
        hint = did_you_mean(str(one.type), ITEM_TYPES, f"; known types: {', '.join(ITEM_TYPES)}")
        raise ScenarioError(one.place, f"unknown item type {one.type!r}{hint}")


def _of_mapping(turn: Mapping[str, Any], place: Place, what: str) -> Written:
    return Written(plain(dict(turn), place), place)


def _of_text(turn: str, place: Place, what: str) -> Written:
    return Written(turn, place)


_READERS: Sequence[tuple[type, Callable[[Any, Place, str], Written]]] = (
    (BuiltItem, _of_item),
    (BuiltError, _of_error),
    (Mapping, _of_mapping),
    (str, _of_text),
    (list, _of_items),
    (tuple, _of_items),
)


def _output(reply: Json) -> list[Json]:
    output = reply.get("output") if isinstance(reply, dict) else None
    return output if isinstance(output, list) else []


_BY_NAME = ("function_call", "custom_tool_call")
_BY_TYPE = ("computer_call", "local_shell_call", "shell_call", "apply_patch_call")
"""The calls that the client answers: those with a name of their own, and those of the API's tools."""


def _called(item: Json) -> str | None:
    kind, body = _typed(item)
    if kind in _BY_NAME:
        name = body.get("name")
        return name if isinstance(name, str) else None
    return kind.removesuffix("_call") if kind in _BY_TYPE else None


def _typed(item: Json) -> tuple[str, JsonObject]:
    """Take an item apart, in whichever of the forms it is written."""
    if not isinstance(item, dict) or not item:
        return str(item), {}
    kind, body = (item["type"], item) if "type" in item else next(iter(item.items()))
    return str(kind), body if isinstance(body, dict) else {}


def _short(value: object) -> str:
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 40 else text[:40] + '…'}"
