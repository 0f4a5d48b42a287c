"""The page of `docs/` that lists the fixtures with what they send; run as a program it prints the page."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import orjson

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.scenario.model import Scenario
from mockserver.values import Ending, Reply
from tests.laws.player import Exchange, is_disturbed, play_alone, scenarios
from tests.laws.turns import answered, turns

HEAD = """\
# Fixtures

The scenarios that `mockserver serve` plays when no other is named. Each answers `play <name>`: send that as the last
words of a user, and what is listed here comes back. They are there to try a client on, and to copy from: the files are
in [fixtures/](../fixtures). Those with a dialect in parentheses speak only that one, the others both.

Events are named without `response.`; `\N{MULTIPLICATION SIGN}3` counts equal ones in a row, and each line is the answer to one call, that
of another operation where it names one. Where a stream or body takes its time, that of its last byte is told. The events
are those of the dialect openai: open-responses names those of reasoning texts otherwise, has none while it compacts, and
lets `failed` follow an `error`.
"""
ITEMS = """
## One for each item type

The calls that a client runs itself are answered with their outputs, which is the second line.

| fixture | what it is | events |
|---|---|---|
"""
OTHERS = """
## Other answers

| fixture | what it is | events |
|---|---|---|
"""
FAULTS = """
## Broken on purpose

`(4)` is the number of an event that does not follow the one before. In these a second call is answered as if nothing had
happened.

| fixture | what it is | the stream | the same as JSON |
|---|---|---|---|
"""
_ENDINGS: Mapping[Ending, str] = {
    "complete": "",
    "hang_up": "the connection closes",
    "hang": "the connection stays open",
}
_DONE = b"data: [DONE]"


def page() -> str:
    """Write the whole page."""
    orderly = [one for one in scenarios() if not is_disturbed(one)]
    items = [one for one in orderly if one.name in ITEM_TYPES]
    others = [one for one in orderly if one.name not in ITEM_TYPES]
    broken = [one for one in scenarios() if is_disturbed(one)]
    tables = [(HEAD, ()), (ITEMS, map(_row, items)), (OTHERS, map(_row, others)), (FAULTS, map(_broken_row, broken))]
    return "".join(head + "".join(rows) for head, rows in tables)


def _row(scenario: Scenario) -> str:
    lines = [*(_told(exchange) for exchange in _played(scenario, streams=True)), *_elsewhere(scenario)]
    return f"{_head(scenario)} | {'<br>'.join(lines)} |\n"


def _elsewhere(scenario: Scenario) -> Iterator[str]:
    """Tell what other operations answer."""
    for turn in turns(scenario, scenario.dialect or "openai"):
        _, reply = answered(turn)
        yield f"`{turn.spec.operation}`: {_body(reply)}"


def _broken_row(scenario: Scenario) -> str:
    streamed, body = (_played(scenario, streams=streams)[0] for streams in (True, False))
    return f"{_head(scenario)} | {_told(streamed)} | {_body(body.reply)} |\n"


def _head(scenario: Scenario) -> str:
    mark = f" ({scenario.dialect})" if scenario.dialect else ""
    return f"| `{scenario.name}`{mark} | {scenario.description}"


def _played(scenario: Scenario, *, streams: bool) -> list[Exchange]:
    exchanges = play_alone(scenario, scenario.dialect or "openai", streams=streams)
    # Where every attempt gets the same answer, the page tells it once.
    return [next(equal) for _, equal in groupby(exchanges, key=lambda one: (one.reply.status, one.reply.body))]


def _told(exchange: Exchange) -> str:
    reply = exchange.reply
    if b"event: " not in reply.body:
        return _body(reply)
    return _joined(
        [*_folded(_events(reply)), *_late(reply), *_claims(reply, "text/event-stream"), _ENDINGS[reply.ending]]
    )


def _body(reply: Reply) -> str:
    status = f"HTTP {reply.status}" if reply.status != 200 else ""
    return _joined(
        [status, _content(reply), *_late(reply), *_claims(reply, "application/json"), _ENDINGS[reply.ending]]
    )


def _late(reply: Reply) -> Iterator[str]:
    last = max((burst.due for burst in reply.bursts), default=0.0)
    if last:
        yield f"after {last * 1000:.0f} ms"


def _claims(reply: Reply, usual: str) -> Iterator[str]:
    """Tell what the headers say that is not so, or not what the call asked for."""
    headers = dict(reply.headers)
    kind, length = headers[b"content-type"].decode(), int(headers.get(b"content-length", 0))
    if reply.body and not kind.startswith(usual):
        yield f"as `{kind}`"
    if length > len(reply.body) and reply.body:
        yield f"of {length} bytes as it says"


def _content(reply: Reply) -> str:
    if not reply.body:
        return "nothing" if [*reply.bursts] else "not even headers"
    if reply.body.startswith(b"<"):
        return "an HTML page"
    try:
        value = orjson.loads(reply.body)
    except orjson.JSONDecodeError:
        return f"{len(reply.body)} bytes that are no JSON"
    if value.get("error"):
        return f"`{value['error']['code'] or value['error']['type']}`"
    return "the response" if value["object"] == "response" else f"a `{value['object']}`"


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _folded(names: Iterable[str]) -> Iterator[str]:
    for name, equal in groupby(names):
        count = len([*equal])
        yield f"{name} \N{MULTIPLICATION SIGN}{count}" if count > 1 else name


def _events(reply: Reply) -> Iterator[str]:
    expected = 0
    for burst in reply.bursts:
        if burst.gate:
            yield f"*the gate `{burst.gate}`*"
        *blocks, rest = burst.data.split(b"\n\n")
        for block in blocks:
            yield _event(block, expected)
            expected = _number(block, expected) + 1
        if rest:
            yield "a part of the next"


def _event(block: bytes, expected: int) -> str:
    if block == _DONE:
        return "`[DONE]`"
    name, _, data = block.removeprefix(b"event: ").partition(b"\ndata: ")
    number = _number(block, expected)
    return f"`{name.removeprefix(b'response.').decode()}`{_flaw(data)}{f' ({number})' if number != expected else ''}"


def _flaw(data: bytes) -> str:
    try:
        orjson.loads(data.decode())
    except UnicodeDecodeError:
        return " (no UTF-8)"
    except orjson.JSONDecodeError:
        return " (no JSON)"
    return ""


def _number(block: bytes, expected: int) -> int:
    """Read the number of an event, also of one that cannot be read."""
    _, found, after = block.partition(b'"sequence_number":')
    digits = after[: len(after) - len(after.lstrip(b"0123456789"))]
    return int(digits) if found and digits else expected


if __name__ == "__main__":
    sys.stdout.write(page())
