"""Who answers what of the admin API."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from mockserver.http.admin import clock, faults, gates, journal, scenarios, sessions, verification
from mockserver.http.admin.asked import Asked
from mockserver.http.host import Host
from mockserver.http.room import Room
from mockserver.values import Reply

OfHost: TypeAlias = Callable[[Host, Asked], Reply]
OfRoom: TypeAlias = Callable[[Room, Asked], Reply]

OF_HOST: Final[Mapping[str, OfHost]] = {
    "scenarios.add": scenarios.add_scenario,
    "scenarios.served": scenarios.list_served,
    "scenarios.validate": scenarios.validate_scenario,
    "sessions.create": sessions.create_session,
    "sessions.delete": sessions.delete_session,
    "sessions.list": sessions.list_sessions,
    "sessions.reset": sessions.reset_session,
}
"""By the operation's id in the document: what is about all sessions."""

_IN_TIME: Final[Mapping[str, OfRoom]] = {
    "clock.advance": clock.advance,
    "clock.get": clock.tell_time,
    "gates.list": gates.list_gates,
    "gates.set": gates.set_gate,
}

OF_ROOM: Final[Mapping[str, OfRoom]] = {
    **_IN_TIME,
    **{f"default.{operation}": handler for operation, handler in _IN_TIME.items()},
    "faults.clear": faults.clear_faults,
    "faults.inject": faults.inject_fault,
    "faults.list": faults.list_faults,
    "journal.clear": journal.clear_journal,
    "journal.get": journal.read_journal,
    "journal.query": journal.query_journal,
    "scenarios.list": scenarios.list_scenarios,
    "sessions.get": sessions.get_session,
    "verification.get": verification.verify_session,
}
"""What is about one session, which is `default` where the path names none."""
