"""Refusing calls, and writing it down."""

from mockserver.protocol.ids import Bases, Ids
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis import Diagnosis, written
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

    def give_up(self, arrival: Arrival, diagnosis: Diagnosis, played: Candidate | None = None) -> Reply:
        """Refuse in our own name, and say why."""
        code, request_id = diagnosis.problem, self.request_id(arrival.reading.digest)
        reply = mock_reply(code, written(diagnosis), request_id, self._dialect)
        exchange = exchange_of(arrival, reply)
        self._journal.add(exchange._replace(problem=code, candidate=played, diagnosis=diagnosis))
        return reply

    def request_id(self, digest: bytes) -> str:
        """Name an answer that is no reply of a scenario."""
        return Ids(self._bases.base("refused", digest, 0)).of("req", 0)
