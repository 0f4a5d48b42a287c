"""Secrets, and how they are shown."""

import re
from collections.abc import Mapping
from typing import Final

from mockserver.values import Json

_SHOWN: Final = 4
_LONG: Final = 12
"""Longer secrets show their end, by which a person knows them apart; of shorter ones that would be too much."""
_ELLIPSIS: Final = "…"

_SECRET_HEADERS: Final = frozenset(
    {"authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "set-cookie"}
)
_SECRET_HEADER: Final = re.compile(r"(^|[-_])((api|access)[-_]?key|token|secret|password|credentials?)$", re.IGNORECASE)
_COOKIE: Final = re.compile(r"=[^;,\s]+")

# How far it is looked ahead is bounded, so that no text takes long.
_MIXED: Final = r"(?=[\w+/=.~-]{0,64}(?:\d|[a-z][A-Z]))"
"""What made-up tokens have and words do not: a digit, or a capital after a small letter."""
_NAMES_ONE: Final = (
    r"(?i:[\w-]{0,64}?(?:(?:api|access|private)[_-]?key|token|password|passwd|secret|authorization|credentials?))"
)
_STARTS: Final = r"gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|hf_|AIza"
"""How tokens of well-known services begin: GitHub, GitLab, Slack, Hugging Face, Google."""
_TEXTS: Final = (
    re.compile(rf"\b(?P<kept>sk-){_MIXED}(?P<secret>[\w-]{{12,}})"),
    re.compile(r"\b(?P<kept>sk-)(?P<secret>[A-Za-z0-9]{16,})"),
    re.compile(rf"\b(?P<kept>{_STARTS}){_MIXED}(?P<secret>[\w-]{{16,}})"),
    re.compile(rf"\b(?P<kept>(?i:Bearer|Basic)\s+){_MIXED}(?P<secret>[\w+/.~-]{{12,}}=*)"),
    re.compile(r"(?<![\w-])(?P<kept>)(?P<secret>eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)"),
    re.compile(
        rf"(?P<kept>(?<![\w-]){_NAMES_ONE}(?:\\*[\"'])?\s{{0,3}}[:=]\s{{0,3}}(?:\\*[\"'])?)"
        rf"{_MIXED}(?P<secret>[\w+/=.~-]{{16,}})"
    ),
)
_MAY_HOLD_SECRET: Final = re.compile(
    rf"sk-|bearer|basic|eyJ|key|token|passw|secret|authorization|credential|{_STARTS}", re.IGNORECASE
)
_KEY: Final = re.compile(rf"{_NAMES_ONE}$")
_TOKEN: Final = re.compile(rf"{_MIXED}[\w+/=.~-]{{16,}}$")


def masked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Mask what is secret among headers, whose names stand in lower case."""
    return {name: masked_header(name, value) for name, value in headers.items()}


def masked_header(name: str, value: str) -> str:
    """Mask the value of one header: its scheme stays, and the last four characters of what is long."""
    if "cookie" in name:
        return _COOKIE.sub(lambda found: f"={_masked(found[0][1:])}", value)
    if name in _SECRET_HEADERS or _SECRET_HEADER.search(name):
        scheme, space, secret = value.rpartition(" ")
        return f"{scheme}{space}{_masked(secret)}"
    return masked_text(value)


def masked_text(text: str) -> str:
    """Mask what looks like a secret in a text: keys, tokens, what follows the name of one; all else stays."""
    if not _MAY_HOLD_SECRET.search(text):
        return text
    for pattern in _TEXTS:
        text = pattern.sub(_in_place, text)
    return text


def masked_json(value: Json) -> Json:
    """Mask what looks like a secret anywhere in a JSON value, which is not changed."""
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, list):
        return [masked_json(one) for one in value]
    if isinstance(value, dict):
        return {masked_text(name): _masked_member(name, one) for name, one in value.items()}
    return value


def _masked_member(name: str, value: Json) -> Json:
    if isinstance(value, str) and _KEY.match(name) and _TOKEN.match(value):
        return _masked(value)
    return masked_json(value)


def _in_place(found: re.Match[str]) -> str:
    return f"{found['kept']}{_masked(found['secret'])}"


def _masked(secret: str) -> str:
    """Keep how a key of the API begins, and the end of what is long."""
    start = "sk-" if secret.startswith("sk-") else ""
    return f"{start}{_ELLIPSIS}{secret[-_SHOWN:] if len(secret) > _LONG else ''}"
