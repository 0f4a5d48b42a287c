"""What the calls of a session refer to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from mockserver.session.calls import is_call
from mockserver.session.exchange import Exchange
from mockserver.session.node import Node
from mockserver.session.reading import ids_of
from mockserver.session.turn import squeeze
from mockserver.session.verification.told import Told
from mockserver.values import JsonObject, Kind, kind_of, text_of


class Mentions:
    """All that calls bring back of earlier answers, by what they say.

    `ids` are those that a call names, of a response, an item or a call; `words` what it lets the model have said,
    without white space. `answered` tells the number of the last call that brought the output of a call, and `followed`
    the first that goes on from a play.
    """

    def __init__(self, exchanges: Sequence[tuple[Exchange, Told]]) -> None:
        self.ids: Mapping[str, list[Exchange]] = _listed((one, _named(one, told)) for one, told in exchanges)
        self.words: Mapping[str, list[Exchange]] = _listed((one, _spoken(told)) for one, told in exchanges)
        self.answered: Mapping[str, int] = {
            call_id: one.number for one, told in exchanges for _, item in told.brought for call_id in _answers(item)
        }
        self.followed: Mapping[Node, Exchange] = {
            one.node.parent: one
            for one, _ in reversed(exchanges)
            if one.node and one.node.parent and one.retry_of is None
        }


def _listed(found: Iterable[tuple[Exchange, Iterable[str]]]) -> Mapping[str, list[Exchange]]:
    lists = defaultdict[str, list[Exchange]](list)
    for exchange, keys in found:
        for key in dict.fromkeys(keys):
            lists[key].append(exchange)
    return {**lists}


def _named(exchange: Exchange, told: Told) -> Iterable[str]:
    previous = exchange.asked.body.get("previous_response_id")
    items = (ids_of(item) for _, item in told.brought)
    return chain([previous] if isinstance(previous, str) else [], *items)


def _spoken(told: Told) -> Iterable[str]:
    made = (item for _, item in told.brought if kind_of(item) is Kind.MODEL)
    return filter(None, (squeeze(text_of(item.get("content"))) for item in made))


def _answers(item: JsonObject) -> Iterable[str]:
    call_id = item.get("call_id")
    is_output = isinstance(call_id, str) and isinstance(item.get("type"), str) and not is_call(item)
    return [call_id] if is_output and isinstance(call_id, str) else []
