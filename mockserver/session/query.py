"""Looking for calls in the journal with the conditions of scenario files."""

from collections.abc import Iterable, Iterator
from functools import partial

from mockserver.contract.rules.rule import CONNECT, CREATE
from mockserver.contract.schema import schema_mismatches
from mockserver.scenario.view import CallView
from mockserver.session.exchange import Exchange
from mockserver.session.node import tool_name
from mockserver.session.session import Session
from mockserver.session.when import stub_of
from mockserver.values import JsonObject, read_items


def matching(session: Session, when: JsonObject) -> list[Exchange]:
    """List the calls that a step with this `when` would select, oldest first; without `operation`, of any.

    Raises `ScenarioError` when it is no `when`.
    """
    stub = stub_of(when, "query")
    operation = stub.operation if "operation" in when else None
    exchanges = [*session.journal]
    views = ((one, _view(one, exchanges)) for one in exchanges if operation in (None, _operation(one)))
    return [exchange for exchange, view in views if view.matches(stub.conditions)]


def _operation(exchange: Exchange) -> str:
    """Name the operation as scenarios do, to whom a turn on a WebSocket is a response like any other."""
    return CREATE if exchange.asked.operation == CONNECT else exchange.asked.operation


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
