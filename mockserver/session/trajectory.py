"""The tools that were called in a session, and what came back."""

from collections.abc import Iterator, Sequence

import orjson

from mockserver.session.calls import is_call, tool_of
from mockserver.session.exchange import Exchange
from mockserver.session.session import Session
from mockserver.values import Json, JsonObject, text_of


def tool_trajectory(session: Session, *, call_ids: bool = False) -> list[JsonObject]:
    """List the calls of the client's tools in the order of the answers that made them.

    Each is `{"name", "arguments", "output"}`, with `call_ids` also `"call_id"`: arguments as the JSON that they are, or
    the text where they are none; the output as the client sent it, parts of a text joined, None while there is none.
    """
    exchanges = [*session.journal]
    calls = {(play, item["call_id"]): (exchange, item) for exchange, play, item in _calls(exchanges)}
    return [
        {
            "name": tool_of(item),
            "arguments": _arguments(item),
            **({"call_id": call_id} if call_ids else {}),
            "output": _output(exchange, call_id, exchanges),
        }
        for (_, call_id), (exchange, item) in calls.items()
    ]


def _calls(exchanges: Sequence[Exchange]) -> Iterator[tuple[Exchange, int, JsonObject]]:
    """Go through the calls; attempts at one play make the same ones."""
    for exchange in exchanges:
        output = exchange.output if exchange.node is not None else []
        yield from ((exchange, exchange.retry_of or exchange.number, item) for item in output if is_call(item))


def _arguments(item: JsonObject) -> Json:
    given = next((item[key] for key in ("arguments", "input", "action", "operation") if key in item), None)
    if not isinstance(given, str) or "arguments" not in item:
        return given
    try:
        return orjson.loads(given)
    except orjson.JSONDecodeError:
        return given


def _output(exchange: Exchange, call_id: str, exchanges: Sequence[Exchange]) -> Json:
    """Find what a client sent for a call: in its own thread, else wherever it is."""
    later = [one for one in exchanges if one.number > exchange.number]
    same = [one for one in later if exchange.thread is not None and one.thread == exchange.thread]
    found = (item for one in (*same, *later) for _, item in one.asked.items if item.get("call_id") == call_id)
    return next((_shown(item.get("output")) for item in found if "type" in item and not is_call(item)), None)


def _shown(output: Json) -> Json:
    """Join the parts of an output that are all text."""
    is_text = isinstance(output, list) and all(isinstance(part, dict) and "text" in part for part in output)
    return text_of(output) if is_text else output
