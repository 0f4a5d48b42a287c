"""The HTTP libraries whose clients can be given a transport."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

LIBRARIES = ("httpx2", "httpx")
"""Their names; the first that is there is the one that is meant when nobody says."""

_NONE = "a transport needs httpx2 or httpx, and neither is installed: pip install httpx2"


def library_of(given: object = None) -> Any:
    """Find the library that a client, its class, a module or a name belongs to, or the one that is installed.

    Raises `ImportError` when it is not there, and `ValueError` for what belongs to neither.
    """
    if given is None:
        installed = next((name for name in LIBRARIES if find_spec(name)), None)
        if installed is None:
            raise ImportError(_NONE)
        return import_module(installed)
    name = next((name for name in _names(given) if name in LIBRARIES), None)
    if name is None:
        raise ValueError(f"{given!r} belongs to neither httpx2 nor httpx")
    return import_module(name)


def _names(given: object) -> Iterator[str]:
    """List the packages that something comes from, the nearest first."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, ModuleType):
        yield given.__name__.split(".")[0]
    else:
        kind = given if isinstance(given, type) else type(given)
        yield from (base.__module__.split(".")[0] for base in kind.__mro__)
