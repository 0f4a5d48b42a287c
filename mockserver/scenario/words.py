"""How values are put into words for the author of a scenario."""

import json
from typing import Final

from mockserver.values import Json

LONGEST: Final = 60
"""Characters of a value that a message about a file shows."""


def quote(value: Json) -> str:
    """Write a value as JSON on one line, whole."""
    return json.dumps(value, ensure_ascii=False)


def brief(value: Json) -> str:
    """Write a value as JSON on one line, cut where a message would become unreadable."""
    text = quote(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def describe(value: Json) -> str:
    """Say what kind of value this is and, where it is short, which."""
    if isinstance(value, bool):
        return f"the boolean {quote(value)}"
    if isinstance(value, str):
        return f"the text {brief(value)}"
    if isinstance(value, int | float):
        return f"the number {quote(value)}"
    return {dict: "a mapping", list: "a list", type(None): "null"}[type(value)]


def must_be(subject: str, wanted: str, value: Json) -> str:
    """Say that a value has the wrong type; a bare word that YAML reads as a number or boolean is told to be quoted."""
    quotes = wanted.startswith("a text") and isinstance(value, bool | int | float)
    hint = f'; put it in quotes: "{quote(value)}"' if quotes else ""
    return f"{subject} must be {wanted}, not {describe(value)}{hint}"
