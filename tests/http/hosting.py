"""A host for one session that a test brings."""

from collections.abc import Sequence

from mockserver.http.admin.admin import Admin
from mockserver.http.app import App
from mockserver.http.host import Host
from mockserver.scenario.model import Scenario
from mockserver.session.opener import Opener
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions


class Brings(Opener):
    """Opens nothing: the session is there."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, name: str, scenarios: Sequence[Scenario] | None = None) -> Session:
        return self._session


def app_of(session: Session) -> App:
    """Make the application whose default session is this one, with the routes that steer it."""
    host = Host(Sessions(Brings(session)))
    return App(host, routes=Admin(host).routes)
