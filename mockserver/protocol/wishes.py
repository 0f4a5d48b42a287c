"""What a call wants to see of a reply."""

from typing import NamedTuple

from mockserver.values import Json, JsonObject


class Wishes(NamedTuple):
    """The parameters that change what is shown of the items of a reply, and not the items themselves.

    `include` holds the values of that parameter, `top_logprobs` is how many alternatives stand beside each token's own,
    `obfuscates` says that deltas carry padding (`stream_options.include_obfuscation`).
    """

    include: frozenset[str] = frozenset()
    top_logprobs: int = 0
    obfuscates: bool = False


NONE = Wishes()
"""What most calls want."""


def wishes_of(body: JsonObject) -> Wishes:
    """Read the wishes of a call; what is not of the right type counts as left out."""
    if not ("include" in body or "top_logprobs" in body or "stream_options" in body):
        return NONE
    include, top = body.get("include"), body.get("top_logprobs")
    return Wishes(
        frozenset(name for name in include if isinstance(name, str)) if isinstance(include, list) else frozenset(),
        top if isinstance(top, int) and not isinstance(top, bool) else 0,
        _options(body.get("stream_options")).get("include_obfuscation") is True,
    )


def _options(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
