"""Whether a request comes from this machine on purpose."""

import re
from collections.abc import Mapping

_NAME = r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?"
_HOST = re.compile(_NAME, re.IGNORECASE)
_ORIGIN = re.compile(rf"https?://{_NAME}", re.IGNORECASE)


def foreign(headers: Mapping[str, str]) -> str | None:
    """Say what is foreign about a request; None when it is addressed to this machine and no foreign page sends it.

    Any web page can have a browser call a local server, under its own name once that name points here (DNS rebinding);
    the browser then tells the name as `host` and the page as `origin`.
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    if not _HOST.fullmatch(host):
        return f"is addressed to {host!r}"
    if origin is not None and not _ORIGIN.fullmatch(origin):
        return f"is sent by a page of {origin!r}"
    return None
