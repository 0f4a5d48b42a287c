from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

from mockserver.protocol.checker import check
from mockserver.protocol.event_types import EVENTS, OPEN_EVENTS
from mockserver.protocol.stream_rules import STREAM_RULES
from mockserver.values import DIALECTS, Dialect, Event

STREAM_EVENT: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)
HARMLESS = {"response.queued", "response.in_progress"}
"""Events whose loss leaves a correct stream; those of kind `progress` and empty deltas are others."""

DAMAGED = ["two_parts", "annotated", "calls", "reasoning", "failed", "open_reasoning", "open_error"]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
WORDS = ("type", "id", "status", "content", "summary", "text", "annotations", "output", "usage", "arguments")
OBJECT = st.dictionaries(st.sampled_from(WORDS), JSON | st.sampled_from(["message", "reasoning", "function_call"]))
OF_TYPE = {
    "string": st.text(max_size=3),
    "string or null": st.none() | st.text(max_size=3),
    "integer": st.integers(-1, 2),
    "array": st.lists(JSON, max_size=2),
    "object": OBJECT,
}


ROWS = {**OPEN_EVENTS, **EVENTS}


def wellformed(name: str) -> st.SearchStrategy[Event]:
    fields = {key: OF_TYPE[wanted] for key, wanted in ROWS[name].fields.items()}
    return st.fixed_dictionaries({"type": st.just(name), "sequence_number": st.integers(0, 9), **fields})


ANY_EVENT = (
    st.sampled_from(sorted(ROWS)).flatmap(wellformed)
    | st.fixed_dictionaries({"type": st.sampled_from(sorted(EVENTS)) | JSON})
    | st.dictionaries(st.text(max_size=5), JSON, max_size=4)
)


def renumbered(events: list[Event]) -> list[Event]:
    return [{**event, "sequence_number": number} for number, event in enumerate(events)]


def is_needed(event: Event) -> bool:
    return event["type"] not in HARMLESS and EVENTS[event["type"]].kind not in ("progress", "free")


def test_good_stream_is_accepted(good_stream: list[Event]) -> None:
    assert [] == check(good_stream)


def test_good_stream_of_open_responses_is_accepted(good_open_stream: list[Event]) -> None:
    assert [] == check(good_open_stream, "open-responses")


@pytest.mark.parametrize("name", ["open_reasoning", "open_extension", "open_cut"])
def test_every_single_loss_in_open_responses_is_found(name: str, edit: Callable[[str], Any]) -> None:
    events = edit(name).events
    needed = [at for at, event in enumerate(events) if event["type"] not in (*HARMLESS, "acme:search.progress")]
    shorter = [renumbered(events[:at] + events[at + 1 :]) for at in needed]

    assert [] == [damaged for damaged in shorter if not check(damaged, "open-responses")]


@pytest.mark.parametrize("name", ["reasoning", "error", "hosted"])
def test_streams_of_one_dialect_are_none_of_the_other(name: str, edit: Callable[[str], Any]) -> None:
    assert [] != check(edit(name).events, "open-responses")


@pytest.mark.parametrize("name", ["open_reasoning", "open_error", "open_extension"])
def test_streams_of_open_responses_are_none_of_the_other(name: str, edit: Callable[[str], Any]) -> None:
    assert [] != check(edit(name).events)


def test_good_stream_is_one_for_the_sdk(good_stream: list[Event]) -> None:
    echoed = {"model": "m", "tools": [], "tool_choice": "auto", "parallel_tool_calls": True}
    for event in good_stream:
        if "response" in event:
            event["response"] |= {**echoed, "usage": None}

    read = [STREAM_EVENT.validate_python(event).type for event in good_stream]

    assert [event["type"] for event in good_stream] == read


def test_every_single_loss_is_found(finished_stream: list[Event]) -> None:
    needed = [place for place, event in enumerate(finished_stream) if is_needed(event)]

    missed = [at for at in needed if not check(renumbered(finished_stream[:at] + finished_stream[at + 1 :]))]

    assert [] == missed


def test_every_single_repetition_is_found(finished_stream: list[Event]) -> None:
    repeatable = [at for at, event in enumerate(finished_stream) if EVENTS[event["type"]].kind not in ("progress",)]

    missed = [at for at in repeatable if not check(renumbered(finished_stream[: at + 1] + finished_stream[at:]))]

    assert [] == missed


