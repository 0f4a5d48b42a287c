"""What a session remembers of the calls it played."""

from mockserver.contract.rules.rule import ANSWERS
from mockserver.replies.script import Script
from mockserver.scenario.model import Fault
from mockserver.session.arrival import Arrival
from mockserver.session.equals import Equals
from mockserver.session.node import Node
from mockserver.session.parent import Search
from mockserver.session.plays import Plays
from mockserver.session.reading import Reading
from mockserver.session.threads import Threads
from mockserver.values import Call

_MAKE_NODES = frozenset({*ANSWERS, "responses.compact"})
"""The operations whose answers later calls can follow."""

_NO_PLAYS = Equals()


class State:
    """Threads, plays of equal calls and counts; only a call that is played changes them."""

    def __init__(self) -> None:
        self.plays = Plays()
        self.threads = Threads()
        self._equals: dict[bytes, Equals] = {}

    def retried(self, arrival: Arrival) -> Node | None:
        """Find the play that a call retries, unless what follows it is the store's answer."""
        equals = self._equals.get(arrival.reading.digest)
        node = equals.retried(arrival.call) if equals else None
        return None if node and arrival.call.operation not in ANSWERS and _is_over(node, arrival.call) else node

    def failed(self, arrival: Arrival) -> Node | None:
        """Find the play of an equal call that went wrong, whether the client says that it retries it or not."""
        return self._equals.get(arrival.reading.digest, _NO_PLAYS).failed(arrival.call)

    def parent(self, reading: Reading) -> Node | None:
        """Find the node that a call follows."""
        if reading.is_opening and len(reading.items) < 2:
            return None
        return Search(self.threads, reading, self._equals.get(reading.digest, _NO_PLAYS)).parent()

    def hit(self, parent: Node | None, arrival: Arrival) -> int:
        """Tell how many equal calls were played under a parent."""
        return self._equals.get(arrival.reading.digest, _NO_PLAYS).hit(parent)

    def begin(self, arrival: Arrival, node: Node) -> None:
        """Take in a play."""
        reading, operation = arrival.reading, arrival.call.operation
        if operation in _MAKE_NODES and node.script.is_response:
            self.threads.add(node, reading)
        if operation not in ANSWERS and node.parent and node.played.is_step:
            node.parent.step = node.played
        equals = self._equals.get(reading.digest)
        if equals is None:
            equals = self._equals[reading.digest] = Equals()
        equals.begin(arrival.call, node)
        self.plays.add(node.played, node.number)

    def attempt(self, arrival: Arrival, node: Node, script: Script, fault: Fault | None = None) -> None:
        """Take in one more attempt at a play, answered by this script, which an injected fault may strike."""
        is_new = arrival.call.operation in _MAKE_NODES and script is not node.script
        says_more = script.is_response and is_new
        node.try_again(script)
        if fault:
            node.spoil(fault)
        if says_more:
            self.threads.add(node, arrival.reading)
        self._equals[arrival.reading.digest].attempt(arrival.call, node)


def _is_over(node: Node, call: Call) -> bool:
    """Tell whether an error was all that an author wrote: no attempt is left of a step, or of a stub with `times`."""
    is_counted = node.played.is_step or node.played.limit is not None
    return is_counted and not node.has_attempts and node.script.invites_retry(streams=call.streams)
