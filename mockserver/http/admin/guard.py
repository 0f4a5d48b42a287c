"""Who may use the admin API."""

from collections.abc import Collection, Mapping
from hmac import compare_digest
from typing import Final, NamedTuple

from mockserver.http.admin.errors import error
from mockserver.http.loopback import foreign, is_loopback
from mockserver.values import Reply

_HOW: Final = "send it as 'Authorization: Bearer TOKEN'"
_ASKS: Final = {"www-authenticate": "Bearer"}
_SCHEME: Final = "bearer "


class Guard(NamedTuple):
    """Lets in who addresses this server by a name that it goes by, from no foreign page, and knows the token.

    `hosts` are names beside those of this machine, with or without a port; `token` is what has to be known, and
    `address` what the server listens on, in front of which there has to be a token unless only this machine reaches it.
    """

    hosts: Collection[str] = ()
    token: str | None = None
    address: str = "127.0.0.1"

    @property
    def needs_token(self) -> bool:
        """Whether nobody is answered without one."""
        return self.token is not None or not is_loopback(self.address)

    def refusal(self, headers: Mapping[str, str], *, is_open: bool = False) -> Reply | None:
        """Refuse a request, or let it in; what `is_open` wants no token."""
        stranger = foreign(headers, self.hosts)
        if stranger:
            return error(403, "mock_foreign_request", _foreign(stranger))
        if is_open or not self.needs_token or self._is_known(headers.get("authorization", "")):
            return None
        return error(401, "mock_unauthorized", self._wanted(), headers=_ASKS)

    def _is_known(self, given: str) -> bool:
        if self.token is None or given[: len(_SCHEME)].lower() != _SCHEME:
            return False
        return compare_digest(given[len(_SCHEME) :].strip().encode(), self.token.encode())

    def _wanted(self) -> str:
        if self.token is None:
            where = f"This server can be reached from other machines (it listens on {self.address})"
            return f"{where}, so its admin routes want a token: start it with --admin-token TOKEN, and {_HOW}."
        return f"The token of this server's admin routes (--admin-token) is missing or wrong; {_HOW}."


def _foreign(stranger: str) -> str:
    names = "localhost, 127.0.0.1, [::1] or an --allowed-host"
    return (
        f"Admin routes answer only what is addressed to {names} and sent by no foreign page; this request {stranger}."
    )
