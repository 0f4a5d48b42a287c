"""Asks a rule book about bodies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mockserver import resources
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.rules import History
from mockserver.contract.rules.history import Issued
from mockserver.contract.rules.model_table import ModelTable
from mockserver.values import Call, Dialect, JsonObject, Violation

MODELS = ModelTable.load(resources.contracts() / "models.json")
BOOKS: dict[Dialect, RuleBook] = {
    "openai": RuleBook("openai", models=MODELS),
    "open-responses": RuleBook("open-responses", models=MODELS),
}


class Told(NamedTuple):
    """What a client is told of one violation, but for the message."""

    rule: str
    param: str | None
    code: str | None = None
    status: int = 400


@dataclass(frozen=True)
class Past:
    """A history that knows what it is given.

    `calls` and `unanswered` are of whatever the body continues; `output` is that of the only response there was;
    `pinned` are ids that an author wrote; `conversed` are those of the items in any conversation.
    """

    ids: frozenset[str] = frozenset()
    calls: Mapping[str, str] | None = None
    unanswered: Sequence[str] | None = None
    output: Sequence[Issued] = ()
    pinned: frozenset[str] = frozenset()
    conversed: frozenset[str] = frozenset()
    lacking: str | None = None
    busy: bool = False

    def knows_response(self, response_id: str) -> bool:
        return response_id in self.ids

    def knows_item(self, item_id: str) -> bool:
        return item_id in self.ids

    def knows_conversation(self, conversation_id: str) -> bool:
        return conversation_id in self.ids

    def lacks_to_stream(self, response_id: str) -> str | None:
        return self.lacking

    def is_busy(self, conversation_id: str) -> bool:
        return self.busy

    def items_in(self, conversation_id: str) -> Collection[str]:
        return self.conversed

    def is_pinned(self, issued: str) -> bool:
        return issued in self.pinned

    def is_lost(self, item_id: str) -> bool:
        return self.output_of(item_id) is not None and item_id not in self.ids

    def output_of(self, item_id: str) -> Sequence[Issued] | None:
        return self.output if item_id in [issued.id for issued in self.output] else None

    def calls_before(self, body: JsonObject) -> Mapping[str, str] | None:
        return self.calls

    def unanswered_before(self, body: JsonObject) -> Sequence[str] | None:
        return self.unanswered


def violations(
    body: JsonObject,
    operation: str = "responses.create",
    history: History | None = None,
    dialect: Dialect = "openai",
) -> list[Violation]:
    whole = {"model": "m", "input": "Hi", **body} if operation.startswith("responses.") else body
    return BOOKS[dialect].broken(Call(operation, {}, whole), history)


def told(body: JsonObject, **asked: Any) -> list[Told]:
    return [Told(one.rule, one.param, one.code, one.status) for one in violations(body, **asked)]
