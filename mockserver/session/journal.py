"""What happened in a session."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Mapping

from mockserver.session.candidate import Candidate
from mockserver.session.exchange import Delivery, Exchange

MAX_EXCHANGES = 1_000
"""How many exchanges are kept unless told otherwise."""
MAX_BYTES = 64 * 1024 * 1024
"""About how many bytes they may take unless told otherwise."""
_MAX_LOST = 1_000


class Journal:
    """The latest exchanges, oldest first, as many as `max_exchanges` and about `max_bytes` allow.

    Of those that had to go, `forgotten` counts all, and `lost` keeps the latest thousand that had a problem, without
    their bodies; what was played is known of all. `watchers` are told of every exchange that is written down.
    """

    def __init__(self, max_exchanges: int = MAX_EXCHANGES, max_bytes: int = MAX_BYTES) -> None:
        self.calls = 0
        self.forgotten = 0
        self.lost: deque[Exchange] = deque(maxlen=_MAX_LOST)
        self.watchers: list[Callable[[Exchange], None]] = []
        self._exchanges: OrderedDict[int, Exchange] = OrderedDict()
        self._sizes: deque[int] = deque()
        self._reached: dict[Candidate, int] = {}
        self._max_exchanges = max_exchanges
        self._max_bytes = max_bytes
        self._bytes = 0

    def next_number(self) -> int:
        """Count a call in and give its number, from 1."""
        self.calls += 1
        return self.calls

    def add(self, exchange: Exchange) -> None:
        """Write an exchange down."""
        self._exchanges[exchange.number] = exchange
        self._sizes.append(exchange.size)
        self._bytes += self._sizes[-1]
        while len(self._exchanges) > self._max_exchanges or (self._bytes > self._max_bytes and len(self) > 1):
            self._forget()
        for watch in self.watchers:
            watch(exchange)

    def deliver(self, number: int, delivery: Delivery) -> None:
        """Write down how far an answer came; of one that is forgotten nobody wants to know."""
        exchange = self._exchanges.get(number)
        if exchange:
            self._exchanges[number] = exchange._replace(delivery=delivery)

    @property
    def reached(self) -> Mapping[Candidate, int]:
        """How many of its attempts each step and stub has come to that ever played."""
        reached = dict(self._reached)
        for exchange in self:
            _reach(reached, exchange)
        return reached

    def clear(self) -> None:
        """Forget all exchanges; their numbers go on, and what was played stays known."""
        self._reached = {**self.reached}
        self._exchanges.clear()
        self._sizes.clear()
        self.lost.clear()
        self._bytes = self.forgotten = 0

    def _forget(self) -> None:
        _, exchange = self._exchanges.popitem(last=False)
        self._bytes -= self._sizes.popleft()
        self.forgotten += 1
        _reach(self._reached, exchange)
        if exchange.is_problem:
            self.lost.append(exchange._replace(asked=exchange.asked._replace(raw=b"")))

    def __iter__(self) -> Iterator[Exchange]:
        return iter([*self._exchanges.values()])

    def __len__(self) -> int:
        return len(self._exchanges)


def _reach(reached: dict[Candidate, int], exchange: Exchange) -> None:
    if exchange.node is not None:
        played = exchange.node.played
        reached[played] = max(exchange.attempt, reached.get(played, 0))
