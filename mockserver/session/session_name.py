"""What a session may be called."""

from unicodedata import category

_LONGEST = 200
_FOLDERS = frozenset({".", ".."})
_NO_TEXT = frozenset({"Cc", "Cs"})
"""Control characters, and what stands for bytes that are no UTF-8."""


def wrong_name(name: str) -> str | None:
    """Say what is wrong with the name of a session; None when nothing is."""
    if not name:
        return "the name of a session has at least one character"
    if name in _FOLDERS:
        return f"{name!r} is no name of a session, since clients take it for a folder"
    if len(name) > _LONGEST:
        return f"the name of a session has at most {_LONGEST} characters, and this one {len(name)}"
    strange = next((one for one in name if category(one) in _NO_TEXT), None)
    told = f", and this one U+{ord(strange):04X}" if strange else ""
    return f"the name of a session holds no control characters and nothing but UTF-8{told}" if strange else None
