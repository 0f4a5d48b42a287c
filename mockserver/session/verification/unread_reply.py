"""Answers that nobody read to the end."""

from collections.abc import Iterator
from typing import Final

from mockserver.session.exchange import Exchange
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note

_CARING: Final = frozenset({"responses.retrieve", "responses.cancel"})
"""The operations by which a client that has left shows that it knows of the answer."""


def unread_replies(evidence: Evidence) -> Iterator[Note]:
    """Find the calls whose client hung up before the answer was over, and did not come back to read or cancel it."""
    for exchange in evidence.known:
        if exchange.delivery.outcome == "left" and not _is_cared_for(exchange, evidence):
            yield Note(
                f"the client of {evidence.name(exchange)} left before the answer was over",
                f"it hung up after {exchange.delivery.seconds:.3g} s",
                "read the stream to its end, or close it on purpose and say so with `unread_reply=off`",
                evidence.played(exchange),
                exchange.number,
                exchange.place,
            )


def _is_cared_for(exchange: Exchange, evidence: Evidence) -> bool:
    later = (one for one in evidence.exchanges if one.number > exchange.number and one.asked.operation in _CARING)
    response_id = exchange.response.get("id")
    return any(one.asked.path.get("response_id") == response_id and one.delivery.outcome != "left" for one in later)
