"""Numbers that a JSON Schema allows."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from mockserver.auto.names import usual_range
from mockserver.auto.spot import Spot
from mockserver.values import Json, JsonObject

_EXACT = 2**53
"""Whole numbers up to here are told apart by every reader of JSON."""

_HUGE = 10**308
"""What no floating-point number can hold."""

_NARROW = 10
"""Between bounds that are so near, not only whole numbers are usual; elsewhere many readers want a whole one."""

_TRIED = 40
"""Multiples that are offered."""


def numbers(branch: JsonObject, spot: Spot, *, whole: bool) -> Iterator[int | float]:
    """Offer numbers between the bounds of a branch, those that suit the name first; each turn begins with another."""
    least = max(_given(branch, "minimum", "exclusiveMinimum"), default=None)
    most = min(_given(branch, "maximum", "exclusiveMaximum"), default=None)
    usual = usual_range(spot.name)
    digits = usual.digits or (0 if least is None or most is None or most - least > _NARROW else 2)
    step = _step(branch, whole, digits)
    lowest = None if least is None else ceil(least / step)
    highest = None if most is None else floor(most / step)
    multiples = _multiples(lowest, highest, range(ceil(usual.least / step), floor(usual.most / step) + 1), spot)
    for number in (*(multiple * step for multiple in multiples), *_between(least, most)):
        if abs(number) < _HUGE and (not whole or number.denominator == 1):
            yield _json(number, whole or not digits)


def divides(step: Json, number: float) -> bool:
    """Whether a number is a multiple also for those who divide floating-point numbers."""
    return float(number / step).is_integer()


def _given(branch: JsonObject, *keys: str) -> list[Fraction]:
    return [Fraction(str(branch[key])) for key in keys if key in branch]


def _step(branch: JsonObject, whole: bool, digits: int) -> Fraction:
    given = branch.get("multipleOf")
    if given is None:
        return Fraction(1) if whole else Fraction(1, 10**digits)
    step = Fraction(str(given))
    # A whole number that is a multiple of 0.4 is one of 2.
    return Fraction(step.numerator) if whole else step


def _multiples(lowest: int | None, highest: int | None, usual: range, spot: Spot) -> Iterator[int]:
    """Count on from a usual number between the bounds, and around from the upper to the lower."""
    near = _near(lowest, highest, usual)
    if not near:
        return
    # A range may be longer than what `len` can say.
    begin = near.start + spot.again(0).pick(near.stop - near.start) + spot.turn
    floor_ = near[0] if lowest is None else lowest
    for number in range(begin, begin + _TRIED):
        yield number if highest is None or number <= highest else floor_ + (number - floor_) % (highest - floor_ + 1)


def _near(lowest: int | None, highest: int | None, usual: range) -> range:
    """Bring the usual numbers between the bounds; where none is, take some at a bound."""
    first = usual.start if lowest is None else max(usual.start, lowest)
    last = usual.stop - 1 if highest is None else min(usual.stop - 1, highest)
    if first <= last:
        return range(first, last + 1)
    if lowest is not None and (highest is None or lowest > usual.start):
        return range(lowest, (lowest + _TRIED if highest is None else min(lowest + _TRIED, highest)) + 1)
    if highest is not None:
        return range(highest - _TRIED if lowest is None else max(highest - _TRIED, lowest), highest + 1)
    return range(first, first + _TRIED)


def _between(least: Fraction | None, most: Fraction | None) -> Iterator[Fraction]:
    known = [bound for bound in (least, most) if bound is not None]
    if known:
        yield sum(known, Fraction(0)) / len(known)
        yield from known


def _json(number: Fraction, whole: bool) -> int | float:
    is_exact = number.denominator == 1 and abs(number) < _EXACT
    return int(number) if whole and is_exact else float(number)
