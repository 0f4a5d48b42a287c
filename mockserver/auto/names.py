"""What a property probably holds, by its name."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from mockserver.auto.fakes import fake
from mockserver.auto.formats import FORMATS
from mockserver.auto.limits import QUOTED
from mockserver.auto.spot import Spot
from mockserver.auto.words import shortened, words_of

_PLACES = re.compile(r"\b(?:in|at|for|to|from|near|of)\s+([A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2})")


class Range(NamedTuple):
    """The usual numbers of a name: the least, the most, and the digits after the point when it need not be whole."""

    least: int
    most: int
    digits: int = 0


def named_text(spot: Spot, said: str) -> str:
    """Write a text that suits a property's name; what the user said serves where it can."""
    words = words_of(spot.name)
    return _heard(words, said) or _made(words, spot) or sample_text(spot)


def sample_text(spot: Spot) -> str:
    """Write a text that only repeats a property's name."""
    # Neighbours in an array differ.
    number = f" {spot.turn + 1}" if spot.turn else ""
    return f"Sample {' '.join(words_of(spot.name)) or 'text'}{number}"


def usual_range(name: str) -> Range:
    """Tell the usual numbers of a property."""
    return next((_RANGES[word] for word in reversed(words_of(name)) if word in _RANGES), Range(1, 100))


def _heard(words: Sequence[str], said: str) -> str:
    if not said or not words:
        return ""
    if words[-1] in _ASKED:
        return shortened(said, QUOTED)
    found = _PLACES.search(said[:QUOTED]) if words[-1] in _PLACED else None
    return found[1] if found else ""


def _made(words: Sequence[str], spot: Spot) -> str:
    write = next((_TEXTS[word] for word in reversed(words) if word in _TEXTS), None)
    if write is None and words[-1:] == ["name"] and _PEOPLE.issuperset(words):
        write = _faked("name")
    return write(spot) if write else ""


def _faked(kind: str) -> Callable[[Spot], str]:
    return lambda spot: fake(kind, spot.number())


def _code(prefix: str, spot: Spot) -> str:
    return f"{prefix}{1000 + spot.pick(9000)}"


_ASKED = frozenset({"query", "queries", "question", "prompt", "request", "input", "instruction", "task", "search"})
_PLACED = frozenset({"city", "location", "place", "destination", "origin", "town", "country", "region"})
_PEOPLE = frozenset({"name", "full", "person", "user", "author", "customer", "contact", "owner", "recipient", "sender"})

_TEXTS: Mapping[str, Callable[[Spot], str]] = {
    "email": FORMATS["email"],
    "mail": FORMATS["email"],
    "date": FORMATS["date"],
    "day": FORMATS["date"],
    "birthday": FORMATS["date"],
    "time": FORMATS["time"],
    "timestamp": FORMATS["date-time"],
    "datetime": FORMATS["date-time"],
    "url": FORMATS["uri"],
    "uri": FORMATS["uri"],
    "link": FORMATS["uri"],
    "website": FORMATS["uri"],
    "host": FORMATS["hostname"],
    "hostname": FORMATS["hostname"],
    "domain": FORMATS["hostname"],
    "ip": FORMATS["ipv4"],
    "uuid": FORMATS["uuid"],
    "guid": FORMATS["uuid"],
    "id": partial(_code, "id_"),
    "sku": partial(_code, "SKU-"),
    "path": lambda spot: "notes/example.txt",
    "file": lambda spot: "example.txt",
    "filename": lambda spot: "example.txt",
    # Agents run it.
    **dict.fromkeys(("cmd", "command", "commands"), lambda spot: "ls"),
    "unit": lambda spot: "celsius",
    "units": lambda spot: "metric",
    "timezone": lambda spot: "Europe/Paris",
    "locale": lambda spot: "en-US",
    "city": _faked("city"),
    "town": _faked("city"),
    "location": _faked("city"),
    "place": _faked("city"),
    "destination": _faked("city"),
    "origin": _faked("city"),
    "country": _faked("country"),
    "state": _faked("state"),
    "region": _faked("state"),
    "street": _faked("street_address"),
    "address": _faked("street_address"),
    "zip": _faked("postcode"),
    "postcode": _faked("postcode"),
    "phone": _faked("phone_number"),
    "firstname": _faked("first_name"),
    "lastname": _faked("last_name"),
    "surname": _faked("last_name"),
    "username": _faked("user_name"),
    "person": _faked("name"),
    "author": _faked("name"),
    "customer": _faked("name"),
    "company": _faked("company"),
    "organization": _faked("company"),
    "job": _faked("job"),
    "occupation": _faked("job"),
    "currency": _faked("currency_code"),
    "language": _faked("language_name"),
    "color": _faked("color_name"),
    "colour": _faked("color_name"),
    "sentence": _faked("sentence"),
    "summary": _faked("sentence"),
    "description": _faked("sentence"),
    "reason": _faked("sentence"),
    "message": _faked("sentence"),
    "answer": _faked("sentence"),
    "explanation": _faked("sentence"),
    "body": _faked("paragraph"),
}
"""For each word of a name how such a text is made; the last word that is known decides."""

_RANGES: Mapping[str, Range] = {
    "age": Range(18, 80),
    "year": Range(2000, 2030),
    "month": Range(1, 12),
    "day": Range(1, 28),
    "hour": Range(0, 23),
    "minute": Range(0, 59),
    "count": Range(1, 10),
    "quantity": Range(1, 10),
    "limit": Range(5, 20),
    "rating": Range(1, 5, 1),
    "score": Range(0, 10, 1),
    "confidence": Range(0, 1, 2),
    "probability": Range(0, 1, 2),
    "percent": Range(0, 100, 1),
    "percentage": Range(0, 100, 1),
    "price": Range(5, 200, 2),
    "cost": Range(5, 200, 2),
    "amount": Range(5, 200, 2),
    "total": Range(5, 500, 2),
    "temperature": Range(-5, 30, 1),
    "latitude": Range(-80, 80, 4),
    "longitude": Range(-180, 180, 4),
    "port": Range(1024, 65535),
}
"""For each word of a name its usual numbers."""
