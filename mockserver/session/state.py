"""What a session remembers of the calls it played."""

from mockserver.replies.script import Script
from mockserver.session.arrival import Arrival
from mockserver.session.equals import Equals
from mockserver.session.node import Node
from mockserver.session.parent import Search
from mockserver.session.plays import Plays
from mockserver.session.threads import Threads

_NO_PLAYS = Equals()


class State:
    """Threads, plays of equal calls and counts; only a call that is played changes them."""

    def __init__(self) -> None:
        self.plays = Plays()
        self.threads = Threads()
        self._equals: dict[bytes, Equals] = {}

    def retried(self, arrival: Arrival) -> Node | None:
        """Find the play that a call retries."""
        equals = self._equals.get(arrival.reading.digest)
        return equals.retried(arrival.call) if equals else None

    def parent(self, arrival: Arrival) -> Node | None:
        """Find the node that a call follows."""
        if arrival.reading.is_opening and len(arrival.reading.items) < 2:
            return None
        equals = self._equals.get(arrival.reading.digest, _NO_PLAYS)
        return Search(self.threads, arrival.reading, equals).parent()

    def hit(self, parent: Node | None, arrival: Arrival) -> int:
        """Tell how many equal calls were played under a parent."""
        return self._equals.get(arrival.reading.digest, _NO_PLAYS).hit(parent)

    def begin(self, arrival: Arrival, node: Node) -> None:
        """Take in a play."""
        reading = arrival.reading
        if node.script.is_response:
            self.threads.add(node, reading)
        equals = self._equals.get(reading.digest)
        if equals is None:
            equals = self._equals[reading.digest] = Equals()
        equals.begin(arrival.call, node)
        self.plays.add(node.played, node.number)

    def attempt(self, arrival: Arrival, node: Node, script: Script) -> None:
        """Take in one more attempt at a play, answered by this script."""
        says_more = script.is_response and script is not node.script
        node.try_again(script)
        if says_more:
            self.threads.add(node, arrival.reading)
        self._equals[arrival.reading.digest].attempt(arrival.call, node)
