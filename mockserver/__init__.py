"""A deterministic mock and contract-testing server for the OpenAI Responses API and Open Responses."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.testing.builders import call, error, item, reason, say
    from mockserver.testing.failure import VerificationError
    from mockserver.testing.handle import SessionHandle
    from mockserver.testing.requests import RequestSnapshot
    from mockserver.testing.server import MockServer
    from mockserver.values import ScenarioError

__all__ = [
    "MockServer",
    "RequestSnapshot",
    "ScenarioError",
    "SessionHandle",
    "VerificationError",
    "__version__",
    "call",
    "error",
    "item",
    "reason",
    "say",
]

__version__ = "0.1.0"

_HOMES = {
    "MockServer": "mockserver.testing.server",
    "RequestSnapshot": "mockserver.testing.requests",
    "ScenarioError": "mockserver.values",
    "SessionHandle": "mockserver.testing.handle",
    "VerificationError": "mockserver.testing.failure",
    **dict.fromkeys(("call", "error", "item", "reason", "say"), "mockserver.testing.builders"),
}
"""Where each name is; imported only when somebody asks for it, since most of it takes long."""


if not TYPE_CHECKING:  # where it would give a type to names that are not there

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
