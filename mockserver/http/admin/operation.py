"""What the admin API does, as its document lists it."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple, Self
from urllib.parse import unquote

from mockserver.http.admin.document import METHODS, closed_schema, document, parameters_of
from mockserver.values import JsonObject

_FEW_BYTES: Final = 10_000
_JSON: Final = "application/json"


class Operation(NamedTuple):
    """One method of one path.

    `changes` says that it is no mere look; `queries` are the schemas of its query parameters; `body` is that of its
    body, if it takes one, which has `max_bytes` at most and may be left out unless it is needed; `is_open` says that
    it wants no token.
    """

    id: str
    changes: bool
    queries: Mapping[str, JsonObject]
    body: JsonObject | None
    is_needed: bool
    max_bytes: int
    is_open: bool


class Target(NamedTuple):
    """One path and what may be done with it."""

    path: str
    operations: Mapping[str, Operation]

    @property
    def segments(self) -> list[str]:
        """The parts between the slashes."""
        return self.path.split("/")


class Match(NamedTuple):
    """A path that was asked for, and what stood in the place of its names."""

    target: Target
    names: Mapping[str, str]

    @classmethod
    def of(cls, target: Target, asked: list[str]) -> Self | None:
        """Hold a path against what was asked for; a gate's name may go on over slashes."""
        wanted = target.segments
        if wanted[-1] == "{name}" and len(asked) > len(wanted):
            asked = [*asked[: len(wanted) - 1], "/".join(asked[len(wanted) - 1 :])]
        pairs = [*zip(wanted, asked, strict=True)] if len(wanted) == len(asked) else None
        if pairs is None or any(one != other for one, other in pairs if not _is_name(one)):
            return None
        return cls(target, {one[1:-1]: unquote(other) for one, other in pairs if _is_name(one)})


@cache
def targets() -> tuple[Target, ...]:
    """List all paths; those that name nothing come first."""
    found = (
        Target(path, {method.upper(): _operation(item, method) for method in METHODS if method in item})
        for path, item in document()["paths"].items()
    )
    return tuple(sorted(found, key=lambda one: one.path.count("{")))


def match(path: str) -> Match | None:
    """Find the path of the document that a percent-encoded path is."""
    asked = path.split("/")
    return next(filter(None, (Match.of(target, asked) for target in targets())), None)


def _is_name(segment: str) -> bool:
    return segment.startswith("{")


def _operation(item: JsonObject, method: str) -> Operation:
    operation = item[method]
    queries = {one["name"]: one["schema"] for one in parameters_of(item, operation) if one["in"] == "query"}
    body = operation.get("requestBody")
    return Operation(
        operation["operationId"],
        method != "get",
        queries,
        closed_schema(body["content"][_JSON]["schema"]) if body else None,
        bool(body and body["required"]),
        operation.get("x-max-bytes", _FEW_BYTES),
        operation.get("security") == [],
    )
