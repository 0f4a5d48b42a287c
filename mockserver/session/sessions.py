"""The sessions of one server."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Scenario
from mockserver.session.how import DEFAULT
from mockserver.session.opener import Opener
from mockserver.session.repertoire import Repertoire, terms_of
from mockserver.session.session import Session
from mockserver.session.session_name import wrong_name
from mockserver.values import ScenarioError, Violation, did_you_mean

MAX_SESSIONS = 1_000
"""How many sessions there are beside the default one, unless told otherwise."""

_TERMS = ("dialect", "clock", "contract")


@dataclass(frozen=True, eq=False)
class _Entry:
    """A session, whether it began with the server's own scenarios, and those that were loaded into it later."""

    session: Session
    is_own: bool = True
    loaded: tuple[Scenario, ...] = ()


class Sessions:
    """Sessions by their names, each apart from all others; the one named `default` is always there.

    A name that nobody knows makes a session when it is first used, unless they are `strict`; at most `limit` of them
    are made beside the default one. `watchers` are told of each session that is no more.
    """

    def __init__(self, opener: Opener, *, strict: bool = False, limit: int = MAX_SESSIONS) -> None:
        self.watchers: list[Callable[[Session], None]] = []
        self.opener = opener
        self._strict = strict
        self._limit = limit
        self._entries = {DEFAULT: _Entry(opener.open(DEFAULT))}

    @property
    def default(self) -> Session:
        """The session that `/v1` belongs to."""
        return self._entries[DEFAULT].session

    @property
    def names(self) -> list[str]:
        """All names, in the order in which the sessions were made."""
        return [*self._entries]

    def __iter__(self) -> Iterator[Session]:
        return iter([entry.session for entry in self._entries.values()])

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, name: str) -> Session | None:
        """Find a session that is there."""
        entry = self._entries.get(name)
        return entry.session if entry else None

    def known(self, name: str) -> Session | Violation:
        """Find a session that is there; or say that there is none."""
        return self.get(name) or self._unknown(name)

    def find(self, name: str) -> Session | Violation:
        """Find a session, or make it on its first use; or say why there is none."""
        entry = self._entries.get(name)
        if entry is not None:
            return entry.session
        return self._unknown(name) if self._strict and not wrong_name(name) else self.create(name)

    def create(self, name: str, scenarios: Sequence[Scenario] | None = None) -> Session | Violation:
        """Make a session on these scenarios, or on the server's own; or say why not.

        Raises `ScenarioError` when a scenario is wrong.
        """
        refusal = self._refusal(name)
        if refusal:
            return refusal
        entry = _Entry(self.opener.open(name, scenarios), is_own=scenarios is None)
        self._entries[name] = entry
        return entry.session

    def load(self, name: str, scenarios: Sequence[Scenario]) -> Session | Violation:
        """Add scenarios to a session; or say that there is none.

        On other terms (dialect, clock, contract) a session goes on anew, while it has not been called. Raises
        `ScenarioError` for a wrong scenario, one whose name is taken, and other terms later; nothing is changed then.
        """
        entry = self._entries.get(name)
        if entry is None:
            return self._unknown(name)
        more = self.opener.extended(entry.session.repertoire, scenarios)
        loaded = (*entry.loaded, *scenarios)
        if terms_of(more.settled) == terms_of(entry.session.repertoire.settled):
            entry.session.take_up(more)
            self._entries[name] = replace(entry, loaded=loaded)
        elif entry.session.journal.calls:
            raise _other_terms(entry.session, more, scenarios)
        else:
            self._begin_anew(replace(entry, session=self.opener.begin(name, more), loaded=loaded))
        return self._entries[name].session

    def reset(self, name: str) -> Session | Violation:
        """Let a session begin again as if it had never been called, with all its scenarios; or say there is none."""
        entry = self._entries.get(name)
        if entry is None:
            return self._unknown(name)
        session = self.opener.begin(name, entry.session.repertoire)
        self._begin_anew(replace(entry, session=session))
        return session

    def delete(self, name: str) -> Violation | None:
        """Forget a session; or say why not."""
        if name == DEFAULT:
            return _violation(409, "mock_default_session", "The session 'default' cannot be deleted, only reset.")
        entry = self._entries.pop(name, None)
        if entry is None:
            return self._unknown(name)
        self._tell(entry.session)
        return None

    def reload(self, scenarios: Sequence[Scenario], above: Sequence[Configuration] | None = None) -> None:
        """Take others for the server's own scenarios; every session that has the old ones goes on with these.

        A thread goes on at the step of the same scenario and number. On other terms a session begins anew; `above` is
        what stands above the scenarios from now on. Raises `ScenarioError` when a scenario is wrong or does not go with
        what was loaded, and `TermsError`; nothing is changed then.
        """
        opener = self.opener if above is None else self.opener.under(above)
        own = opener.as_own(scenarios)
        entries = [entry for entry in self._entries.values() if entry.is_own]
        anew = [replace(entry, session=_reloaded(opener, entry, own)) for entry in entries]
        opener.reload(scenarios)
        self.opener = opener
        for entry, fresh in zip(entries, anew, strict=True):
            repertoire = fresh.session.repertoire
            if terms_of(repertoire.settled) == terms_of(entry.session.repertoire.settled):
                entry.session.take_up(repertoire)
            else:
                self._begin_anew(fresh)

    def _begin_anew(self, entry: _Entry) -> None:
        name = entry.session.name
        gone, self._entries[name] = self._entries[name], entry
        self._tell(gone.session)

    def _tell(self, gone: Session) -> None:
        for watch in self.watchers:
            watch(gone)

    def _refusal(self, name: str) -> Violation | None:
        """Say why no session of this name can be made."""
        wrong = wrong_name(name)
        if wrong:
            return _violation(404, "mock_unknown_session", f"There can be no such session: {wrong}.")
        if name in self._entries:
            return _violation(409, "mock_session_exists", f"There is a session {name!r} already.")
        if len(self._entries) > self._limit:
            limit = f"there are {self._limit} already (--max-sessions); delete some that are done with"
            return _violation(429, "mock_too_many_sessions", f"No more sessions can be made: {limit}.")
        return None

    def _unknown(self, name: str) -> Violation:
        hint = did_you_mean(name, self._entries, ".")
        why = " Sessions are made beforehand here (--strict-sessions)." if self._strict else ""
        return _violation(404, "mock_unknown_session", f"There is no session {name!r}{hint}{why}")


def _reloaded(opener: Opener, entry: _Entry, own: Repertoire) -> Session:
    repertoire = opener.extended(own, entry.loaded) if entry.loaded else own
    return opener.begin(entry.session.name, repertoire)


def _violation(status: int, code: str, message: str) -> Violation:
    return Violation("session", message, code=code, status=status)


def _other_terms(session: Session, more: Repertoire, scenarios: Sequence[Scenario]) -> ScenarioError:
    """Blame the first key that says another thing than what a session that was called already is held to."""
    held, wanted = session.repertoire.settled, more.settled
    key = next(key for key in _TERMS if getattr(held, key) != getattr(wanted, key))
    told = [one for one in scenarios if getattr(one, key) not in (None, getattr(held, key))]
    place = (told or scenarios)[0].place(key)
    message = f"{key}: session {session.name!r} has been called already, and what it is held to stands from then on"
    return ScenarioError(place, f"{message}; load this before the first call")
