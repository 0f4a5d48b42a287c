"""The ports that a server listens on."""

import socket
from typing import NamedTuple, Self

from mockserver.cli.wrong_input import WrongInput
from mockserver.http.server import listen, url_of


class Listeners(NamedTuple):
    """The socket of the API and that of the admin API, which may be the same."""

    api: socket.socket
    admin: socket.socket

    @classmethod
    def open(cls, host: str, port: int, admin_port: int | None) -> Self:
        """Listen; without a port of its own the admin API is beside the other. Raises `WrongInput`."""
        api = _listen(host, port)
        return cls(api, api if admin_port is None else _listen(host, admin_port))

    @property
    def are_two(self) -> bool:
        """Whether the admin API has a port of its own."""
        return self.admin is not self.api

    @property
    def url(self) -> str:
        """Where the API is."""
        return url_of(self.api)

    @property
    def admin_url(self) -> str | None:
        """Where the admin API is, if that is another place."""
        return url_of(self.admin) if self.are_two else None


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        # Python says the address once more, in parentheses.
        reason = str(error.strerror).partition(" (")[0]
        raise WrongInput(f"cannot listen on {host} port {port}: {reason}") from None
