"""Whose fault it is that something went wrong."""

from typing import Literal, TypeAlias, get_args

Blame: TypeAlias = Literal["client request", "scenario", "server"]

BLAMES: tuple[Blame, ...] = get_args(Blame)
"""The client under test, the author of the scenario, or this server."""
