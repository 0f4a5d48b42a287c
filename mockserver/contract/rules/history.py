"""What rules may ask of the calls before this one."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from mockserver.values import JsonObject


class Issued(NamedTuple):
    """An item of an earlier response."""

    id: str
    type: str


class History(Protocol):
    """The past of one session; where there is none, rules that need it say nothing."""

    def knows_response(self, response_id: str) -> bool:
        """Say whether a response of this id exists and is stored."""

    def knows_item(self, item_id: str) -> bool:
        """Say whether an item of this id exists and is stored."""

    def knows_conversation(self, conversation_id: str) -> bool:
        """Say whether a conversation of this id exists."""

    def lacks_to_stream(self, response_id: str) -> str | None:
        """Name the parameter that a response was made without, and that streaming it again asks for; None when none."""

    def is_busy(self, conversation_id: str) -> bool:
        """Say whether a response is being made in a conversation."""

    def items_in(self, conversation_id: str) -> Collection[str]:
        """List the ids of the items in a conversation; none when it is not known."""

    def is_pinned(self, issued: str) -> bool:
        """Say whether an author wrote this id into a scenario, so that several items may bear it."""

    def is_lost(self, item_id: str) -> bool:
        """Say whether an item is of a response that was neither stored nor asked to seal its reasoning."""

    def output_of(self, item_id: str) -> Sequence[Issued] | None:
        """List the output of the response that an item comes from; None when it comes from none, or is pinned."""

    def calls_before(self, body: JsonObject) -> Mapping[str, str] | None:
        """Map the call ids in the chain that the body continues to their item types; None when unknown."""

    def unanswered_before(self, body: JsonObject) -> Sequence[str] | None:
        """List the call ids in the chain that the body continues that have no output yet; None when unknown."""
