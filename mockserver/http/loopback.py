"""Whether a request is meant for this server, and comes from no foreign web page."""

import re
from collections.abc import Collection, Mapping

_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|\[::1\]", re.IGNORECASE | re.ASCII)
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/@*\[\]]+)(?P<port>:\d+)?", re.IGNORECASE | re.ASCII)
_ORIGIN = re.compile(rf"https?://(?P<host>{_HOST.pattern})", re.IGNORECASE | re.ASCII)
_OWN_SITES = frozenset({"same-origin", "same-site", "none"})
"""What `sec-fetch-site` says of pages of this machine, and of what a person typed."""


def foreign(headers: Mapping[str, str], allowed: Collection[str] = ()) -> str | None:
    """Say what is foreign about a request; None when it is addressed to this machine and no foreign page sends it.

    Any web page can have a browser call a local server, under its own name once that name points here (DNS rebinding);
    the browser then tells the name as `host`, the page as `origin` and how it came by it as `sec-fetch-site`. `allowed`
    are further hosts, `name` or `name:port`, in lower case.
    """
    host, origin, site = headers.get("host", ""), headers.get("origin"), headers.get("sec-fetch-site")
    if not _is_ours(host, allowed):
        return f"is addressed to {host!r}"
    if origin is not None and not _is_page_of_ours(origin, allowed):
        return f"is sent by a page of {origin!r}"
    if site is not None and site.lower() not in _OWN_SITES:
        return f"is sent by a page of another site ({site})"
    return None


def is_loopback(address: str) -> bool:
    """Whether an address that is listened on is reached from this machine only."""
    return _LOOPBACK.fullmatch(f"[{address}]" if ":" in address else address) is not None


def is_host(text: str) -> bool:
    """Whether a text names a host, with or without a port."""
    return _HOST.fullmatch(text) is not None


def _is_page_of_ours(origin: str, allowed: Collection[str]) -> bool:
    page = _ORIGIN.fullmatch(origin)
    return page is not None and _is_ours(page["host"], allowed)


def _is_ours(host: str, allowed: Collection[str]) -> bool:
    parts = _HOST.fullmatch(host)
    if parts is None:
        return False
    names = {parts["name"].lower(), host.lower()}
    return _LOOPBACK.fullmatch(parts["name"]) is not None or not names.isdisjoint(allowed)
