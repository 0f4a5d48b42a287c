"""The clock of a session."""

import re
from typing import Final

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import error, ok
from mockserver.http.clock import ManualClock
from mockserver.http.room import Room
from mockserver.values import Json, Reply

_RUNS: Final = "The clock of this session runs by itself; only a manual one is put forward (serve --clock manual)."
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)", re.ASCII)
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def clock_json(room: Room) -> Json:
    """Tell the time, and whether it runs."""
    clock = room.pace.clock
    return {"clock": clock.name, "now": clock.now()}


def tell_time(room: Room, asked: Asked) -> Reply:
    """Tell the time."""
    return ok(clock_json(room))


def advance(room: Room, asked: Asked) -> Reply:
    """Put it forward, if it does not run by itself."""
    clock = room.pace.clock
    if not isinstance(clock, ManualClock):
        return error(409, "mock_clock_runs", _RUNS)
    clock.advance(_seconds(asked.body["advance"]))
    room.pace.stir.stir()
    return tell_time(room, asked)


def _seconds(given: Json) -> float:
    match = _DURATION.fullmatch(given) if isinstance(given, str) else None
    return float(match[1]) * _UNITS[match[2]] if match else float(given)
