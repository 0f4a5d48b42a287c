"""Which clock a session has."""

from typing import Final, Literal, TypeAlias

ClockName: TypeAlias = Literal["real", "manual"]
"""A clock that runs, or one that a test puts forward."""

CLOCKS: Final[tuple[ClockName, ...]] = ("real", "manual")
"""All clocks; the first is the usual one."""
