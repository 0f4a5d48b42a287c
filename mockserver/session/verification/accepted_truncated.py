"""Streams that broke off and were taken for whole."""

from collections.abc import Iterator
from math import inf

from mockserver.session.exchange import Exchange
from mockserver.session.verification.answers import play_of
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note


def accepted_truncated(evidence: Evidence) -> Iterator[Note]:
    """Find streams without their last event that a later call goes on from, by an id or by the words that arrived."""
    for exchange in evidence.exchanges:
        if exchange.node is not None and evidence.told(exchange).is_cut_short:
            end = _answered_whole(exchange, evidence)
            later = (one for one in _referring(exchange, evidence) if exchange.number < one.number < end)
            first = min(later, key=lambda one: one.number, default=None)
            if first:
                yield _note(exchange, first, evidence)


def _answered_whole(exchange: Exchange, evidence: Evidence) -> float:
    """Tell the number of the attempt at the same call that was answered whole; calls after that may mean its answer."""
    attempts = evidence.answers.attempts[play_of(exchange)]
    whole = (one.number for one in attempts if one.number > exchange.number and not evidence.told(one).is_cut_short)
    return next(whole, inf)


def _referring(exchange: Exchange, evidence: Evidence) -> Iterator[Exchange]:
    """Find the calls that name something of the answer, or repeat the words of it that arrived."""
    told, mentions, answers = evidence.told(exchange), evidence.mentions, evidence.answers
    for issued in told.issued:
        is_own = {play_of(exchange)}.issuperset(answers.issued.get(issued, ()))
        yield from (one for one in mentions.ids.get(issued, ()) if is_own or _follows(one, exchange))
    if told.spoken and told.spoken not in answers.said:
        yield from mentions.words.get(told.spoken, ())


def _follows(later: Exchange, exchange: Exchange) -> bool:
    return later.node is not None and later.node.parent is exchange.node


def _note(exchange: Exchange, later: Exchange, evidence: Evidence) -> Note:
    faults = f", by {', '.join(exchange.faults)}" if exchange.faults else ""
    return Note(
        f"{evidence.name(later)} goes on from the answer to call {exchange.number}, which had broken off",
        f"that stream ended without its last event{faults}; nothing in it said that it was whole",
        "take a stream for whole only after response.completed, response.incomplete or response.failed",
        evidence.played(exchange),
        later.number,
        exchange.place,
    )
