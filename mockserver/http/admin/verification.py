"""Whether all is well with a session."""

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import ok
from mockserver.http.room import Room
from mockserver.session.verification import verify
from mockserver.values import Reply


def verify_session(room: Room, asked: Asked) -> Reply:
    """Tell all findings; one that is an error makes it fail."""
    findings = verify(room.session)
    passed = all(one.severity != "error" for one in findings)
    return ok({"passed": passed, "findings": [one.as_json() for one in findings]})
