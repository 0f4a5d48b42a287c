"""Choosing who answers a call, and readying the answer."""

from functools import partial

from mockserver.contract.rules.rule import CONNECT, CREATE
from mockserver.contract.schema import schema_mismatches
from mockserver.protocol.ids import Bases
from mockserver.replies.script import Script, UnanswerableError
from mockserver.replies.structured import asked_schema, object_mismatches
from mockserver.scenario.view import CallView
from mockserver.session.arrival import Arrival
from mockserver.session.calls import tool_named
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.choice import choose
from mockserver.session.diagnosis import describe_expectation, describe_miss, describe_objects
from mockserver.session.lineup import Lineup
from mockserver.session.near_miss import near_misses
from mockserver.session.node import Node, tool_name
from mockserver.session.origin import Origin
from mockserver.session.refusal import EXPECTATION_FAILED, NO_MATCH, SCENARIO_ERROR
from mockserver.session.refuser import Refuser
from mockserver.session.state import State
from mockserver.values import Reply, Violation


class Stage:
    """Plays the calls of one session: a step or stub is chosen, what it expects is checked, its script readied.

    With `reports`, an expectation that does not hold is noted and the call answered all the same.
    """

    def __init__(self, candidates: Candidates, state: State, bases: Bases, refuser: Refuser, *, reports: bool) -> None:
        self._candidates = candidates
        self._state = state
        self._bases = bases
        self._refuser = refuser
        self._reports = reports

    def play(self, arrival: Arrival, origin: Origin) -> Node | Reply | None:
        """Play a new call: give its node, or the refusal; None where no step or stub is for it."""
        view, lineup = self._view(arrival, origin), self._lineup(arrival, origin)
        played = choose(lineup, view, self._state.plays)
        if played is None:
            return None
        unmet = None
        if not view.matches(played.spec.expect):
            message = describe_expectation(played, view.conditions(played.spec.expect))
            if not self._reports:
                return self._refuser.give_up(arrival, EXPECTATION_FAILED, message, played)
            unmet = Violation("expect", message, code=EXPECTATION_FAILED)
        return self.begin(arrival, origin, played, unmet)

    def begin(
        self, arrival: Arrival, origin: Origin, played: Candidate, unmet: Violation | None = None
    ) -> Node | Reply:
        """Let a candidate answer."""
        script = self._script(arrival, origin, played, 0)
        if isinstance(script, Reply):
            return script
        node = self._node(arrival, origin, played, script, unmet)
        self._state.begin(arrival, node)
        return node

    def retry(self, arrival: Arrival, origin: Origin, node: Node) -> Reply | None:
        """Play a call again: the next attempt if one is written; give the refusal, if it has to be refused."""
        attempt = node.attempt
        script = self._script(arrival, origin, node.played, attempt) if node.has_attempts else node.script
        if isinstance(script, Reply):
            return script
        self._state.attempt(arrival, node, script)
        return None

    def miss(self, arrival: Arrival, origin: Origin) -> Reply:
        """Refuse a call that nobody answers, and say who came nearest."""
        view = self._view(arrival, origin)
        misses = near_misses(self._lineup(arrival, origin).all, view, self._state.plays)
        elsewhere = self._candidates.elsewhere(origin.parent, _operation_of(arrival))
        return self._refuser.give_up(arrival, NO_MATCH, describe_miss(arrival, view, origin, misses, elsewhere))

    def _lineup(self, arrival: Arrival, origin: Origin) -> Lineup:
        lineup = self._candidates.after(origin.parent, _operation_of(arrival))
        if not arrival.reading.ends_in_trigger:
            return lineup
        return Lineup(one for one in lineup.all if one.compacts)

    def _view(self, arrival: Arrival, origin: Origin) -> CallView:
        items = arrival.reading.items
        unplayed = origin.unplayed if origin.previous else ()
        call = arrival.call
        names = partial(_tool_name, origin, arrival.now)
        return CallView(call, [*unplayed, *items] if unplayed else items, names, schema_mismatches)

    def _script(self, arrival: Arrival, origin: Origin, played: Candidate, attempt: int) -> Script | Reply:
        """Give what answers this attempt, or the answer to a call that it cannot answer."""
        source, body = played.sources[attempt], arrival.reading.body
        try:
            script = source.script_for(origin.completed(body, arrival.now) if source.reads_history else body)
        except UnanswerableError as error:
            message = f"{played.label} ({played.place}) cannot answer this call: {error}"
            return self._refuser.give_up(arrival, SCENARIO_ERROR, message, played)
        return self._refuse_objects(arrival, played, script) or script

    def _refuse_objects(self, arrival: Arrival, played: Candidate, script: Script) -> Reply | None:
        if not script.objects:
            return None
        found = object_mismatches(script, asked_schema(arrival.reading.body))
        return (
            self._refuser.give_up(arrival, SCENARIO_ERROR, describe_objects(played, found), played) if found else None
        )

    def _node(
        self,
        arrival: Arrival,
        origin: Origin,
        played: Candidate,
        script: Script,
        unmet: Violation | None,
    ) -> Node:
        reading, parent = arrival.reading, origin.parent
        carried = origin.tokens(reading, arrival.now) if reading.leaves_history_to_server else 0
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


def _tool_name(origin: Origin, now: float, call_id: str) -> str | None:
    """Tell which tool was called under an id, by a step or stub or by what none of them made."""
    return tool_name(origin.parent, call_id) or tool_named(origin.items(now), call_id)


def _operation_of(arrival: Arrival) -> str:
    """Name the operation as scenarios do, to whom a turn on a WebSocket is a response like any other."""
    operation = arrival.call.operation
    return CREATE if operation == CONNECT else operation
