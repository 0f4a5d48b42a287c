"""What scenarios say was stored before the first call."""

from collections.abc import Iterable, Sequence

from mockserver.contract.contract import Contract
from mockserver.protocol.stored_item import is_reference
from mockserver.replies.items_script import ItemsScript
from mockserver.scenario.model import Background, GivenConversation, GivenResponse, ItemsReply, Scenario
from mockserver.session.clock import EPOCH
from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.fixed import fixed_record
from mockserver.session.operations.items import digest_of, new_items
from mockserver.session.operations.missing import no_item
from mockserver.session.origin import Origin
from mockserver.session.scenario_check import place_of
from mockserver.values import Call, JsonObject, ScenarioError, path_of
from mockserver.values.operation import CREATE

_AT_ONCE = Background(by="time")


def store_given(desk: Desk, scenarios: Sequence[Scenario]) -> None:
    """Put what is given into the store: conversations first, then the responses, some of which belong to one.

    Raises `ScenarioError` at the first item that refers to one which is not there before it.
    """
    for scenario in scenarios:
        for index, conversation in enumerate(scenario.given.conversations):
            _check_references(desk, scenario, ("given", "conversations", index, "items"), conversation.items)
            desk.store.keep_conversation(_conversation(desk, conversation))
        for index, response in enumerate(scenario.given.responses):
            _check_references(desk, scenario, ("given", "responses", index, "input"), response.input)
            _store(desk, response)


def check_given(scenario: Scenario, contract: Contract) -> None:
    """Raise `ScenarioError` at the first thing given that the contract or the protocol does not allow."""
    for index, response in enumerate(scenario.given.responses):
        at = ("given", "responses", index)
        for below, message in ItemsScript(_reply(response), contract.dialect).problems(contract):
            raise ScenarioError(place_of(scenario, (*at, *below)), message)
        _check_items(scenario, at, "input", response.input, contract)
    for index, conversation in enumerate(scenario.given.conversations):
        at = ("given", "conversations", index)
        _check_items(scenario, at, "items", conversation.items, contract)


def _check_items(
    scenario: Scenario, at: tuple[str | int, ...], key: str, items: str | Iterable[JsonObject], contract: Contract
) -> None:
    given = items if isinstance(items, str) else [*items]
    for violation in contract.shape_violations(Call(CREATE, {}, {"model": "any", "input": given})):
        path = (*at, key, *path_of(violation.param)[1:])
        raise ScenarioError(scenario.place(*path), f"the contract does not allow this: {violation.message}")


def _check_references(
    desk: Desk, scenario: Scenario, at: Sequence[str | int], items: str | Sequence[JsonObject]
) -> None:
    for index, item in enumerate(() if isinstance(items, str) else items):
        if is_reference(item) and desk.item(str(item.get("id"))) is None:
            raise ScenarioError(scenario.place(*at, index), no_item(str(item.get("id"))).message)


def _store(desk: Desk, given: GivenResponse) -> None:
    conversation = desk.store.conversation(given.conversation or "")
    origin = Origin(None, desk.store.response(given.previous_response_id or ""), conversation)
    record = fixed_record(desk, given.id, _body(given), _reply(given), origin)
    record.resolve_references()
    desk.store.keep_response(record)
    if conversation:
        conversation.add_record(record)


def _conversation(desk: Desk, given: GivenConversation) -> Conversation:
    base = desk.bases.base(given.id, digest_of(given.id), 0)
    items = new_items(desk, [*given.items], base)
    return Conversation(given.id, EPOCH, given.metadata, () if not isinstance(items, list) else items)


def _reply(given: GivenResponse) -> ItemsReply:
    return ItemsReply(output=given.output, status=given.status, usage=given.usage, background=_AT_ONCE)


def _body(given: GivenResponse) -> JsonObject:
    said = {
        "model": given.model,
        "instructions": given.instructions,
        "input": given.input if isinstance(given.input, str) else [*given.input],
        "metadata": given.metadata,
        "background": given.background,
        "previous_response_id": given.previous_response_id,
        "conversation": given.conversation,
    }
    return {name: value for name, value in said.items() if value is not None}
