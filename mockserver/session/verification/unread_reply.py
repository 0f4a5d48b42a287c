"""Answers that nobody read to the end."""

from collections.abc import Iterator

from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note


def unread_replies(evidence: Evidence) -> Iterator[Note]:
    """Find the calls whose client hung up before the answer was over."""
    for exchange in evidence.known:
        if exchange.delivery.outcome == "left":
            yield Note(
                f"the client of {evidence.name(exchange)} left before the answer was over",
                f"it hung up after {exchange.delivery.seconds:.3g} s",
                "read the stream to its end, or close it on purpose and say so with `unread_reply=off`",
                evidence.played(exchange),
                exchange.number,
                exchange.candidate.place if exchange.candidate else None,
            )
