"""When the events of a stream leave."""

import orjson

from mockserver.replies.chance import swing
from mockserver.scenario.model import Pacing
from mockserver.values import Event, Json
from mockserver.values.tokens import BYTES_PER_TOKEN

_PACED = (".delta", ".partial_image")
"""How the types of the events end that take time to make; all others leave with the one before."""


class Timer:
    """Times a stream, event by event, in seconds since its beginning; without a pacing everything is due at once."""

    def __init__(self, pacing: Pacing | None, seed: int = 0) -> None:
        self._pacing = pacing
        self._seed = seed
        self._now = 0.0
        self._has_begun = False

    def due(self, number: int, event: Event) -> float:
        """Tell when the next event leaves."""
        if self._pacing is None:
            return 0.0
        if self._pacing.at:
            return self._pacing.at[min(number, len(self._pacing.at) - 1)]
        if event["type"].endswith(_PACED):
            self._now += self._step(self._pacing, event) * (1 + self._pacing.jitter * swing(self._seed, number))
            self._has_begun = True
        return self._now

    def _step(self, pacing: Pacing, event: Event) -> float:
        if not self._has_begun:
            return pacing.first
        if pacing.tokens_per_second:
            return _tokens(event) / pacing.tokens_per_second
        return pacing.between


def is_paced(pacing: Pacing | None) -> bool:
    """Whether anything of a stream waits, for time or for a gate."""
    if pacing is None:
        return False
    return bool(pacing.first or pacing.between or pacing.tokens_per_second or any(pacing.at) or pacing.gates)


def _tokens(event: Event) -> float:
    """Count without rounding, or a text in many deltas would take longer than in few."""
    return len(_as_bytes(event.get("delta", ""))) / BYTES_PER_TOKEN


def _as_bytes(delta: Json) -> bytes:
    if isinstance(delta, bytes):
        return delta
    return delta.encode() if isinstance(delta, str) else orjson.dumps(delta)
