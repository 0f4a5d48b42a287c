"""Retries that nobody wrote an answer for."""

from collections.abc import Iterator

from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange, Planned
from mockserver.session.verification.answers import play_of
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.values.blame import Blame


def unexpected_retries(evidence: Evidence) -> Iterator[Note]:
    """Find retries of what gave no reason for one, and those after the last of the attempts that were written."""
    for exchange in _first_of_each(evidence):
        if not _is_unscripted(exchange):
            yield _note(exchange, evidence, "client request", *_reason(exchange, _before(exchange, evidence)))


def unscripted_retries(evidence: Evidence) -> Iterator[Note]:
    """Find retries of an error or a fault whose author wrote a single reply, so that the same came again."""
    for exchange in _first_of_each(evidence):
        if _is_unscripted(exchange):
            reason = "clients try again after such an answer, and only one is written"
            yield _note(
                exchange, evidence, "scenario", reason, f"{_more(exchange)}, or give the client `max_retries=0`"
            )


def _first_of_each(evidence: Evidence) -> Iterator[Exchange]:
    """Give the first unexpected retry of each call."""
    told = set[int | None]()
    for exchange in evidence.known:
        if exchange.unexpected_retry and exchange.retry_of not in told:
            told.add(exchange.retry_of)
            yield exchange


def _more(exchange: Exchange) -> str:
    """Say how an author writes what comes after an error."""
    in_program = exchange.candidate is not None and exchange.candidate.scenario.in_program
    return "put the error before the answer in script(…)" if in_program else "write `attempts` in the place of `reply`"


def _is_unscripted(exchange: Exchange) -> bool:
    return _written(exchange) < 2 and _invites(exchange)


def _invites(exchange: Exchange) -> bool:
    answer = exchange.answer
    return isinstance(answer, Planned) and answer.script.invites_retry(streams=answer.streams)


def _written(exchange: Exchange) -> int:
    return len(exchange.candidate.sources) if exchange.candidate else 0


def _before(exchange: Exchange, evidence: Evidence) -> Exchange | None:
    """Find the attempt before this one, if the journal has it yet."""
    earlier = (one for one in evidence.known if one.number < exchange.number)
    return max((one for one in earlier if play_of(one) == play_of(exchange)), key=lambda one: one.number, default=None)


def _reason(exchange: Exchange, before: Exchange | None) -> tuple[str, str]:
    """Say why it is the client's fault, and what to do."""
    if before and before.delivery.outcome == "left":
        seconds = f"{before.delivery.seconds:.3g} s"
        reason = f"the client left call {before.number} after {seconds}, before the answer was over; it came once more"
        return reason, "let the client wait longer than the answer takes, or write one more of `attempts`"
    advice = "find out why the client was not content with that answer, or write one more of `attempts`"
    if _invites(exchange):
        return f"all {_written(exchange)} attempts had been answered, so the last answer came again", advice
    return "the answer before gave no reason to try again; it came once more", advice


def _note(exchange: Exchange, evidence: Evidence, blame: Blame, reason: str, advice: str) -> Note:
    return Note(
        f"{evidence.name(exchange)} retries call {exchange.retry_of}, for which no attempt is written",
        shown_text(reason),
        advice,
        evidence.played(exchange),
        exchange.number,
        exchange.place,
        blame,
    )
