"""The sessions of the server."""

from mockserver.http.address import prefix_of
from mockserver.http.admin.asked import Asked
from mockserver.http.admin.clock import clock_json
from mockserver.http.admin.errors import done, ok, refused
from mockserver.http.admin.gates import gates_json
from mockserver.http.admin.scenarios import wrong_scenario
from mockserver.http.admin.uploads import uploaded
from mockserver.http.host import Host
from mockserver.http.room import Room
from mockserver.http.routes import PREFIX
from mockserver.session.session import Session
from mockserver.session.settle import TermsError
from mockserver.values import Json, Reply, ScenarioError, Violation


def list_sessions(host: Host, asked: Asked) -> Reply:
    """List them."""
    return ok({"sessions": [_session_json(host.room_of(session)) for session in host.sessions]})


def create_session(host: Host, asked: Asked) -> Reply:
    """Make one."""
    given = asked.body.get("scenarios")
    try:
        scenarios = None if given is None else [uploaded(body, number) for number, body in enumerate(given, 1)]
        made = host.sessions.create(asked.body["name"], scenarios)
    except (ScenarioError, TermsError) as problem:
        return wrong_scenario(problem)
    return _answered(host, made, 201)


def get_session(room: Room, asked: Asked) -> Reply:
    """Tell of one."""
    return ok(_session_json(room))


def reset_session(host: Host, asked: Asked) -> Reply:
    """Let one begin anew."""
    return _answered(host, host.sessions.reset(asked.names["session"]), 200)


def delete_session(host: Host, asked: Asked) -> Reply:
    """Forget one."""
    refusal = host.sessions.delete(asked.names["session"])
    return refused(refusal) if refusal else done()


def _answered(host: Host, session: Session | Violation, status: int) -> Reply:
    return refused(session) if isinstance(session, Violation) else ok(_session_json(host.room_of(session)), status)


def _session_json(room: Room) -> Json:
    session = room.session
    return {
        "name": session.name,
        "path": prefix_of(session.name) + PREFIX,
        "dialect": session.dialect,
        "calls": session.journal.calls,
        "scenarios": [scenario.name for scenario in session.repertoire.scenarios],
        "gates": gates_json(room),
        "clock": clock_json(room),
    }
