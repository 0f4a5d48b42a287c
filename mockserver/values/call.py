"""One request."""

from collections.abc import Mapping
from typing import NamedTuple

from mockserver.values.json import JsonObject


class Call(NamedTuple):
    """One decoded request, the only thing the core knows of the outside.

    `operation` is the API operation's name, such as `responses.create`; header names are in lower case;
    `body` is the parsed JSON object and must not be changed.
    """

    operation: str
    headers: Mapping[str, str]
    body: JsonObject

    @property
    def streams(self) -> bool:
        """Whether the client asked for server-sent events."""
        return self.body.get("stream") is True
