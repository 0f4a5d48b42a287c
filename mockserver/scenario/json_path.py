"""JSON paths, as mismatches write them."""

import re

from mockserver.scenario.words import quote

_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def child(path: str, part: str | int) -> str:
    """Extend a path by a key or an index: `$.input[2]`, `$.headers["x-trace"]`."""
    is_plain = isinstance(part, str) and _PLAIN_NAME.fullmatch(part)
    return f"{path}.{part}" if is_plain else f"{path}[{quote(part)}]"
