"""Whether all is well with a session."""

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import ok
from mockserver.http.room import Room
from mockserver.session.show import place_json
from mockserver.session.verification import Finding, verify
from mockserver.values import Json, Reply


def verify_session(room: Room, asked: Asked) -> Reply:
    """Tell all findings; one that is an error makes it fail."""
    findings = verify(room.session)
    passed = all(one.severity != "error" for one in findings)
    return ok({"passed": passed, "findings": [_finding_json(one) for one in findings]})


def _finding_json(one: Finding) -> Json:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "message": one.message,
        "call": one.call,
        "place": place_json(one.place) if one.place else None,
        "blame": one.blame,
    }
