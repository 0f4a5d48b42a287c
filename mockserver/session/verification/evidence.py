"""What a session leaves behind to be judged."""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.shown import near_of, shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.session import Session
from mockserver.session.verification.answers import Answers
from mockserver.session.verification.mentions import Mentions
from mockserver.session.verification.told import Told
from mockserver.session.verification.tries import Tries, tries_among
from mockserver.values import Severity, Violation


class Evidence:
    """The journal of a session and what it played; what has to be worked out is worked out once.

    `exchanges` are those that are kept whole, `known` those too of which only the problem is left.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._told: dict[int, Told] = {}
        self.exchanges: Sequence[Exchange] = [*session.journal]
        self.known: Sequence[Exchange] = [*session.journal.lost, *self.exchanges]
        self.session = shown_text(session.name)

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All steps and stubs."""
        return self._session.candidates.all

    @property
    def shared(self) -> Set[str]:
        """The names of the scenarios that the server gives to all its sessions."""
        repertoire = self._session.repertoire
        return {scenario.name for scenario in repertoire.scenarios[: repertoire.shared]}

    @cached_property
    def reached(self) -> Mapping[Candidate, int]:
        """How many of its attempts each step and stub has come to that ever played.

        When the files are read again, what stands in the same place of the same scenario counts as what stood there.
        """
        attempts: dict[str, int] = {}
        for played, reached in self._session.journal.reached.items():
            attempts[played.label] = max(reached, attempts.get(played.label, 0))
        return {one: attempts[one.label] for one in self.candidates if one.label in attempts}

    @cached_property
    def tells_time(self) -> bool:
        """Whether the times of calls say how long the client waited."""
        return self._session.clock.runs and any(exchange.at for exchange in self.exchanges)

    @cached_property
    def tries(self) -> Sequence[Tries]:
        """The calls that were made more than once, each with all its tries in order."""
        return [tries for tries in tries_among(self.exchanges) if len(tries) > 1]

    @cached_property
    def mentions(self) -> Mentions:
        """What the calls refer to."""
        return Mentions([(exchange, self.told(exchange)) for exchange in self.exchanges])

    @cached_property
    def answers(self) -> Answers:
        """What the answers gave out."""
        return Answers([(exchange, self.told(exchange)) for exchange in self.exchanges])

    def severity(self, violation: Violation) -> Severity:
        """Say how grave the session takes a violation to be."""
        return self._session.contract.rulebook.severity(violation.rule)

    def goes_on(self, exchange: Exchange) -> bool:
        """Whether a step may follow in the thread of an exchange."""
        return exchange.node is not None and bool(self._session.candidates.next_steps(exchange.node))

    def name(self, exchange: Exchange) -> str:
        """Name a call for a person: `call 3 (POST /v1/responses, session default)`."""
        return str(exchange.subject(self._session.name))

    def played(self, exchange: Exchange) -> tuple[str, ...]:
        """Say which step or stub answered, and where it stands; nothing when none did."""
        if exchange.candidate is None:
            return ()
        step = near_of(exchange.candidate, ())
        return (f"call {exchange.number} was answered {exchange.status} by {step.label} ({step.place})",)

    def told(self, exchange: Exchange) -> Told:
        """Give what was said in an exchange."""
        if exchange.number not in self._told:
            self._told[exchange.number] = Told(exchange)
        return self._told[exchange.number]
