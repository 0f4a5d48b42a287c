"""Query parameters, which come as texts."""

import re
from collections.abc import Mapping
from typing import Final

from mockserver.values.json import Json

FLAGS: Final[Mapping[str, bool]] = {"true": True, "false": False}
"""The texts that stand for a boolean."""

_NUMBER = re.compile(r"-?[0-9]{1,18}")


def last_text(value: Json) -> str:
    """Give the text of a parameter; of one that came more than once the last counts, and nothing is an empty text."""
    last = value[-1] if isinstance(value, list) and value else value
    return last if isinstance(last, str) else ""


def integer_in(text: str) -> int | None:
    """Read the integer that a text stands for, if it does."""
    return int(text) if _NUMBER.fullmatch(text) else None
