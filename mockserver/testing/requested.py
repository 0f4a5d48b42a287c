"""Saying that nobody asked as a test wants it."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import orjson

from mockserver.contract.words import counted
from mockserver.session.diagnosis import Difference
from mockserver.session.exchange import Exchange
from mockserver.session.masking import masked_text
from mockserver.testing.failure import VerificationError
from mockserver.values import JsonObject

Compared: TypeAlias = Sequence[tuple[Exchange, Sequence[Difference]]]

_SHOWN = 10
_LONGEST = 200


def not_requested(wanted: JsonObject, times: int | None, came: Compared) -> VerificationError:
    """Say what was wanted and what came in its place, the latest calls last; `came` says in what each call differs."""
    condition, number = orjson.dumps(wanted).decode(), sum(not differences for _, differences in came)
    head = f"{counted(number, 'request')} matched {condition}, not {times}" if times is not None else ""
    return VerificationError("\n".join((head or f"no request matches {condition}", *_lines(came))))


def _lines(came: Compared) -> Iterator[str]:
    if not came:
        yield "no request came at all"
    elif len(came) > _SHOWN:
        yield f"{len(came)} requests came, the latest {_SHOWN}:"
    for exchange, differences in came[-_SHOWN:]:
        mark = "differs" if differences else "matches"
        yield f"  {mark}  call {exchange.number} ({exchange.asked.operation}): {_shown(exchange)}"
        yield from (f"    {one.path}: expected {one.expected}, got {one.got}" for one in differences)


def _shown(exchange: Exchange) -> str:
    text = masked_text(exchange.asked.raw.decode("utf-8", "replace"))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"
