"""Texts in the formats that JSON Schema names."""

from collections.abc import Callable, Mapping

from mockserver.auto.spot import Spot


def formatted(name: str, spot: Spot) -> str | None:
    """Write a text in a format; None when the format is unknown."""
    write = FORMATS.get(name)
    return write(spot) if write else None


def _date(spot: Spot) -> str:
    return f"{2020 + spot.pick(10, 'year')}-{1 + spot.pick(12, 'month'):02}-{1 + spot.pick(28, 'day'):02}"


def _time(spot: Spot) -> str:
    return f"{spot.pick(24, 'hour'):02}:{spot.pick(60, 'minute'):02}:{spot.pick(60, 'second'):02}Z"


def _date_time(spot: Spot) -> str:
    return f"{_date(spot)}T{_time(spot)}"


def _email(spot: Spot) -> str:
    return f"{_word(spot)}.{spot.pick(900) + 100}@example.com"


def _uri(spot: Spot) -> str:
    return f"https://example.com/{_word(spot)}/{spot.pick(900) + 100}"


def _host(spot: Spot) -> str:
    return f"{_word(spot)}{spot.pick(900) + 100}.example.com"


def _uuid(spot: Spot) -> str:
    digits = f"{spot.number('low'):016x}{spot.number('high'):016x}"
    # The thirteenth digit is the version, the seventeenth the variant (RFC 9562 §4).
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _word(spot: Spot) -> str:
    return _WORDS[spot.pick(len(_WORDS), "word")]


_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "iris", "juniper", "lark", "maple")

FORMATS: Mapping[str, Callable[[Spot], str]] = {
    "date": _date,
    "time": _time,
    "date-time": _date_time,
    "duration": lambda spot: f"P{1 + spot.pick(30)}D",
    **dict.fromkeys(("email", "idn-email"), _email),
    **dict.fromkeys(("hostname", "idn-hostname"), _host),
    **dict.fromkeys(("uri", "iri", "url", "uri-reference", "iri-reference"), _uri),
    "uri-template": lambda spot: f"https://example.com/{_word(spot)}/{{id}}",
    "ipv4": lambda spot: f"192.0.2.{1 + spot.pick(254)}",
    "ipv6": lambda spot: f"2001:db8::{1 + spot.pick(65535):x}",
    "uuid": _uuid,
    "json-pointer": lambda spot: f"/{_word(spot)}/{spot.pick(10)}",
    "relative-json-pointer": lambda spot: f"{spot.pick(10)}/{_word(spot)}",
    "regex": lambda spot: f"^{_word(spot)}$",
    "byte": lambda spot: f"{spot.number():016x}",
}
"""For each format how a text in it is written. Addresses are those kept free for examples (RFC 2606, 5737, 3849)."""
