"""Calls that were made again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from mockserver.contract.rules.rule import READS
from mockserver.session.exchange import Exchange

Tries: TypeAlias = list[Exchange]
"""One call with all that tried it again, in order."""

_FIRST_ERROR: Final = 400


def tries_among(exchanges: Sequence[Exchange]) -> list[Tries]:
    """Put together what tries one call: what the session took for its retries, and equal calls after it had failed.

    A client that counts its attempts begins anew with each call that a loop around it makes; so an equal call also
    tries again what was answered with an error, unless that is retried later or was not answered yet: then the two
    run side by side.
    """
    last = {exchange.retry_of: exchange.number for exchange in exchanges if exchange.retry_of}
    found = list[Tries]()
    by_play, by_body = dict[int, Tries](), dict[tuple[str, bytes, bool], list[Tries]]()
    for exchange in exchanges:
        likes = by_body.setdefault((exchange.asked.operation, exchange.digest, exchange.streams), [])
        tries = by_play.get(exchange.retry_of or 0) or _tried_again(exchange, likes, last)
        if tries is None:
            tries = Tries()
            likes.append(tries)
            found.append(tries)
        tries.append(exchange)
        by_play[exchange.retry_of or exchange.number] = tries
    return found


def has_failed(exchange: Exchange) -> bool:
    """Whether a client has a reason to call again: an error, or an answer that a fault spoilt."""
    return exchange.status >= _FIRST_ERROR or bool(exchange.faults) or exchange.delivery.outcome == "cut"


def _tried_again(exchange: Exchange, likes: Iterable[Tries], last: Mapping[int, int]) -> Tries | None:
    if exchange.asked.operation not in READS:
        return None
    return next((tries for tries in likes if _may_follow(exchange, tries[-1], last)), None)


def _may_follow(exchange: Exchange, before: Exchange, last: Mapping[int, int]) -> bool:
    play, delivery = before.retry_of or before.number, before.delivery
    is_over = last.get(play, 0) < exchange.number and delivery.outcome != "under_way"
    return has_failed(before) and is_over and before.at + delivery.seconds <= exchange.at
