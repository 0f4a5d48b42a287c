"""What the Linux kernel counts of a process and all below it."""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_UTIME, _STIME = 11, 12


def cpu_seconds(pid: int) -> float:
    """Add up user and system time; exact to a hundredth of a second."""
    return sum(_ticks(one) for one in _tree(pid)) / _TICKS_PER_SECOND


def resident_bytes(pid: int) -> int:
    """Add up the memory that is in use."""
    return sum(int((_PROC / str(one) / "statm").read_text().split()[1]) for one in _tree(pid)) * _PAGE


def cpu_model() -> str:
    """Name the processor."""
    lines = (_PROC / "cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _ticks(pid: int) -> int:
    # The name in parentheses may hold blanks, so counting starts behind it.
    fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return int(fields[_UTIME]) + int(fields[_STIME])


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in (_PROC / str(pid) / "task").glob("*/children"):
        for child in children.read_text().split():
            yield from _tree(int(child))
