"""Calls made again though the answer was final."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from mockserver.session.exchange import Exchange
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note

_SHOULD_RETRY: Final = "x-should-retry"
_RETRIED: Final = frozenset({408, 409, 429})
"""What the official SDKs try again after among the errors of clients (clients.md §2)."""


def retried_non_retryable(evidence: Evidence) -> Iterator[Note]:
    """Find calls made again, word for word, after an answer that no repetition changes."""
    for tries in evidence.tries:
        found = next(((first, again) for first, again in pairwise(tries) if _final(first, evidence)), None)
        if found:
            first, again = found
            yield Note(
                f"{evidence.name(again)} repeats call {first.number} after an error that is final",
                _final(first, evidence),
                "do not try again after this error: change the call, or pass the error on",
                evidence.played(first),
                again.number,
                first.place,
            )


def _final(exchange: Exchange, evidence: Evidence) -> str:
    """Say why an answer is final; nothing when it is not."""
    told = evidence.told(exchange).headers.get(_SHOULD_RETRY)
    if told == "false":
        return f"call {exchange.number} was answered {exchange.status} with {_SHOULD_RETRY}: false"
    if 400 <= exchange.status < 500 and exchange.status not in _RETRIED and told != "true":
        return f"call {exchange.number} was answered {exchange.status}, which the same call gets again"
    return ""
