"""One payload against one server."""

from dataclasses import dataclass, field

from benchmarks.answer import Answer
from benchmarks.connection import Connection
from benchmarks.load import drive
from benchmarks.servers import Server


@dataclass(frozen=True, slots=True)
class Sample:
    """One round: microseconds of server CPU for each request, and requests per second of wall time."""

    cpu_micros: float
    rate: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A request that a server is asked over and over, the answer it must give, and the rounds so far."""

    server: Server
    request: bytes
    expected: Answer
    samples: list[Sample] = field(default_factory=list)

    def run(self, seconds: float, connections: int) -> None:
        """Measure one more round."""
        before = self.server.cpu_seconds
        load = drive([Connection(self.server.port, self.request, self.expected) for _ in range(connections)], seconds)
        used = self.server.cpu_seconds - before
        self.samples.append(Sample(used / load.requests * 1e6, load.requests / load.seconds))

    @property
    def cpu_micros(self) -> float:
        """The best round's CPU time: what disturbs a round only ever adds to it."""
        return min(sample.cpu_micros for sample in self.samples)

    @property
    def rate(self) -> float:
        """The best round's requests per second."""
        return max(sample.rate for sample in self.samples)
