"""Every item type, however it goes: what the server makes of an author's line keeps to the contract and the rules."""

from functools import cache
from typing import Any, NamedTuple

import pytest
from openai.types.responses import ResponseOutputItem, ResponseStreamEvent
from pydantic import TypeAdapter

from mockserver.contract.contract import Contract
from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse, partial_images
from mockserver.protocol.event_types import EVENTS
from mockserver.protocol.expand import expand
from mockserver.protocol.ids import Ids
from mockserver.protocol.inclusion import EVERYTHING, as_asked
from mockserver.protocol.item_types import DIALECT_TYPES, asides_of, item_problems
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.output import complete_output
from mockserver.protocol.pieces import words
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import usage
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.resources import contracts
from mockserver.values import DIALECTS, Dialect, Event, Json, JsonObject
from tests.protocol.item_bodies import BODIES, CASE_IDS, CASES, EXTENSIONS, OPEN_TYPES

IDS = Ids("0f" * 23)
ALL = EVERYTHING._replace(top_logprobs=2, obfuscates=True)
OUTCOMES = {
    "completed": Outcome(),
    "incomplete": Outcome("incomplete", reason="max_output_tokens"),
    "cancelled": Outcome("cancelled"),
    "failed": Outcome("failed", code="server_error", message="No."),
}
UNFINISHED = ("incomplete", "in_progress", "generating")


class Played(NamedTuple):
    """What an author's item becomes in one response, and the stream of it."""

    item: JsonObject
    events: list[Event]


BETA = ("agent_message", "multi_agent_call", "multi_agent_call_output")
ITEMS: TypeAdapter[Any] = TypeAdapter(ResponseOutputItem)
EVENTS_OF_SDK: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)
NEVER_OF_ITEMS = {
    "error",
    "response.created",
    "response.queued",
    "response.in_progress",
    "response.completed",
    "response.incomplete",
    "response.failed",
    "response.audio.delta",
    "response.audio.done",
    "response.audio.transcript.delta",
    "response.audio.transcript.done",
}


@cache
def contract(dialect: Dialect) -> Contract:
    return Contract.shipped(contracts(), dialect)


def may_end(body: Json, ending: str, dialect: Dialect) -> bool:
    """Tell whether a response that ends so has a place for the item: one that is whole can have any."""
    is_cut = isinstance(body, dict) and body.get("status") in UNFINISHED
    return not is_cut or ending in ("incomplete", "cancelled") or (ending == "failed" and dialect == "openai")


def played(name: str, body: Json, ending: str, dialect: Dialect, wishes: Wishes) -> Played:
    [made] = complete_output([(name, body)], IDS, ending, dialect)
    item, outcome, before = as_asked(made, wishes, IDS, 0, words), OUTCOMES[ending], begun("resp_1", 1, {})
    after = ended(before, outcome, [item], usage(1, 2, 3), 2)
    asides = {0: asides_of(name, body)}
    events = expand(before, after, outcome.event, words, dialect, asides=asides, obfuscates=wishes.obfuscates)
    return Played(item, [*events])


@pytest.mark.parametrize("wishes", [NONE, ALL], ids=["hidden", "shown"])
@pytest.mark.parametrize("ending", OUTCOMES)
@pytest.mark.parametrize(("dialect", "name", "body"), CASES, ids=CASE_IDS)
def test_every_line_becomes_what_the_api_could_send(
    dialect: Dialect, name: str, body: Json, ending: str, wishes: Wishes
) -> None:
    if may_end(body, ending, dialect):
        item, events = played(name, body, ending, dialect, wishes)

        assert [] == [*item_problems(name, body, dialect), *contract(dialect).item_violations(item)]
        assert [] == [found for event in events[2:-1] for found in contract(dialect).event_violations(event)]
        assert ([], [item]) == (check(events, dialect), collapse(events, dialect))


def test_every_type_of_both_dialects_is_tried() -> None:
    assert {"openai": (*BODIES,), "open-responses": OPEN_TYPES} == {
        dialect: tuple(sorted(DIALECT_TYPES[dialect], key=[*BODIES].index)) for dialect in DIALECTS
    }


@pytest.mark.parametrize("name", BODIES)
def test_damaged_item_would_be_found(name: str) -> None:
    [item] = complete_output([(name, BODIES[name][-1])], IDS, "completed")

    assert [] != contract("openai").item_violations({**item, "id": 5})
    assert [] != contract("openai").item_violations({**item, "surprise": 1})


@pytest.mark.parametrize("body", EXTENSIONS["acme:search_result"])
def test_item_of_a_server_s_own_type_is_only_added_and_done(body: Json) -> None:
    ending = "incomplete" if isinstance(body, dict) and "status" in body else "completed"
    item, events = played("acme:search_result", body, ending, "open-responses", NONE)

    assert ["response.output_item.added", "response.output_item.done"] == [event["type"] for event in events[2:-1]]
    assert ([], [item]) == (check(events, "open-responses"), collapse(events, "open-responses"))


@pytest.mark.parametrize("body", BODIES["image_generation_call"])
def test_partial_images_come_back_from_the_stream(body: Json) -> None:
    asides = asides_of("image_generation_call", body)
    events = played("image_generation_call", body, "incomplete", "openai", NONE).events

    assert ({0: asides} if asides else {}) == partial_images(events)


@pytest.mark.parametrize("wishes", [NONE, ALL], ids=["hidden", "shown"])
@pytest.mark.parametrize("name", [name for name in BODIES if name not in BETA])
def test_sdk_reads_every_item_and_event_as_what_it_is(name: str, wishes: Wishes) -> None:
    for body in BODIES[name]:
        item, events = played(name, body, "incomplete", "openai", wishes)
        told = events[2:-1]

        assert name == ITEMS.validate_python(item).type
        assert [event["type"] for event in told] == [EVENTS_OF_SDK.validate_python(event).type for event in told]


def test_every_event_of_an_item_is_told_by_some_body() -> None:
    streams = [played(name, body, "failed", "openai", NONE).events for name in BODIES for body in BODIES[name]]
    told = {event["type"] for events in streams for event in events[2:-1]}

    assert {*EVENTS} - NEVER_OF_ITEMS == told
