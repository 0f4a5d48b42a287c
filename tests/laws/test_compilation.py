"""Compiled bytes are those of the ordinary path from items through events."""

import orjson
import pytest

from mockserver.protocol.echo import echo
from mockserver.replies.compose import Composition, Values
from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Filling
from mockserver.scenario.load import loads
from mockserver.scenario.model import ItemsReply, Scenario
from mockserver.values import DIALECTS, Dialect, JsonObject
from mockserver.wire import sse
from mockserver.wire.segments import Slot
from tests.laws.player import is_disturbed, scenarios

OTHERS = """
steps:
  - reply: {output: [message: Counted by the author.], usage: {input_tokens: 1, output_tokens: 2, total_tokens: 4}}
  - reply: {output: [message: Counted in part.], usage: {output_tokens: 7}}
  - reply: {output: [message: Counted in another part.], usage: {input_tokens: 7, cached_tokens: 3}}
  - reply: {output: [message: Cut by the author.], stream: {chunks: [1, 3, rest], first: 1s, between: 100ms}}
  - reply: {output: [message: {text: Named by the author., id: msg_1}, function_call: {name: f, call_id: c}]}
  - reply: {output: [message: 'naïve “quotes”, \\ and 🦆'], status: cancelled}
  - reply: {output: [message: Broken off.], fault: {error_event: {}}}
  - reply: []
"""
BODIES: dict[str, JsonObject] = {
    "nothing": {},
    "parameters": {"model": "m", "metadata": {"naïve": "“🦆”\n\x00"}, "temperature": 0, "conversation": "conv_1"},
    "markers": {"instructions": "".join(slot.marker for slot in Slot), "metadata": {Slot.BASE.marker: "x"}},
}


def item_replies(scenario: Scenario) -> list[ItemsReply]:
    turns = (*scenario.steps, *scenario.stubs)
    return [reply for turn in turns for reply in turn.replies if isinstance(reply, ItemsReply)]


REPLIES = {
    f"{dialect}-{scenario.name}-{place}": (reply, dialect)
    for dialect in DIALECTS
    for scenario in (*(one for one in scenarios(dialect) if not is_disturbed(one)), loads(OTHERS, "others.yaml"))
    for place, reply in enumerate(item_replies(scenario), 1)
}
WITH_BODY = {name: pair for name, pair in REPLIES.items() if not pair[0].fault}


@pytest.fixture(params=BODIES.values(), ids=list(BODIES))
def filling(request: pytest.FixtureRequest, dialect: Dialect) -> Filling:
    return Filling("0f" * 23, 0, 1_767_225_603, 1_234, orjson.dumps(echo(request.param, dialect))[1:-1])


def composed(reply: ItemsReply, filling: Filling, dialect: Dialect) -> Composition:
    created_at = filling.created_at
    echoed = orjson.loads(b"{%b}" % filling.echo)
    return Composition(reply, Values(filling.base, created_at, created_at + 1, filling.input_tokens, echoed), dialect)


@pytest.mark.parametrize(("reply", "dialect"), REPLIES.values(), ids=REPLIES)
def test_stream_is_the_encoded_events(reply: ItemsReply, filling: Filling, dialect: Dialect) -> None:
    events = composed(reply, filling, dialect).events
    encoded = b"".join(map(sse.encode, events)) + sse.ending(dialect)

    assert encoded == ItemsScript(reply, dialect).reply(filling, streams=True).body


@pytest.mark.parametrize(("reply", "dialect"), WITH_BODY.values(), ids=WITH_BODY)
def test_body_is_the_encoded_response(reply: ItemsReply, filling: Filling, dialect: Dialect) -> None:
    assert (
        orjson.dumps(composed(reply, filling, dialect).ended)
        == ItemsScript(reply, dialect).reply(filling, streams=False).body
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_filling_a_script_again_gives_the_same(filling: Filling, dialect: Dialect) -> None:
    script = ItemsScript(*REPLIES[f"{dialect}-text-1"])

    assert script.reply(filling, streams=True) == script.reply(filling, streams=True)
