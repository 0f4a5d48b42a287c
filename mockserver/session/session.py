"""One isolated run."""

from collections.abc import Callable, Sequence
from functools import partial

from mockserver.contract.contract import Contract
from mockserver.contract.schema import schema_mismatches
from mockserver.protocol.ids import Bases, Ids
from mockserver.protocol.wishes import wishes_of
from mockserver.replies.script import Filling, Script, UnanswerableError
from mockserver.replies.structured import asked_schema, object_mismatches
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Scenario
from mockserver.scenario.terms import Mode
from mockserver.scenario.view import CallView
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.choice import choose
from mockserver.session.clock import created_at
from mockserver.session.diagnosis import describe_expectation, describe_miss, describe_objects
from mockserver.session.echoes import Echoes
from mockserver.session.history import with_history
from mockserver.session.journal import Exchange, Journal
from mockserver.session.judge import Judge
from mockserver.session.near_miss import near_misses
from mockserver.session.node import Node, tool_name
from mockserver.session.past import Past
from mockserver.session.reading import Reading
from mockserver.session.refusal import (
    EXPECTATION_FAILED,
    NO_MATCH,
    SCENARIO_ERROR,
    counting,
    mock_reply,
    violation_reply,
)
from mockserver.session.settle import check_dialect, chosen_contract, settle
from mockserver.session.state import State
from mockserver.values import Call, Dialect, Reply, Violation


