"""Texts that a JSON Schema allows."""

from collections.abc import Iterator

from mockserver.auto.formats import formatted
from mockserver.auto.limits import LONGEST_TEXT
from mockserver.auto.matching import matching
from mockserver.auto.names import named_text, sample_text
from mockserver.auto.spot import Spot
from mockserver.values import JsonObject

_PATTERN_TRIES = 20
_STRONG = ("Aa1!Aa1!Aa1!", "Aa1-Aa1-Aa1-Aa1-", "Aa1Aa1Aa1Aa1")
"""What patterns of passwords usually look ahead for."""


def texts(branch: JsonObject, spot: Spot, said: str | None) -> Iterator[str]:
    """Offer texts for a branch: in its format, by its pattern, by the property's name; of the right length.

    Without anything `said`, not even nothing, the text for a name is made without ado.
    """
    least, most = int(branch.get("minLength", 0)), int(branch.get("maxLength", LONGEST_TEXT))
    if least <= LONGEST_TEXT and least <= most:
        for text in _unsized(branch, spot, said, least):
            yield text
            if not least <= len(text) <= most:
                yield _sized(text, least, most)


def _unsized(branch: JsonObject, spot: Spot, said: str | None, least: int) -> Iterator[str]:
    for turn in range(_PATTERN_TRIES if "pattern" in branch else 1):
        written = formatted(branch.get("format", ""), spot.again(spot.turn + turn))
        if written is not None:
            yield written
    if "pattern" not in branch:
        yield sample_text(spot) if said is None else named_text(spot, said)
        return
    for turn in range(_PATTERN_TRIES):
        found = matching(branch["pattern"], spot.again(spot.turn + turn), least)
        if found is None:
            return
        yield found
    yield from _STRONG


def _sized(text: str, least: int, most: int) -> str:
    longer = text
    if len(text) < least:
        filling = f" {text}" if text else "."
        longer = text + filling * (least // len(filling) + 1)
        longer = longer[: least - 1] + longer[least - 1].replace(" ", ".") if least else longer
    # White space at an end is what some readers trim.
    cut = longer[:most]
    return f"{cut[:-1]}." if cut.endswith(" ") else cut
