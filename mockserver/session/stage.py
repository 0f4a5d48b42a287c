"""Choosing who answers a call, and readying the answer."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from mockserver.contract.schema import schema_mismatches
from mockserver.protocol.ids import Bases
from mockserver.replies.script import Script, UnanswerableError
from mockserver.replies.structured import asked_schema, object_mismatches
from mockserver.scenario.model import Fault
from mockserver.scenario.view import CallView
from mockserver.session.arrival import Arrival
from mockserver.session.calls import tool_named
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.choice import choose
from mockserver.session.diagnosis import (
    Prospects,
    diagnose_error,
    diagnose_expectation,
    diagnose_miss,
    diagnose_objects,
    written,
)
from mockserver.session.injected import Injected
from mockserver.session.lineup import Lineup
from mockserver.session.near_miss import near_misses
from mockserver.session.node import Node, tool_name
from mockserver.session.origin import Origin
from mockserver.session.out_of_turn import OutOfTurn, out_of_turn
from mockserver.session.refusal import EXPECTATION_FAILED
from mockserver.session.refuser import Refuser
from mockserver.session.state import State
from mockserver.values import Reply, Violation
from mockserver.values.operation import played_as

_OUT_OF_TURN_SHOWN = 3


class Stage:
    """Plays the calls of one session: a step or stub is chosen, what it expects is checked, its script readied.

    With `reports`, an expectation that does not hold is noted and the call answered all the same.
    """

    def __init__(
        self,
        candidates: Candidates,
        state: State,
        bases: Bases,
        refuser: Refuser,
        faults: Injected | None = None,
        *,
        reports: bool,
    ) -> None:
        self._candidates = candidates
        self._state = state
        self._bases = bases
        self._session = bases.session
        self._refuser = refuser
        self._reports = reports
        self._faults = faults or Injected()

    def play(self, arrival: Arrival, origin: Origin) -> Node | Reply | None:
        """Play a new call: give its node, or the refusal; None where no step or stub is for it."""
        view, lineup = self._view(arrival, origin), self._lineup(arrival, origin)
        played = choose(lineup, view, self._state.plays)
        if played is None:
            return None
        unmet = None
        if not view.matches(played.spec.expect):
            conditions = view.conditions(played.spec.expect)
            diagnosis = diagnose_expectation(arrival, played, conditions, session=self._session)
            if not self._reports:
                return self._refuser.give_up(arrival, diagnosis, played)
            unmet = Violation("expect", written(diagnosis), code=EXPECTATION_FAILED)
        return self.begin(arrival, origin, played, unmet)

    def begin(
        self, arrival: Arrival, origin: Origin, played: Candidate, unmet: Violation | None = None
    ) -> Node | Reply:
        """Let a candidate answer."""
        script = self._script(arrival, origin, played, 0)
        if isinstance(script, Reply):
            return script
        node = self._node(arrival, origin, played, script, unmet)
        fault = self._fault(arrival, origin) if self._faults.waiting else None
        if fault:
            node.spoil(fault)
        self._state.begin(arrival, node)
        return node

    def retry(self, arrival: Arrival, origin: Origin, node: Node) -> Reply | None:
        """Play a call again: the next attempt if one is written; give the refusal, if it has to be refused."""
        script = node.spared or self._next_script(arrival, origin, node)
        if isinstance(script, Reply):
            return script
        fault = self._fault(arrival, origin) if self._faults.waiting else None
        self._state.attempt(arrival, node, script, fault)
        return None

    def _next_script(self, arrival: Arrival, origin: Origin, node: Node) -> Script | Reply:
        return self._script(arrival, origin, node.played, node.used) if node.has_attempts else node.script

    def _fault(self, arrival: Arrival, origin: Origin) -> Fault | None:
        """Give the injected fault that strikes a call."""
        return self._faults.strike(played_as(arrival.call.operation), self._view(arrival, origin))

    def miss(self, arrival: Arrival, origin: Origin) -> Reply:
        """Refuse a call that nobody answers, and say who came nearest."""
        view, operation = self._view(arrival, origin), played_as(arrival.call.operation)
        prospects = Prospects(
            near_misses(self._lineup(arrival, origin).all, view, self._state.plays),
            self._candidates.elsewhere(origin.parent, operation),
            [*islice(self._out_of_turn(arrival, origin), _OUT_OF_TURN_SHOWN)],
            self._state.failed(arrival),
        )
        return self._refuser.give_up(arrival, diagnose_miss(arrival, view, origin, prospects, session=self._session))

    def _out_of_turn(self, arrival: Arrival, origin: Origin) -> Iterator[OutOfTurn]:
        def view_of(node: Node | None) -> CallView:
            return self._view(arrival, origin._replace(parent=node))

        ends = self._state.threads.ends
        return out_of_turn(self._candidates, played_as(arrival.call.operation), origin.parent, ends, view_of)

    def _lineup(self, arrival: Arrival, origin: Origin) -> Lineup:
        lineup = self._candidates.after(origin.parent, played_as(arrival.call.operation))
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
        body = arrival.reading.body
        try:
            source = played.sources[attempt].for_call(arrival.call, arrival.number)
            script = source.script_for(origin.completed(body, arrival.now) if source.reads_history else body)
        except UnanswerableError as error:
            diagnosis = diagnose_error(arrival, played, str(error), session=self._session)
            return self._refuser.give_up(arrival, diagnosis, played)
        return self._refuse_objects(arrival, played, script) or script

    def _refuse_objects(self, arrival: Arrival, played: Candidate, script: Script) -> Reply | None:
        if not script.objects:
            return None
        found = object_mismatches(script, asked_schema(arrival.reading.body))
        if not found:
            return None
        diagnosis = diagnose_objects(arrival, played, found, session=self._session)
        return self._refuser.give_up(arrival, diagnosis, played)

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
