"""Looking for calls in the journal with the conditions of scenario files."""

from collections.abc import Iterable, Iterator
from functools import partial

from mockserver.contract.schema import schema_mismatches
from mockserver.scenario.model import Stub
from mockserver.scenario.view import CallView
from mockserver.session.diagnosis import Difference
from mockserver.session.diagnosis.shown import shown_difference, shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.node import tool_name
from mockserver.session.session import Session
from mockserver.session.when import stub_of
from mockserver.values import JsonObject, read_items
from mockserver.values.operation import played_as


def matching(session: Session, when: JsonObject) -> list[Exchange]:
    """List the calls that a step with this `when` would select, oldest first; without `operation`, of any.

    Raises `ScenarioError` when it is no `when`.
    """
    stub = stub_of(when, "query")
    operation = stub.operation if "operation" in when else None
    exchanges = [*session.journal]
    views = ((one, _view(one, exchanges)) for one in exchanges if operation in (None, played_as(one.asked.operation)))
    return [exchange for exchange, view in views if view.matches(stub.conditions)]


def compared(session: Session, when: JsonObject) -> list[tuple[Exchange, list[Difference]]]:
    """Say of each call, oldest first, in what it is not as `when` wants it; of one that `matching` lists, nothing."""
    stub = stub_of(when, "query")
    operation = stub.operation if "operation" in when else None
    exchanges = [*session.journal]
    return [(one, _differences(one, _view(one, exchanges), stub, operation)) for one in exchanges]


def _differences(exchange: Exchange, view: CallView, stub: Stub, operation: str | None) -> list[Difference]:
    came = played_as(exchange.asked.operation)
    if operation not in (None, came):
        return [Difference("operation", str(operation), shown_text(came))]
    return [shown_difference(one) for _, mismatches in view.conditions(stub.conditions) for one in mismatches]


def _view(exchange: Exchange, exchanges: Iterable[Exchange]) -> CallView:
    call = exchange.asked.call
    return CallView(call, read_items(call.body), partial(_tool_name, exchange, exchanges), schema_mismatches)


def _tool_name(exchange: Exchange, exchanges: Iterable[Exchange], call_id: str) -> str | None:
    """Tell which tool was called under an id: in the thread, else anywhere in the session."""
    above = exchange.node.parent if exchange.node else None
    return tool_name(above, call_id) or next(filter(None, _names(exchanges, call_id)), None)


def _names(exchanges: Iterable[Exchange], call_id: str) -> Iterator[str | None]:
    nodes = (exchange.node for exchange in exchanges)
    return (node.script.tool_name(call_id, node.base) for node in nodes if node)
