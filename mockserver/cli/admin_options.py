"""The options that say who may use the admin API, and where."""

import re
from collections.abc import Callable
from functools import reduce, wraps
from typing import Any, Final, NamedTuple

import click

from mockserver.http.admin.guard import Guard
from mockserver.http.loopback import is_host

_TOKEN: Final = re.compile(r"[!-~]+")


class AdminOptions(NamedTuple):
    """What the command line says: a port of its own, a token, and hosts that requests may be addressed to."""

    port: int | None = None
    token: str | None = None
    hosts: tuple[str, ...] = ()

    def guard(self, address: str) -> Guard:
        """Give who stands before the routes of a server that listens on this address."""
        return Guard(self.hosts, self.token, address)


def _token(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not _TOKEN.fullmatch(given):
        raise click.BadParameter("a token has letters, digits and signs of ASCII only, at least one")
    return given


def _hosts(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for host in given:
        if not is_host(host):
            raise click.BadParameter(f"{host!r} is not a host such as mock.test or mock.test:8080")
    return tuple(host.lower() for host in given)


_OPTIONS: Final = (
    click.option(
        "--admin-port",
        type=click.IntRange(0, 65535),
        help="Serve the admin API on this port only; 0 takes a free one. It is on the API's port unless given.",
    ),
    click.option(
        "--admin-token",
        metavar="TOKEN",
        envvar="MOCKSERVER_ADMIN_TOKEN",
        callback=_token,
        help="Bearer token that the admin API asks for; needed where the server listens on more than this machine. "
        "MOCKSERVER_ADMIN_TOKEN says it too.",
    ),
    click.option(
        "--allowed-host",
        "allowed_hosts",
        metavar="HOST",
        multiple=True,
        callback=_hosts,
        help="Answer admin requests addressed to this host too, with or without a port. May be given again.",
    ),
)


def admin_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, as its parameter `admin`."""

    @wraps(command)
    def with_admin(
        admin_port: int | None, admin_token: str | None, allowed_hosts: tuple[str, ...], **others: Any
    ) -> None:
        command(admin=AdminOptions(admin_port, admin_token, allowed_hosts), **others)

    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), with_admin)
