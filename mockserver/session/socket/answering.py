"""What a connection asks of the session behind it."""

from typing import Protocol

from mockserver.values import Call, Reply, Violation


class Steerable(Protocol):
    """A response that is made. While it is kept, turns that know its id can continue it, though it is not stored."""

    @property
    def id(self) -> str:
        """Its id."""

    def steer(self, now: float) -> bool:
        """Cut it at its next item; false when it has ended."""


class Answered(Protocol):
    """The answer to one turn."""

    @property
    def reply(self) -> Reply:
        """The plan, each piece of which is a frame."""

    @property
    def record(self) -> Steerable | None:
        """The response that is made, if any."""

    @property
    def failed(self) -> bool:
        """Whether it is an error, of status 4xx or 5xx, in the place of a response."""


class Answering(Protocol):
    """Decides turns."""

    def turn(self, call: Call, lane: str | None) -> Answered:
        """Answer a `response.create`."""

    def refuse(self, violation: Violation, call: Call) -> Reply:
        """Write down that a frame was refused, which says this."""
