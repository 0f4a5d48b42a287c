"""Whose API is spoken."""

from typing import Literal, TypeAlias, get_args

Dialect: TypeAlias = Literal["openai", "open-responses"]

DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
"""Both, the default first."""
