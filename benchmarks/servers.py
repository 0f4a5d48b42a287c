"""The two servers, each a process of its own."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from urllib.parse import urlsplit

from benchmarks import proc

_CHECKOUT = Path(__file__).parent.parent
_SCENARIO = Path(__file__).with_name("stream.yaml")
_POLL = 0.01
_STOPPING = 10.0
_FORGOTTEN = "--max-stored"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process and its port on 127.0.0.1."""

    pid: int
    port: int

    @property
    def cpu_seconds(self) -> float:
        """The CPU time it has used so far."""
        return proc.cpu_seconds(self.pid)

    @property
    def resident_mib(self) -> float:
        """The memory it uses now."""
        return proc.resident_bytes(self.pid) / 2**20


@contextmanager
def ours() -> Iterator[Server]:
    """Run this project's server with the benchmark scenario."""
    with TemporaryDirectory() as folder:
        ready = Path(folder, "ready")
        options = ["--port", "0", "--ready-file", str(ready)]
        with _running(["mockserver", "serve", *options, str(_SCENARIO)], ready) as server:
            yield server


@contextmanager
def bare(answers: Path) -> Iterator[Server]:
    """Run the bare server with the answers in a folder."""
    with TemporaryDirectory() as folder:
        ready = Path(folder, "ready")
        with _running(["benchmarks.bare", str(answers), str(ready)], ready) as server:
            yield server


@contextmanager
def _running(command: Sequence[str], ready: Path) -> Iterator[Server]:
    log = ready.with_suffix(".log")
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=_CHECKOUT, stdout=subprocess.DEVNULL, stderr=errors
        )
    try:
        yield Server(process.pid, _port(process, ready))
    finally:
        process.terminate()
        process.wait(_STOPPING)
        sys.stderr.writelines(_complaints(log))


def _complaints(log: Path) -> list[str]:
    """Give what a server had to say, but for what it forgot: here it answers more calls than it keeps."""
    return [line for line in log.read_text(encoding="utf-8").splitlines(keepends=True) if _FORGOTTEN not in line]


def _port(process: subprocess.Popen[bytes], ready: Path) -> int:
    while not (ready.is_file() and ready.read_text(encoding="utf-8").endswith("\n")):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before it was ready")
        sleep(_POLL)
    port = urlsplit(ready.read_text(encoding="utf-8").strip()).port
    if port is None:
        raise RuntimeError(f"{process.args!r} announced no port")
    return port
