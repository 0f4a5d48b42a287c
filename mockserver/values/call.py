"""One request."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mockserver.values.json import Json, JsonObject

_NOTHING: Mapping[str, Json] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Call(NamedTuple):
    """One decoded request, the only thing the core knows of the outside.

    `operation` is the API operation's name, such as `responses.create`; header names are in lower case; `body` is the
    parsed JSON object and must not be changed; `query` holds the query parameters as they came: a text each, a list
    of texts for a name that was sent more than once; `path` holds what the path names: `response_id`,
    `conversation_id`, `item_id` or `model`; `kept` are the ids of the responses that the client's connection keeps,
    so that it may follow them though they are not stored; `raw` is the body's text, where that came as plain JSON.
    """

    operation: str
    headers: Mapping[str, str]
    body: JsonObject
    query: Mapping[str, Json] = _NOTHING
    path: Mapping[str, str] = _NO_NAMES
    kept: Collection[str] = ()
    raw: bytes = b""

    @property
    def streams(self) -> bool:
        """Whether the client asked for server-sent events, in the body or in the query."""
        return self.body.get("stream") is True or ("stream" in self.query and self.query["stream"] == "true")
