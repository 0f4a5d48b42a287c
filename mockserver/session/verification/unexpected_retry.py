"""Retries that nobody wrote an answer for."""

from collections.abc import Iterator

from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange, Planned
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.values.blame import Blame


def unexpected_retries(evidence: Evidence) -> Iterator[Note]:
    """Find retries of what gave no reason for one, and those after the last of the attempts that were written."""
    for exchange in _first_of_each(evidence):
        if not _is_unscripted(exchange):
            advice = "find out why the client was not content with that answer, or write one more of `attempts`"
            yield _note(exchange, evidence, "client request", _reason(exchange), advice)


def unscripted_retries(evidence: Evidence) -> Iterator[Note]:
    """Find retries of an error or a fault whose author wrote a single reply, so that the same came again."""
    for exchange in _first_of_each(evidence):
        if _is_unscripted(exchange):
            reason = "clients try again after such an answer, and only one is written"
            advice = "write `attempts` in the place of `reply`, or give the client `max_retries=0`"
            yield _note(exchange, evidence, "scenario", reason, advice)


def _first_of_each(evidence: Evidence) -> Iterator[Exchange]:
    """Give the first unexpected retry of each call."""
    told = set[int | None]()
    for exchange in evidence.known:
        if exchange.unexpected_retry and exchange.retry_of not in told:
            told.add(exchange.retry_of)
            yield exchange


def _is_unscripted(exchange: Exchange) -> bool:
    return _written(exchange) < 2 and _invites(exchange)


def _invites(exchange: Exchange) -> bool:
    answer = exchange.answer
    return isinstance(answer, Planned) and answer.script.invites_retry(streams=answer.streams)


def _written(exchange: Exchange) -> int:
    return len(exchange.candidate.sources) if exchange.candidate else 0


def _reason(exchange: Exchange) -> str:
    if _invites(exchange):
        return f"all {_written(exchange)} attempts had been answered, so the last answer came again"
    return "the answer before gave no reason to try again; it came once more"


def _note(exchange: Exchange, evidence: Evidence, blame: Blame, reason: str, advice: str) -> Note:
    return Note(
        f"{evidence.name(exchange)} retries call {exchange.retry_of}, for which no attempt is written",
        shown_text(reason),
        advice,
        evidence.played(exchange),
        exchange.number,
        exchange.candidate.place if exchange.candidate else None,
        blame,
    )
