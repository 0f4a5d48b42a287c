"""The operations that a scenario may answer."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from mockserver.scenario.problem import Problem
from mockserver.scenario.spelling import unknown
from mockserver.scenario.words import must_be
from mockserver.values import Json
from mockserver.values.operation import CONNECT, CREATE


class Operation(NamedTuple):
    """What is particular about an operation: the depths of its replies, what its path names and its body shows."""

    depths: tuple[str, ...] = ("error", "raw")
    path: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """All that a condition may look at."""
        return (*self.body, "headers", *(("path",) if self.path else ()), "query")


BODY_KEYS: Final = (
    "model",
    "last_user",
    "input",
    "instructions",
    "tools",
    "tool_output",
    "metadata",
    "previous_response_id",
    "conversation",
)
"""What a condition may look at that stands in a body."""

_OF_RESPONSES: Final = ("items", "events", "error", "raw")
_OF_RESPONSE: Final = ("response_id",)
_OF_CONVERSATION: Final = ("conversation_id",)
_OF_ITEM: Final = (*_OF_CONVERSATION, "item_id")
_OF_METADATA: Final = ("metadata",)

OPERATIONS: Final[dict[str, Operation]] = {
    CREATE: Operation(("items", "auto", "events", "error", "raw"), body=BODY_KEYS),
    "responses.retrieve": Operation(_OF_RESPONSES, _OF_RESPONSE),
    "responses.delete": Operation(path=_OF_RESPONSE),
    "responses.cancel": Operation(_OF_RESPONSES, _OF_RESPONSE),
    "responses.input_items": Operation(path=_OF_RESPONSE),
    "responses.input_tokens": Operation(("input_tokens", "error", "raw"), body=BODY_KEYS),
    "responses.compact": Operation(("items", "error", "raw"), body=BODY_KEYS),
    "conversations.create": Operation(body=_OF_METADATA),
    "conversations.retrieve": Operation(path=_OF_CONVERSATION),
    "conversations.update": Operation(path=_OF_CONVERSATION, body=_OF_METADATA),
    "conversations.delete": Operation(path=_OF_CONVERSATION),
    "conversations.items.create": Operation(path=_OF_CONVERSATION),
    "conversations.items.list": Operation(path=_OF_CONVERSATION),
    "conversations.items.retrieve": Operation(path=_OF_ITEM),
    "conversations.items.delete": Operation(path=_OF_ITEM),
    "models.list": Operation(),
    "models.retrieve": Operation(path=("model",)),
}
"""What `operation` in a `when` may be (surface/REPORT.md §1)."""

PATH_NAMES: Final = (*dict.fromkeys(name for one in OPERATIONS.values() for name in one.path),)
"""All that paths name."""


def operation_problems(value: Json) -> Iterator[Problem]:
    """Find out why a value names no operation."""
    if not isinstance(value, str):
        yield Problem((), must_be("'operation'", "a text, the name of an operation", value))
    elif value == CONNECT:
        yield Problem((), f"{CONNECT!r} opens a WebSocket, whose turns are {CREATE!r}")
    elif value not in OPERATIONS:
        yield Problem((), unknown("operation", value, OPERATIONS))
