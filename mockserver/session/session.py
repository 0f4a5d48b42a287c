"""One isolated run."""

from collections.abc import Sequence
from functools import partial

from mockserver.contract.contract import Contract
from mockserver.contract.schema import schema_mismatches
from mockserver.protocol.echo import echo
from mockserver.protocol.ids import Bases
from mockserver.protocol.tokens import count_input
from mockserver.scenario.model import Scenario
from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.choice import choose
from mockserver.session.clock import created_at
from mockserver.session.diagnosis import describe_expectation, describe_miss, describe_objects
from mockserver.session.fingerprint import call_digest
from mockserver.session.journal import Exchange, Journal
from mockserver.session.near_miss import near_misses
from mockserver.session.node import Node, tool_name, turn_after
from mockserver.session.reading import Reading
from mockserver.session.refusal import EXPECTATION_FAILED, NO_MATCH, SCENARIO_ERROR, mock_reply, violation_reply
from mockserver.session.script import Filling, Script
from mockserver.session.state import State
from mockserver.session.structured import asked_schema, object_mismatches, schema_violations
from mockserver.values import Call, Reply, Violation


class Session:
    """Answers calls from scenarios: everything is decided here, nothing is sent.

    Equal sessions (contract, scenarios, name, seed) give equal answers to equal calls. Raises `ScenarioError` when the
    scenarios are wrong.
    """

    def __init__(
        self, contract: Contract, scenarios: Sequence[Scenario], *, name: str = "default", seed: int = 0
    ) -> None:
        self.journal = Journal()
        self._contract = contract
        self._candidates = Candidates(scenarios)
        self._bases = Bases(seed, name)
        self._state = State()

    def refuse(self, violation: Violation) -> Reply:
        """Answer a request that could not be decoded."""
        return self._refuse(self.journal.next_number(), [violation], violation.message.encode())

    def handle(self, call: Call) -> Reply:
        """Answer one call."""
        number, digest = self.journal.next_number(), call_digest(call.body)
        violations = self._contract.authorize(call) or self._contract.violations(call, None)
        if violations:
            return self._refuse(number, violations, digest)
        retried = self._state.retries.retried(call, digest)
        return self._retry(number, call, digest, retried) if retried else self._play(number, call, digest)

    def _play(self, number: int, call: Call, digest: bytes) -> Reply:
        reading = Reading(call.body)
        parent = self._state.threads.parent_of(reading, digest)
        view = CallView(call, reading.items, partial(tool_name, parent), schema_mismatches)
        lineup = self._candidates.after(parent)
        played = choose(lineup, view, self._state.plays)
        if played is None:
            misses = near_misses(lineup.all, view, self._state.plays)
            return self._give_up(number, digest, NO_MATCH, describe_miss(number, view, parent, misses))
        failed = [(name, found) for name, found in view.conditions(played.spec.expect) if found]
        if failed:
            return self._give_up(number, digest, EXPECTATION_FAILED, describe_expectation(played, failed), played)
        script = played.scripts[0]
        refusal = self._refuse_objects(number, call, digest, played, script)
        if refusal:
            return refusal
        node = self._node(number, reading, digest, parent, played)
        self._state.begin(call, digest, reading, node)
        return self._answer(number, call, node)

    def _retry(self, number: int, call: Call, digest: bytes, node: Node) -> Reply:
        scripts, attempt = node.played.scripts, node.attempt
        script = scripts[min(attempt, len(scripts) - 1)]
        refusal = self._refuse_objects(number, call, digest, node.played, script)
        if refusal:
            return refusal
        self._state.attempt(call, digest, node, script)
        return self._answer(number, call, node, retry_of=node.number, unexpected_retry=attempt >= len(scripts))

    def _node(self, number: int, reading: Reading, digest: bytes, parent: Node | None, played: Candidate) -> Node:
        hit = self._state.threads.hit(parent, digest)
        script = played.scripts[0]
        turn, before = turn_after(parent, reading.new_user_texts, script.spoken)
        carried = parent.total_tokens if parent and reading.leaves_history_to_server else 0
        input_tokens = carried + count_input(reading.body)
        return Node(
            base=self._bases.base(parent.base if parent else "", digest, hit),
            parent=parent,
            number=number,
            setting=reading.setting,
            played=played,
            script=script,
            step=played if played.is_step else parent.step if parent else None,
            input_tokens=input_tokens,
            turn=turn,
            before=before,
            depth=parent.depth + 1 if parent else 0,
        )

    def _answer(
        self, number: int, call: Call, node: Node, *, retry_of: int | None = None, unexpected_retry: bool = False
    ) -> Reply:
        filling = Filling(node.base, created_at(node.depth), node.input_tokens, echo(call.body))
        reply = node.script.reply(filling, streams=call.streams)
        self.journal.add(Exchange(number, reply.status, node.played.label, retry_of, unexpected_retry))
        return reply

    def _refuse(self, number: int, violations: Sequence[Violation], digest: bytes) -> Reply:
        reply = violation_reply(violations[0], self._request_id(digest))
        self.journal.add(Exchange(number, reply.status, problem=violations[0].code, violations=tuple(violations)))
        return reply

    def _refuse_objects(
        self, number: int, call: Call, digest: bytes, played: Candidate, script: Script
    ) -> Reply | None:
        if not script.objects:
            return None
        schema = asked_schema(call.body)
        violations = schema_violations(schema)
        if violations:
            return self._refuse(number, violations, digest)
        found = object_mismatches(script, schema)
        return self._give_up(number, digest, SCENARIO_ERROR, describe_objects(played, found), played) if found else None

    def _give_up(self, number: int, digest: bytes, code: str, message: str, played: Candidate | None = None) -> Reply:
        reply = mock_reply(code, message, self._request_id(digest))
        self.journal.add(Exchange(number, reply.status, played.label if played else None, problem=code))
        return reply

    def _request_id(self, digest: bytes) -> str:
        return f"req_{self._bases.base('refused', digest, 0)}"
