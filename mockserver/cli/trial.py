"""What a command did to the sessions of a server, as it is judged at the end."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mockserver.reports import Report
from mockserver.reports.of_sessions import told_of
from mockserver.reports.report import ReportedSession
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.session.verification import KINDS, Finding, verify
from mockserver.session.verification.unplayed_everywhere import begun_in, unplayed_everywhere
from mockserver.values import Severity

_SHARED: Final[Mapping[str, Severity]] = {"unplayed_shared": "off"}
"""No session has to play all that is shared out among them."""
_UNPLAYED: Final = "unplayed"


class Trial:
    """Judges all sessions, also those that the command reset or deleted, when they go.

    It is `demanding` when the server's own scenarios were chosen for this command: one that no session began is then
    unplayed.
    """

    def __init__(self, sessions: Sessions, severities: Mapping[str, Severity], *, demanding: bool) -> None:
        self._sessions = sessions
        self._severities = {**_SHARED, **severities}
        self._demanding = demanding
        self._gone: list[ReportedSession] = []
        self._begun: set[str] = set()
        sessions.watchers.append(self._judge_early)

    @property
    def calls(self) -> int:
        """How many calls were made so far."""
        return sum(one.counts.calls for one in self._gone) + sum(one.journal.calls for one in self._sessions)

    def report(self) -> Report:
        """Tell how it went; of sessions that were never called only the default one, where nothing else happened."""
        begun = self._begun.union(*(begun_in(session) for session in self._sessions))
        default = self._told(self._sessions.default, self._left(begun))
        others = (self._told(one) for one in self._sessions if one is not self._sessions.default)
        told = [*self._gone, default, *others]
        return Report(tuple(one for one in told if one.counts.calls or one.findings) or (default,))

    def _judge_early(self, gone: Session) -> None:
        if gone.journal.calls:
            self._gone.append(self._told(gone))
            self._begun |= begun_in(gone)

    def _told(self, session: Session, more: Iterable[Finding] = ()) -> ReportedSession:
        return told_of(session, [*verify(session, self._severities), *more])

    def _left(self, begun: set[str]) -> Iterator[Finding]:
        severity = self._severities.get(_UNPLAYED, KINDS[_UNPLAYED].severity)
        if self._demanding and severity != "off":
            yield from unplayed_everywhere(self._sessions.opener.own, begun, severity)
