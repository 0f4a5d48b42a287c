"""What a URL asks for, without a server to lead there."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from mockserver.http.routes import PREFIX, SINK_PATH, allowed, offers, operations_by_path
from mockserver.values import Reply, Violation

_NAMED = re.compile(r"\\\{(\w+)\\\}")


class Route(NamedTuple):
    """An operation, and what the path names."""

    operation: str
    path: Mapping[str, str]


def route(method: str, path: str) -> Route | Reply | Violation:
    """Find the operation of a request by its path from `/v1` on; or answer, or refuse, as the server does."""
    verb = "GET" if method == "HEAD" else method
    for pattern, methods in _routes():
        match = pattern.fullmatch(path)
        if match and verb in methods:
            return Route(methods[verb], {name: unquote(value) for name, value in match.groupdict().items()})
        if match:
            return _of_no_operation(method, path, methods)
    if (method, path) == ("POST", SINK_PATH):
        return Reply(204, (), ())
    message = f"Invalid URL ({method} {path}). This server answers {offers(path)}."
    return Violation("path", message, status=404)


def below_prefix(path: str) -> str:
    """Leave out what comes before `/v1`; a path without it is one below it."""
    at = path.find(f"{PREFIX}/")
    return path[at:] if at >= 0 else PREFIX + path


def _of_no_operation(method: str, path: str, methods: Mapping[str, str]) -> Reply | Violation:
    allow = allowed([name.upper() for name in methods])
    if method == "OPTIONS":
        return Reply(204, ((b"allow", allow.encode()),), ())
    message = f"Method not allowed ({method} {path}); allowed: {allow}"
    return Violation("method", message, code="method_not_supported", status=405)


@cache
def _routes() -> list[tuple[re.Pattern[str], Mapping[str, str]]]:
    return [(_pattern(path), methods) for path, methods in operations_by_path().items()]


def _pattern(path: str) -> re.Pattern[str]:
    # The name of a model may hold slashes, as those of gateways do.
    return re.compile(_NAMED.sub(lambda name: f"(?P<{name[1]}>{_SEGMENTS.get(name[1], '[^/]+')})", re.escape(path)))


_SEGMENTS = {"model": ".*[^/]"}
