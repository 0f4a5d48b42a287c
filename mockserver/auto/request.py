"""What a request says to whoever has to answer it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import takewhile
from typing import NamedTuple

from mockserver.auto.proof import Fits
from mockserver.auto.tools import Tool, as_text, declared
from mockserver.values import Dialect, Items, Json, JsonObject, Kind, read_items, text_of


class Output(NamedTuple):
    """What a tool gave back: the tool's name as far as it is known, the text, and the item."""

    of: str
    text: str
    item: JsonObject


@dataclass(frozen=True, slots=True)
class Request:
    """A request, read once: its items, what the user said last, the outputs that it ends in, its tools.

    `called` are the names of the tools called since the user spoke last; `chance` decides everything that could as well
    be otherwise, and `fits` proves what is made for a schema.
    """

    body: JsonObject
    dialect: Dialect
    fits: Fits
    items: Items
    said: str
    outputs: tuple[Output, ...]
    tools: tuple[Tool, ...]
    called: frozenset[str]
    chance: bytes


def read_request(body: JsonObject, dialect: Dialect, fits: Fits) -> Request:
    """Read a request body; whatever is not of the right type counts as left out."""
    items = read_items(body)
    said = _said(items)
    outputs = tuple(_outputs(items))
    chance = _chance(said, as_text(body.get("instructions")), str(len(items)), *(output.text for output in outputs))
    tools = tuple(tool for tool in declared(body, items) if dialect == "openai" or tool.family == "function")
    return Request(body, dialect, fits, items, said, outputs, tools, _called(items), chance)


def mapping(value: Json) -> Mapping[str, Json]:
    """Read an object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def _said(items: Items) -> str:
    spoken = (text_of(item.get("content")) for item, kind in reversed(items) if kind is Kind.USER)
    return next((text for text in spoken if text.strip()), "")


def _outputs(items: Items) -> Iterator[Output]:
    trailing = [*takewhile(lambda pair: pair[1] in (Kind.OUTPUT, Kind.OTHER), reversed(items))]
    calls = [item for item, kind in items if kind is Kind.MODEL and as_text(item.get("call_id"))]
    names = {item["call_id"]: as_text(item.get("name")) for item in calls}
    for item, kind in reversed(trailing):
        if kind is Kind.OUTPUT:
            named = as_text(item.get("name")) or names.get(as_text(item.get("call_id")), "")
            yield Output(named, _text(item.get("output")), item)


def _text(output: Json) -> str:
    """Read an output: a text, a list of parts, or the parts of a shell's."""
    written = (part.get("stdout") for part in output if isinstance(part, dict)) if isinstance(output, list) else ()
    return text_of(output) or "".join(as_text(one) for one in written)


def _called(items: Items) -> frozenset[str]:
    since = takewhile(lambda pair: pair[1] is not Kind.USER, reversed(items))
    return frozenset(name for item, _ in since for name in (_name_of_call(item),) if name)


def _name_of_call(item: JsonObject) -> str:
    kind = as_text(item.get("type"))
    return as_text(item.get("name")) or kind.removesuffix("_call") if kind.endswith("_call") else ""


def _chance(*texts: str) -> bytes:
    hashed = blake2b(digest_size=8)
    for text in texts:
        told = text.encode(errors="surrogatepass")
        hashed.update(b"%d:%b" % (len(told), told))
    return hashed.digest()