class Session:
    """Answers calls from scenarios: everything is decided here, nothing is sent.

    Equal sessions (contract, scenarios, mode, name, seed, auto) give equal answers to equal calls. With `auto` an
    answer is made up where no scenario has one; scenarios that are `proven` are taken at their word. Raises
    `ScenarioError` when the scenarios are wrong, or speak another dialect than the contract's.
    """

    def __init__(
        self,
        contract: Contract,
        scenarios: Sequence[Scenario],
        *,
        mode: Mode = "enforce",
        name: str = "default",
        seed: int = 0,
        auto: bool = False,
        proven: bool = False,
    ) -> None:
        check_dialect(scenarios, contract.dialect)
        self.journal = Journal()
        self._dialect = contract.dialect
        self._candidates = Candidates(scenarios, contract, auto=auto, seed=seed, proven=proven)
        self._bases = Bases(seed, name)
        self._echoes = Echoes(contract.dialect)
        self._state = State()
        self._judge = Judge(contract, mode, Past(self._state.threads, scenarios))

    @classmethod
    def open(
        cls,
        contract_of: Callable[[Dialect], Contract],
        scenarios: Sequence[Scenario],
        *above: Configuration,
        name: str = "default",
        seed: int = 0,
        auto: bool = False,
        proven: bool = False,
    ) -> "Session":
        """Open a session on what the scenarios and the configurations above them agree on.

        Raises `ScenarioError` when they do not, and `TermsError` for what stands above the scenarios.
        """
        settled = settle(scenarios, *above)
        contract = chosen_contract(contract_of, settled)
        mode = settled.contract.mode or "enforce"
        return cls(contract, scenarios, mode=mode, name=name, seed=seed, auto=auto, proven=proven)

    @property
    def gates(self) -> frozenset[str]:
        """The names of the gates that its replies may wait for."""
        return self._candidates.gates

    def refuse(self, violation: Violation) -> Reply:
        """Answer a request that could not be decoded."""
        return self._refuse(self.journal.next_number(), violation, (violation,), violation.message.encode())

    def handle(self, call: Call) -> Reply:
        """Answer one call."""
        verdict = self._judge.verdict(call)
        arrival = Arrival(self.journal.next_number(), call, Reading(verdict.body), verdict.noted)
        if verdict.refusal:
            return self._refuse(arrival.number, verdict.refusal, arrival.noted, arrival.reading.digest)
        retried = self._state.retried(arrival)
        return self._retry(arrival, retried) if retried else self._play(arrival)

    def _play(self, arrival: Arrival) -> Reply:
        parent = self._state.parent(arrival)
        view = CallView(arrival.call, arrival.reading.items, partial(tool_name, parent), schema_mismatches)
        lineup = self._candidates.after(parent)
        played = choose(lineup, view, self._state.plays)
        if played is None:
            misses = near_misses(lineup.all, view, self._state.plays)
            return self._give_up(arrival, NO_MATCH, describe_miss(arrival, view, parent, misses))
        unmet = None
        if not view.matches(played.spec.expect):
            message = describe_expectation(played, view.conditions(played.spec.expect))
            if not self._judge.reports:
                return self._give_up(arrival, EXPECTATION_FAILED, message, played)
            unmet = Violation("expect", message, code=EXPECTATION_FAILED)
        script = self._script(arrival, parent, played, 0)
        if isinstance(script, Reply):
            return script
        node = self._node(arrival, parent, played, script, unmet)
        self._state.begin(arrival, node)
        return self._answer(arrival, node)

    def _retry(self, arrival: Arrival, node: Node) -> Reply:
        written, attempt = len(node.played.sources), node.attempt
        script = self._script(arrival, node.parent, node.played, attempt) if attempt < written else node.script
        if isinstance(script, Reply):
            return script
        self._state.attempt(arrival, node, script)
        return self._answer(arrival, node, retry_of=node.number, unexpected_retry=attempt >= written)

    def _script(self, arrival: Arrival, parent: Node | None, played: Candidate, attempt: int) -> Script | Reply:
        """Give what answers this attempt, or the answer to a call that it cannot answer."""
        source, reading = played.sources[attempt], arrival.reading
        try:
            script = source.script_for(with_history(reading, parent) if source.reads_history else reading.body)
        except UnanswerableError as error:
            message = f"{played.label} ({played.place}) cannot answer this call: {error}"
            return self._give_up(arrival, SCENARIO_ERROR, message, played)
        return self._refuse_objects(arrival, played, script) or script

    def _node(
        self, arrival: Arrival, parent: Node | None, played: Candidate, script: Script, unmet: Violation | None
    ) -> Node:
        reading = arrival.reading
        carried = parent.total_tokens if parent and reading.leaves_history_to_server else 0
        return Node(
            base=self._bases.base(parent.base if parent else "", reading.digest, self._state.hit(parent, arrival)),
            parent=parent,
            number=arrival.number,
            setting=reading.setting,
            played=played,
            script=script,
            step=played if played.is_step else parent.step if parent else None,
            input_tokens=carried + reading.tokens,
            messages=reading.new_user_texts,
            is_opening=reading.is_opening,
            is_stored=reading.is_stored,
            is_sealed=reading.is_sealed,
            depth=parent.depth + 1 if parent else 0,
            unmet=unmet,
        )

    def _answer(
        self, arrival: Arrival, node: Node, *, retry_of: int | None = None, unexpected_retry: bool = False
    ) -> Reply:
        attempt, streams = min(node.attempt, len(node.played.sources)) - 1, arrival.call.streams
        echo, wishes = self._echoes.write(arrival.reading), wishes_of(arrival.reading.body)
        filling = Filling(node.base, attempt, created_at(node.depth), node.input_tokens, echo, wishes)
        reply, effect = node.script.reply(filling, streams=streams), node.script.effect(streams=streams)
        noted = (*arrival.noted, node.unmet) if node.unmet else arrival.noted
        label = node.played.label
        self.journal.add(
            Exchange(arrival.number, reply.status, label, retry_of, unexpected_retry, None, noted, *effect)
        )
        return counting(reply, noted) if noted or self._judge.reports else reply

    def _refuse(self, number: int, refusal: Violation, noted: tuple[Violation, ...], digest: bytes) -> Reply:
        reply = violation_reply(refusal, self._request_id(digest), self._dialect)
        self.journal.add(Exchange(number, reply.status, problem=refusal.code, violations=noted))
        return reply

    def _refuse_objects(self, arrival: Arrival, played: Candidate, script: Script) -> Reply | None:
        if not script.objects:
            return None
        found = object_mismatches(script, asked_schema(arrival.reading.body))
        return self._give_up(arrival, SCENARIO_ERROR, describe_objects(played, found), played) if found else None

    def _give_up(self, arrival: Arrival, code: str, message: str, played: Candidate | None = None) -> Reply:
        reply = mock_reply(code, message, self._request_id(arrival.reading.digest), self._dialect)
        label = played.label if played else None
        self.journal.add(Exchange(arrival.number, reply.status, label, problem=code, violations=arrival.noted))
        return reply

    def _request_id(self, digest: bytes) -> str:
        return Ids(self._bases.base("refused", digest, 0)).of("req", 0)
