"""What a session remembers of the calls it played."""

from mockserver.session.node import Node
from mockserver.session.plays import Plays
from mockserver.session.reading import Reading
from mockserver.session.retries import Retries
from mockserver.session.script import Script
from mockserver.session.threads import Threads
from mockserver.values import Call


class State:
    """Threads, retries and play counts; only a call that is played changes them."""

    def __init__(self) -> None:
        self.threads = Threads()
        self.retries = Retries()
        self.plays = Plays()

    def begin(self, call: Call, digest: bytes, reading: Reading, node: Node) -> None:
        """Take in a play."""
        self.threads.count(node.parent, digest)
        if node.script.is_response:
            self.threads.add(node, reading)
        self.retries.add(call, digest, node)
        self.plays.add(node.played, node.number)

    def attempt(self, call: Call, digest: bytes, node: Node, script: Script) -> None:
        """Take in one more attempt at a play, answered by this script."""
        says_more = script.is_response and script is not node.script
        node.try_again(script)
        if says_more:
            self.threads.add(node, Reading(call.body))
        self.retries.attempted(call, digest, node)
