"""The responses that a connection keeps."""

from mockserver.session.socket.answering import Steerable


class Memory:
    """Of each lane the latest response, stored or not, which is what the API keeps for a connection.

    A connection without lanes keeps one. So the memory is bounded by the number of lanes; what it has lost can be
    continued only if it is stored.
    """

    def __init__(self) -> None:
        self._latest: dict[str | None, Steerable] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that is kept."""
        return tuple(record.id for record in self._latest.values())

    def keep(self, lane: str | None, record: Steerable) -> None:
        """Keep a response in the place of the one before it on its lane."""
        self._latest[lane] = record

    def evict(self, lane: str | None, response_id: str) -> None:
        """Forget a response that a turn on its own lane failed to continue; that of another lane stays."""
        latest = self._latest.get(lane)
        if latest and latest.id == response_id:
            del self._latest[lane]
