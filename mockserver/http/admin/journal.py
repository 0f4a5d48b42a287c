"""What happened in a session."""

from mockserver.http.admin.asked import Asked
from mockserver.http.admin.errors import done, error, ok
from mockserver.http.room import Room
from mockserver.session.query import matching
from mockserver.session.show import exchange_json
from mockserver.values import Reply, ScenarioError


def read_journal(room: Room, asked: Asked) -> Reply:
    """Tell of some exchanges, oldest first."""
    journal, after, limit = room.session.journal, asked.query["after"], asked.query["limit"]
    later = [exchange for exchange in journal if exchange.number > after]
    told = later[:limit]
    following = told[-1].number if len(later) > limit else None
    exchanges = [exchange_json(exchange) for exchange in told]
    return ok({"exchanges": exchanges, "calls": journal.calls, "forgotten": journal.forgotten, "next": following})


def query_journal(room: Room, asked: Asked) -> Reply:
    """Find the exchanges whose calls match a condition."""
    try:
        found = matching(room.session, asked.body["when"])
    except ScenarioError as problem:
        return error(409, "mock_wrong_condition", problem.message)
    return ok({"exchanges": [exchange_json(exchange) for exchange in found]})


def clear_journal(room: Room, asked: Asked) -> Reply:
    """Forget all of them."""
    room.session.journal.clear()
    return done()
