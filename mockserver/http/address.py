"""Whose session a path belongs to."""

from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from mockserver.http.routes import CREATE_PATH, PREFIX
from mockserver.session.how import DEFAULT

SESSIONS = "/s"
"""Where the sessions are; `default` is at the root, too."""

_ALONE = SESSIONS.encode()
_BEFORE = _ALONE + b"/"
_INSIDE = f"{PREFIX}/".encode()
_CREATE = CREATE_PATH.encode()


class Address(NamedTuple):
    """The name of a session, as it is and as the client wrote it, and the path in the session.

    At the root all paths are those of `default`, and no name is written.
    """

    name: str
    written: bytes
    rest: bytes

    @property
    def is_api(self) -> bool:
        """Whether it can be that of an operation."""
        return self.rest.startswith(_INSIDE)

    @property
    def creates(self) -> bool:
        """Whether it is that of `responses.create`."""
        return self.rest == _CREATE

    @property
    def prefix(self) -> str:
        """What stands before every path of the session, as people write it."""
        return f"{SESSIONS}/{self.written.decode('latin-1')}" if self.written else ""


def address_of(raw_path: bytes) -> Address:
    """Take a path apart as it came, without its query: in it a slash that is percent-encoded parts nothing."""
    if not raw_path.startswith(_BEFORE):
        return Address("" if raw_path == _ALONE else DEFAULT, b"", raw_path)
    written, slash, rest = raw_path[len(_BEFORE) :].partition(b"/")
    return Address(unquote_to_bytes(written).decode(errors="surrogateescape"), written, slash + rest)


def prefix_of(name: str) -> str:
    """Write what stands before every path of a session: `/s/a%2Fb`, and nothing for `default`."""
    return "" if name == DEFAULT else f"{SESSIONS}/{quote(name, safe='')}"