def test_every_cut_is_found(good_stream: list[Event]) -> None:
    rules = [[broken.rule for broken in check(good_stream[:end])] for end in range(len(good_stream))]

    assert [["terminal"]] * len(good_stream) == rules


def test_every_missing_field_is_found(good_stream: list[Event]) -> None:
    owners = {"type": "event_type", "sequence_number": "sequence"}
    optional = {"obfuscation", "name"}
    for at, event in enumerate(good_stream):
        for name in event.keys() - optional:
            damaged = [*good_stream[:at], {key: event[key] for key in event if key != name}, *good_stream[at + 1 :]]

            assert owners.get(name, "event_fields") == check(damaged)[0].rule


def test_gap_in_the_numbers_is_reported_once(edit: Callable[[str], Any]) -> None:
    events = edit("simple").events
    for event in events[4:]:
        event["sequence_number"] += 1

    assert [("sequence", "events[4].sequence_number")] == [(one.rule, one.param) for one in check(events)]


def test_violation_says_what_and_where(edit: Callable[[str], Any]) -> None:
    events = edit("simple").events
    events[6]["text"] = "Hallo"

    first = check(events)[0]

    assert ("delta_sum", "events[6].text") == (first.rule, first.param)
    assert "expected 'Hello', got 'Hallo'" == first.message


def test_text_that_is_null_needs_no_events(edit: Callable[[str], Any]) -> None:
    code = "response.code_interpreter_call_code"
    edited = edit("hosted").drop(f"{code}.delta").drop(f"{code}.done")
    edited.put("output_item.done", "item.code", None, nth=1).put("completed", "response.output.1.code", None)

    assert [] == check(edited.events)


def test_event_without_its_item_is_blamed_for_that_alone(edit: Callable[[str], Any]) -> None:
    found = check(edit("simple").put("output_text.delta", "output_index", 1).events)

    assert ["item_added"] == [broken.rule for broken in found if broken.param == "events[4].output_index"]
    assert ["delta_sum"] == [broken.rule for broken in found if broken.param != "events[4].output_index"]


def test_unknown_type_is_met_with_the_nearest() -> None:
    first = check([{"type": "response.create", "sequence_number": 0}])[0]

    assert "'response.create' is no type of a streaming event; did you mean 'response.created'?" == first.message


def test_no_events_are_no_stream() -> None:
    assert [("terminal", "events")] == [(one.rule, one.param) for one in check([])]


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def test_values_are_compared_however_deep(edit: Callable[[str], Any]) -> None:
    *_, part_done, item_done, end = events = edit("simple").events
    part_done["part"]["logprobs"] = nested(5_000)
    item_done["item"]["content"][0]["logprobs"] = nested(5_000)
    end["response"]["output"][0]["content"][0]["logprobs"] = nested(4_999)

    assert ["final_output"] == [broken.rule for broken in check(events)]


@given(st.lists(ANY_EVENT, max_size=8), st.sampled_from(DIALECTS))
def test_any_objects_are_judged(events: list[Event], dialect: Dialect) -> None:
    assert {broken.rule for broken in check(events, dialect)} <= {rule.id for rule in STREAM_RULES}


@given(data=st.data())
def test_any_damage_is_judged(data: st.DataObject, edit: Callable[[str], Any]) -> None:
    events = edit(data.draw(st.sampled_from(DAMAGED))).events
    for _ in range(data.draw(st.integers(1, 3))):
        place = events[data.draw(st.integers(0, len(events) - 1))]
        while nested := [key for key in place if isinstance(place[key], dict)]:
            if not data.draw(st.booleans()):
                break
            place = place[nested[0]]
        place[data.draw(st.sampled_from(sorted(place) or ["id"]))] = data.draw(JSON)

    rules = {broken.rule for dialect in DIALECTS for broken in check(events, dialect)}
    assert rules <= {rule.id for rule in STREAM_RULES}


@pytest.mark.parametrize("kind", sorted({row.kind for row in EVENTS.values()}))
def test_every_kind_of_event_is_judged_after_the_end(kind: str, edit: Callable[[str], Any]) -> None:
    name = next(name for name, row in EVENTS.items() if row.kind == kind)
    late = {"type": name, "sequence_number": 2 + 1}

    assert ["after_terminal"] == [broken.rule for broken in check([*edit("empty").events, late])]
