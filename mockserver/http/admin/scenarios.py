"""The scenarios of a session, and those of the server."""

from collections.abc import Iterable

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import error, ok, refused
from mockserver.http.admin.uploads import uploaded
from mockserver.http.host import Host
from mockserver.http.room import Room
from mockserver.scenario.model import Scenario
from mockserver.session.settle import TermsError
from mockserver.values import Json, Reply, ScenarioError, Violation


def list_scenarios(room: Room, asked: Asked) -> Reply:
    """List those of a session."""
    return _listed(room.session.repertoire.scenarios)


def list_served(host: Host, asked: Asked) -> Reply:
    """List those of the server."""
    return _listed(host.sessions.opener.own.scenarios)


def add_scenario(host: Host, asked: Asked) -> Reply:
    """Add one to a session."""
    name = asked.names["session"]
    session = host.sessions.get(name)
    try:
        scenario = uploaded(asked.body, len(session.repertoire.scenarios) + 1 if session else 1)
        loaded = host.sessions.load(name, [scenario])
    except (ScenarioError, TermsError) as problem:
        return wrong_scenario(problem)
    return refused(loaded) if isinstance(loaded, Violation) else ok(_summary(scenario), 201)


def validate_scenario(host: Host, asked: Asked) -> Reply:
    """Say what is wrong with one, if anything."""
    try:
        scenario = uploaded(asked.body)
        host.sessions.opener.check([scenario])
    except ScenarioError as problem:
        place = {"line": problem.place.line, "column": problem.place.column}
        return _checked(None, {"message": problem.message, **place})
    except TermsError as problem:
        return _checked(None, {"message": str(problem), "line": 1, "column": 1})
    return _checked(_summary(scenario), None)


def wrong_scenario(problem: ScenarioError | TermsError) -> Reply:
    """Refuse a scenario that cannot be played."""
    return error(409, "mock_scenario_error", str(problem))


def _checked(scenario: Json, problem: Json) -> Reply:
    return ok({"valid": problem is None, "scenario": scenario, "problem": problem})


def _listed(scenarios: Iterable[Scenario]) -> Reply:
    return ok({"scenarios": [_summary(one) for one in scenarios]})


def _summary(scenario: Scenario) -> Json:
    return {
        "name": scenario.name,
        "description": scenario.description,
        "file": scenario.place().file,
        "dialect": scenario.dialect,
        "steps": len(scenario.steps),
        "stubs": len(scenario.stubs),
    }
