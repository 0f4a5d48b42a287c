"""The gates of a session."""

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import error, ok
from mockserver.http.gatekeeper import Gatekeeper
from mockserver.http.room import Room
from mockserver.values import Json, Reply, did_you_mean


def gates_json(room: Room) -> list[Json]:
    """Tell of every gate."""
    gatekeeper = room.pace.gatekeeper
    return [gatekeeper.state(name) for name in gatekeeper.names]


def list_gates(room: Room, asked: Asked) -> Reply:
    """List them."""
    return ok({"gates": gates_json(room)})


def set_gate(room: Room, asked: Asked) -> Reply:
    """Open one, or close it."""
    gatekeeper, name = room.pace.gatekeeper, asked.names["name"]
    if name not in gatekeeper:
        return error(404, "mock_unknown_gate", _unknown(gatekeeper, name))
    change = gatekeeper.open if asked.body.get("open", True) else gatekeeper.close
    change(name)
    return ok(gatekeeper.state(name))


def _unknown(gatekeeper: Gatekeeper, name: str) -> str:
    names = gatekeeper.names
    known = f"Known gates: {', '.join(names)}." if names else "The scenarios name no gates."
    return f"No scenario has a gate {name!r}{did_you_mean(name, names, '.')} {known}"
