"""Which paths lead to which operations."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from starlette.convertors import Convertor, register_url_convertor

from mockserver.contract.operations import OPERATIONS
from mockserver.values.operation import CONNECT

PREFIX = "/v1"
CREATE_PATH = f"{PREFIX}/responses"
SINK_PATH = f"{PREFIX}/traces/ingest"
"""Where the tracing of some SDKs uploads to (clients.md)."""

_NAMES = {"responses": "response_id", "conversations": "conversation_id", "items": "item_id", "models": "model"}
"""What a path names after each of these segments."""
_LONGEST = 200
"""Characters of a path that are compared with what is offered."""


class _ModelName(Convertor[str]):
    """The name of a model, which may hold slashes, as those of gateways do; none ends in one."""

    regex = ".*[^/]"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("model", _ModelName())


def operations_by_path() -> Mapping[str, Mapping[str, str]]:
    """Give the operation of each method of each path, paths as people write them: `/v1/responses/{response_id}`.

    Those that name nothing come first: `/v1/responses/compact` is no response.
    """
    found: dict[str, dict[str, str]] = {}
    for (method, template), operation in OPERATIONS.items():
        if operation != CONNECT:  # which begins as a GET and is none
            found.setdefault(_named(template), {})[method.upper()] = operation
    return dict(sorted(found.items(), key=lambda one: "{" in one[0]))


def pattern_of(path: str) -> str:
    """Write a path as the router takes it."""
    return path.replace("{model}", "{model:model}")


def offers(path: str, prefix: str = "") -> str:
    """Say what is offered, the nearest to a path first; all of it stands under a prefix, which is that of a session."""
    by_path = operations_by_path()
    nearest = sorted(by_path, key=lambda offered: -_likeness(path[:_LONGEST], offered))
    return "; ".join(f"{', '.join(sorted(by_path[offered]))} {prefix}{offered}" for offered in nearest)


def allowed(methods: Iterable[str]) -> str:
    """Write the methods that a path takes, for the header `allow`."""
    given = {*methods, "OPTIONS"}
    return ", ".join(sorted(given | {"HEAD"} if "GET" in given else given))


def _named(template: str) -> str:
    segments = template.split("/")
    named = [
        f"{{{_NAMES[before]}}}" if one == "{}" else one for before, one in zip(["", *segments], segments, strict=False)
    ]
    return PREFIX + "/".join(named)


def _likeness(path: str, offered: str) -> float:
    given, wanted = path.split("/"), offered.split("/")
    given += [""] * (len(wanted) - len(given))
    filled = [one if "{" in other else other for one, other in zip(given, wanted, strict=False)]
    return SequenceMatcher(None, path, "/".join(filled)).ratio()
