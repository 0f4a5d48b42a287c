"""One isolated run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Unpack

import orjson

from mockserver.contract.contract import Contract
from mockserver.contract.rules.rule import ANSWERS
from mockserver.protocol.ids import Bases
from mockserver.replies.faulty import effect_in_frames
from mockserver.replies.script import Effect
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Scenario
from mockserver.scenario.terms import Mode, Terms
from mockserver.session.answers import answered, created, filling_of
from mockserver.session.arrival import Arrival
from mockserver.session.candidates import Candidates
from mockserver.session.clock import Clock, Stopped
from mockserver.session.desk import Desk
from mockserver.session.echoes import Echoes
from mockserver.session.exchange import DELIVERED, UNDER_WAY, Exchange, Planned, asked_in, exchange_of
from mockserver.session.fallback import COMPACTION
from mockserver.session.gates import Gates
from mockserver.session.given import store_given
from mockserver.session.how import DEFAULT, How
from mockserver.session.injected import Injected
from mockserver.session.journal import Journal
from mockserver.session.judge import Judge
from mockserver.session.library import record_of
from mockserver.session.node import Node
from mockserver.session.operations import HANDLERS
from mockserver.session.origin import Origin
from mockserver.session.past import Past
from mockserver.session.reading import Reading
from mockserver.session.refusal import counting
from mockserver.session.refuser import Refuser
from mockserver.session.repertoire import Repertoire, repertoire_of
from mockserver.session.settle import chosen_contract, settle
from mockserver.session.socket_turn import SocketTurn, Turns
from mockserver.session.stage import Stage
from mockserver.session.state import State
from mockserver.session.store import MAX_STORED, MemoryStore
from mockserver.session.timeline import Timeline
from mockserver.values import Call, Dialect, JsonObject, Reply, Violation
from mockserver.values.operation import CONNECT
from mockserver.wire.errors import json_reply

_UNREAD = Call("", {}, {})


class Session:
    """Answers calls from scenarios: everything is decided here, nothing is sent.

    Equal sessions (contract, scenarios, mode, name, seed, auto) give equal answers to equal calls, at equal times of
    their clocks. Raises `ScenarioError` when the scenarios are wrong, or speak another dialect than the contract's.
    """

    def __init__(
        self, contract: Contract, scenarios: Sequence[Scenario], *, mode: Mode = "enforce", **how: Unpack[How]
    ) -> None:
        self._begin(repertoire_of(contract, scenarios, Configuration(contract=Terms(mode=mode)), how), how)

    @classmethod
    def on(cls, repertoire: Repertoire, **how: Unpack[How]) -> "Session":
        """Open a session on what others play too; `auto`, `seed` and `proven` have to be those that it was made with.

        Raises `ScenarioError` when something given refers to what is not there.
        """
        session = cls.__new__(cls)
        session._begin(repertoire, how)
        return session

    @classmethod
    def open(
        cls,
        contract_of: Callable[[Dialect], Contract],
        scenarios: Sequence[Scenario],
        *above: Configuration,
        **how: Unpack[How],
    ) -> "Session":
        """Open a session on what the scenarios and the configurations above them agree on.

        Raises `ScenarioError` when they do not, and `TermsError` for what stands above the scenarios.
        """
        settled = settle(scenarios, *above)
        return cls.on(repertoire_of(chosen_contract(contract_of, settled), scenarios, settled, how), **how)

    def _begin(self, repertoire: Repertoire, how: How) -> None:
        self.name = how.get("name", DEFAULT)
        self.journal = Journal()
        self.faults = Injected()
        self.timeline = Timeline(how.get("clock", Stopped()), Gates(repertoire.candidates.gates))
        desk = _desk(repertoire, self.timeline, how)
        self.state = desk.state
        self._refuser = Refuser(self.journal, desk.bases, repertoire.contract.dialect)
        self._play(repertoire, desk)
        store_given(desk, repertoire.scenarios)

    def take_up(self, repertoire: Repertoire) -> None:
        """Play other scenarios from now on, on the terms that hold already; what has happened stands.

        Raises `ScenarioError` when something given refers to what is not there, and changes nothing then.
        """
        known = {id(scenario) for scenario in self.repertoire.scenarios}
        added = [scenario for scenario in repertoire.scenarios if id(scenario) not in known]
        if any(scenario.given.responses or scenario.given.conversations for scenario in added):
            Session.on(repertoire, name=self.name)  # which finds what is wrong before anything is stored here
        desk = replace(self._desk, models=repertoire.models)
        store_given(desk, added)
        self.gates.add(repertoire.candidates.gates)
        self._play(repertoire, desk)

    def _play(self, repertoire: Repertoire, desk: Desk) -> None:
        self.repertoire = repertoire
        self.contract = repertoire.contract
        self._desk = desk
        self._judge = Judge(self.contract, repertoire.mode, None if self.stateless else Past(desk, repertoire.foretold))
        reports = self._judge.reports
        self._stage = Stage(self.candidates, self.state, desk.bases, self._refuser, self.faults, reports=reports)
        self._turns = Turns(desk)

    @property
    def candidates(self) -> Candidates:
        """The steps and stubs that it plays."""
        return self.repertoire.candidates

    @property
    def mode(self) -> Mode:
        """How strictly it holds calls to the contract."""
        return self.repertoire.mode

    @property
    def gates(self) -> Gates:
        """The gates that its replies may wait for."""
        return self.timeline.gates

    @property
    def clock(self) -> Clock:
        """What tells it the time."""
        return self.timeline.clock

    @property
    def dialect(self) -> Dialect:
        """Whose API it speaks."""
        return self._desk.dialect

    @property
    def stateless(self) -> bool:
        """Whether every id exists."""
        return self._desk.stateless

    def refuse(self, violation: Violation, call: Call = _UNREAD) -> Reply:
        """Answer a request that could not be decoded; `call` is what is known of it."""
        arrival = Arrival(self.journal.next_number(), call, Reading({}), self.timeline.now, (violation,))
        return self._refuser.refuse(arrival, violation, violation.message.encode())

    def shuts_out(self, headers: Mapping[str, str]) -> Violation | None:
        """Say why no WebSocket is opened for a client that may not call at all."""
        return self._judge.unauthorized(Call(CONNECT, headers, {}))

    def handle(self, call: Call) -> Reply:
        """Answer one call over HTTP: with what a step or stub says, else from the store."""
        arrival = self._arrival(call)
        if isinstance(arrival, Reply):
            return arrival
        origin = self._desk.origin(call, arrival.reading)
        node = self._played(arrival, origin) or self._unplayed(arrival, origin)
        return node if isinstance(node, Reply) else self._answered(arrival, origin, node)

    def turn(self, call: Call, lane: str | None = None) -> SocketTurn:
        """Answer one `response.create` on a WebSocket, on its lane if it names one."""
        arrival = self._arrival(call)
        if isinstance(arrival, Reply):
            return self._turns.refused(arrival, lane)
        origin = self._desk.origin(call, arrival.reading)
        if self.dialect == "openai" and call.body.get("generate") is False:
            warmed = self._turns.warm_up(arrival, origin, lane)
            self.journal.add(exchange_of(arrival, warmed.reply))
            return warmed
        node = self._played(arrival, origin) or self._unplayed(arrival, origin)
        if isinstance(node, Reply):
            return self._turns.refused(node, lane)
        filling = filling_of(arrival, node, self._desk.echoes)
        turn = self._turns.played(arrival, origin, node, filling, lane)
        effect = effect_in_frames(node.script.effect(streams=True))
        reply = self._note(arrival, node, turn.reply, Planned(node.script, filling, streams=True), effect)
        return turn._replace(reply=reply)

    def _arrival(self, call: Call) -> Arrival | Reply:
        verdict = self._judge.verdict(call)
        # What is refused is known by all that was sent, so that a client that mends its call does not repeat it.
        believed = verdict.body if verdict.refusal is None else call.body
        arrival = Arrival(self.journal.next_number(), call, _reading(call, believed), self.timeline.now, verdict.noted)
        return arrival if verdict.refusal is None else self._refuser.refuse(arrival, verdict.refusal)

    def _played(self, arrival: Arrival, origin: Origin) -> Node | Reply | None:
        """Play a call, or play it again; or say why it cannot be."""
        retried = self.state.retried(arrival)
        if retried is None:
            return self._stage.play(arrival, origin)
        return self._stage.retry(arrival, origin, retried) or retried

    def _unplayed(self, arrival: Arrival, origin: Origin) -> Node | Reply:
        """Answer a call that no step or stub is for."""
        if arrival.call.operation not in ANSWERS:
            return self._from_store(arrival)
        if arrival.reading.ends_in_trigger:
            return self._stage.begin(arrival, origin, COMPACTION[self.dialect])
        return self._stage.miss(arrival, origin)

    def _answered(self, arrival: Arrival, origin: Origin, node: Node) -> Reply:
        filling, streams = filling_of(arrival, node, self._desk.echoes), arrival.call.streams
        if arrival.call.operation in ANSWERS:
            record = record_of(self._desk, arrival, origin, node, filling, streams=streams)
            reply = created(node.script, filling, record, streams=streams)
        else:
            reply = answered(self._desk, arrival, node, filling)
        effect = node.script.effect(streams=streams)
        reply = self._note(arrival, node, reply, Planned(node.script, filling, streams), effect)
        noted = _noted(arrival, node)
        return counting(reply, noted) if noted or self._judge.reports else reply

    def _from_store(self, arrival: Arrival) -> Reply:
        found = HANDLERS[arrival.call.operation](self._desk, arrival.call)
        if isinstance(found, Violation):
            return self._refuser.refuse(arrival._replace(noted=(*arrival.noted, found)), found)
        request_id = self._refuser.request_id(arrival.reading.digest)
        if isinstance(found, Reply):
            reply = found._replace(headers=(*found.headers, (b"x-request-id", request_id.encode())))
        else:
            reply = json_reply(200, orjson.dumps(found), {"x-request-id": request_id})
        self.journal.add(exchange_of(arrival, reply))
        return counting(reply, arrival.noted) if arrival.noted or self._judge.reports else reply

    def _note(self, arrival: Arrival, node: Node, reply: Reply, planned: Planned, effect: Effect) -> Reply:
        """Write a play down; give its reply, by the number of its call if that takes its time."""
        number, is_ready = arrival.number, bool(reply.ready)
        retry_of = node.number if node.number != number else None
        self.journal.add(
            Exchange(
                number,
                asked_in(arrival.call),
                arrival.now,
                arrival.reading.digest,
                reply.status,
                planned,
                node.played,
                node,
                max(node.used, 1),
                retry_of,
                retry_of is not None and node.used > len(node.played.sources),
                None,
                _noted(arrival, node),
                None,
                *effect,
                delivery=DELIVERED if is_ready else UNDER_WAY,
            )
        )
        return reply if is_ready else reply._replace(number=number)


def _desk(repertoire: Repertoire, timeline: Timeline, how: How) -> Desk:
    bases = Bases(how.get("seed", 0), how.get("name", DEFAULT))
    store = MemoryStore(how.get("max_stored", MAX_STORED), how.get("on_evicted", _forgotten))
    dialect, stateless = repertoire.contract.dialect, how.get("stateless", False)
    return Desk(store, State(), timeline, bases, Echoes(dialect), dialect, repertoire.models, stateless)


def _forgotten(stored_id: str) -> None:
    """Let what is stored go without a word."""


def _reading(call: Call, body: JsonObject) -> Reading:
    if call.operation in ANSWERS:
        return Reading(body)
    return Reading(body, {"operation": call.operation, "path": {**call.path}, "query": {**call.query}})


def _noted(arrival: Arrival, node: Node) -> tuple[Violation, ...]:
    return (*arrival.noted, node.unmet) if node.unmet else arrival.noted
