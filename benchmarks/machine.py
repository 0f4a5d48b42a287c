"""Where the numbers were taken."""

import os
import platform
from importlib.metadata import version

from benchmarks import proc

_PACKAGES = ("uvicorn", "uvloop", "httptools", "starlette", "orjson", "jsonschema_rs")


def versions() -> str:
    """Name Python and what the servers are made of."""
    packages = (f"{name} {version(name)}" for name in _PACKAGES)
    return ", ".join([f"Python {platform.python_version()}", *packages])


def machine() -> str:
    """Name kernel, processor, cores, and how busy they are."""
    busy = f"load average {os.getloadavg()[0]:.1f}"
    return f"{platform.system()} {platform.release()}, {proc.cpu_model()}, {os.cpu_count()} cores, {busy}"
