"""All sessions of one server, at work."""

import re
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from mockserver.http.address import Address, address_of
from mockserver.http.endpoint import Endpoint
from mockserver.http.room import Room
from mockserver.http.routes import CREATE_PATH, offers
from mockserver.protocol.ids import Bases, Ids
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.values import Reply, Violation
from mockserver.wire.errors import error_reply

MAX_BODY = 64 * 1024 * 1024
"""The largest request body in bytes, unless told otherwise."""

_CREATE = CREATE_PATH.encode()
_BASES = Bases(0, "")
"""The ids of what belongs to no session, whose names are not empty."""
_BEHIND_PATH = re.compile(rb"[?#]")
"""Where the path of a URL ends; behind it stands what may look like one."""
_MOST_STRAYS = 100
_MOST_SPELLINGS = 8
"""How many ways of writing one session's name in a path may lead past the router."""


class Stray(NamedTuple):
    """A request that belongs to no session, and why it was refused."""

    method: str
    path: str
    status: int
    message: str


class Host:
    """Gives each session its room, and every path its session; to be touched in its event loop only.

    `strays` are the latest requests that belonged to no session.
    """

    def __init__(self, sessions: Sessions, *, max_body: int = MAX_BODY) -> None:
        self.sessions = sessions
        self.max_body = max_body
        self.strays: deque[Stray] = deque(maxlen=_MOST_STRAYS)
        self._rooms: dict[Session, Room] = {}
        self._lanes: dict[bytes, Endpoint] = {}
        sessions.watchers.append(self._close)

    @property
    def default(self) -> Room:
        """The room of `/v1`."""
        return self.room_of(self.sessions.default)

    def room_of(self, session: Session) -> Room:
        """Give the room of a session."""
        room = self._rooms.get(session)
        if room is None:
            room = self._rooms[session] = Room(session, self.max_body)
        return room

    def room(self, name: str) -> Room | Violation:
        """Find the room of a session, which is made on its first use; or say why there is none."""
        session = self.sessions.find(name)
        return session if isinstance(session, Violation) else self.room_of(session)

    def room_at(self, raw_path: bytes) -> Room | Violation:
        """Find the room that a path leads to, as it came, without its query."""
        address = address_of(raw_path)
        session = self.sessions.get(address.name)
        if session is None and (address.is_api or not address.name):
            return self.room(address.name)
        return _no_path(address) if session is None else self.room_of(session)

    def lane(self, url: bytes) -> Endpoint | None:
        """Give the endpoint to which a `POST` of this URL may go past the router: a response of a known session."""
        return self._lanes.get(url) or (self._new_lane(url) if url.endswith(_CREATE) else None)

    def opens_socket(self, raw_path: bytes, headers: Mapping[str, str]) -> bool:
        """Whether a WebSocket is opened on this path, for who sends these headers."""
        if not (raw_path.endswith(_CREATE) and address_of(raw_path).creates):
            return False
        room = self.room_at(raw_path)
        return isinstance(room, Room) and room.session.shuts_out(headers) is None

    def refuse(self, violation: Violation, method: str, path: str) -> Reply:
        """Refuse a request that belongs to no session; clients shall not try again."""
        self.strays.append(Stray(method, path, violation.status, violation.message))
        request_id = Ids(_BASES.base("refused", f"{method} {path}".encode(), 0)).of("req", 0)
        headers = {"x-request-id": request_id, "x-should-retry": "false"}
        dialect = self.sessions.default.dialect
        return error_reply(violation.status, violation.message, code=violation.code, headers=headers, dialect=dialect)

    def _new_lane(self, url: bytes) -> Endpoint | None:
        if _BEHIND_PATH.search(url):
            return None
        address = address_of(url)
        session = self.sessions.get(address.name) if address.creates else None
        if session is None:
            return None
        room = self.room_of(session)
        if len(room.spellings) < _MOST_SPELLINGS:
            room.spellings.append(url)
            self._lanes[url] = room.create
        return room.create

    def _close(self, gone: Session) -> None:
        room = self._rooms.pop(gone, None)
        if room is not None:
            for url in room.spellings:
                del self._lanes[url]
            room.pace.end()


def _no_path(address: Address) -> Violation:
    where = f"no session {address.name!r} is there yet, and nothing but its API makes it"
    message = f"Invalid URL: {where}. This server answers {offers('', address.prefix)}."
    return Violation("path", message, status=404)
