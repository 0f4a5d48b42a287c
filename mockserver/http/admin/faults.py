"""The faults that a test injects into a session."""

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import done, error, ok
from mockserver.http.room import Room
from mockserver.session.injected import InjectedFault
from mockserver.values import Json, Reply, ScenarioError


def list_faults(room: Room, asked: Asked) -> Reply:
    """List those that strike yet."""
    return ok({"faults": [_fault_json(one) for one in room.session.faults]})


def inject_fault(room: Room, asked: Asked) -> Reply:
    """Inject one."""
    try:
        injected = room.session.faults.inject(**asked.body)
    except ScenarioError as problem:
        return error(409, "mock_wrong_fault", problem.message)
    return ok(_fault_json(injected), 201)


def clear_faults(room: Room, asked: Asked) -> Reply:
    """Take all of them back."""
    room.session.faults.clear()
    return done()


def _fault_json(one: InjectedFault) -> Json:
    return {"fault": one.fault.as_json(), "when": one.when, "times": one.times, "left": one.left}
