"""One session at work on a server."""

from functools import cached_property, partial

from starlette.types import ASGIApp

from mockserver.http.endpoint import Endpoint
from mockserver.http.pace import Pace
from mockserver.http.perform import Performer, over_reply
from mockserver.session.exchange import Delivery
from mockserver.session.session import Session
from mockserver.values.operation import CREATE


class Room:
    """A session with all that answers for it: its endpoints, its pace, its WebSockets.

    `create` is the busiest endpoint; `max_body` is the largest request body in bytes; `spellings` are the paths by
    which `create` was reached past the router.
    """

    def __init__(self, session: Session, max_body: int) -> None:
        self.session = session
        self.pace = Pace(session.clock, session.gates)
        self.spellings: list[bytes] = []
        self._max_body = max_body
        self._performer = Performer(self.pace, partial(_deliver, session), over_reply(session.dialect))
        self._endpoints: dict[str, Endpoint] = {}

    @property
    def create(self) -> Endpoint:
        """The endpoint of `POST /v1/responses`."""
        return self.endpoint(CREATE)

    def endpoint(self, operation: str) -> Endpoint:
        """Give what answers an operation."""
        endpoint = self._endpoints.get(operation)
        if endpoint is None:
            endpoint = self._endpoints[operation] = Endpoint(operation, self.session, self._max_body, self._performer)
        return endpoint

    @cached_property
    def socket(self) -> ASGIApp:
        """What talks over WebSockets."""
        from mockserver.http.socket import Socket  # most servers talk over none, and start sooner without it

        return Socket(self.session, self._performer)


def _deliver(session: Session, number: int, delivery: Delivery) -> None:
    session.journal.deliver(number, delivery)
