"""One request."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from mockserver.values.json import Json, JsonObject

_NOTHING: Mapping[str, Json] = MappingProxyType({})


class Call(NamedTuple):
    """One decoded request, the only thing the core knows of the outside.

    `operation` is the API operation's name, such as `responses.create`; header names are in lower case; `body` is the
    parsed JSON object and must not be changed; `query` holds the query parameters as they came: a text each, a list
    of texts for a name that was sent more than once.
    """

    operation: str
    headers: Mapping[str, str]
    body: JsonObject
    query: Mapping[str, Json] = _NOTHING

    @property
    def streams(self) -> bool:
        """Whether the client asked for server-sent events."""
        return self.body.get("stream") is True
