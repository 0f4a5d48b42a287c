"""Refusing calls, and writing it down."""

from mockserver.protocol.ids import Bases, Ids
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.exchange import exchange_of
from mockserver.session.journal import Journal
from mockserver.session.refusal import mock_reply, violation_reply
from mockserver.values import Dialect, Reply, Violation


class Refuser:
    """Answers the calls of one session that are not played; they change nothing but the journal."""

    def __init__(self, journal: Journal, bases: Bases, dialect: Dialect) -> None:
        self._journal = journal
        self._bases = bases
        self._dialect = dialect

    def refuse(self, arrival: Arrival, refusal: Violation, digest: bytes = b"") -> Reply:
        """Refuse for a violation, as the API does; `digest` names the request, unless its reading does."""
        reply = violation_reply(refusal, self.request_id(digest or arrival.reading.digest), self._dialect)
        problem = refusal.code or refusal.rule
        self._journal.add(exchange_of(arrival, reply)._replace(problem=problem, refusal=refusal))
        return reply

    def give_up(self, arrival: Arrival, code: str, message: str, played: Candidate | None = None) -> Reply:
        """Refuse in our own name."""
        reply = mock_reply(code, message, self.request_id(arrival.reading.digest), self._dialect)
        self._journal.add(exchange_of(arrival, reply)._replace(problem=code, candidate=played))
        return reply

    def request_id(self, digest: bytes) -> str:
        """Name an answer that is no reply of a scenario."""
        return Ids(self._bases.base("refused", digest, 0)).of("req", 0)
