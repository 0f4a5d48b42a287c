"""What a session remembers of the calls it played."""

from mockserver.session.arrival import Arrival
from mockserver.session.node import Node
from mockserver.session.parent import Search
from mockserver.session.plays import Plays
from mockserver.session.reading import Reading
from mockserver.session.retries import Retries
from mockserver.session.script import Script
from mockserver.session.threads import Threads


class State:
    """Threads, retries and play counts; only a call that is played changes them."""

    def __init__(self) -> None:
        self.plays = Plays()
        self._threads = Threads()
        self._retries = Retries()

    def retried(self, arrival: Arrival) -> Node | None:
        """Find the play that a call retries."""
        return self._retries.retried(arrival.call, arrival.reading.digest)

    def parent(self, reading: Reading) -> Node | None:
        """Find the node that a call follows."""
        return Search(self._threads, reading).parent()

    def hit(self, parent: Node | None, reading: Reading) -> int:
        """Tell how many equal calls were played under a parent."""
        return self._threads.hit(parent, reading.digest)

    def begin(self, arrival: Arrival, node: Node) -> None:
        """Take in a play."""
        reading = arrival.reading
        self._threads.count(node.parent, reading.digest)
        if node.script.is_response:
            self._threads.add(node, reading)
        self._retries.add(arrival.call, reading.digest, node)
        self.plays.add(node.played, node.number)

    def attempt(self, arrival: Arrival, node: Node, script: Script) -> None:
        """Take in one more attempt at a play, answered by this script."""
        says_more = script.is_response and script is not node.script
        node.try_again(script)
        if says_more:
            self._threads.add(node, arrival.reading)
        self._retries.attempted(arrival.call, arrival.reading.digest, node)
