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
from tests.protocol.good_streams import ENDED_TWICE, STREAMS

STREAM_EVENT: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)
DAMAGED = ["two_parts", "annotated", "calls", "reasoning", "failed", "open_reasoning", "open_error"]
DAMAGED += ["image", "code_interpreter", "mcp_call_failed", "shell_call", "shell_call_output", "patch_cut"]

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


def test_good_stream_is_accepted(good_stream: list[Event]) -> None:
    assert [] == check(good_stream)


@pytest.mark.parametrize("name", ENDED_TWICE)
def test_stream_that_tells_its_failure_twice_is_accepted(name: str, edit: Callable[[str], Any]) -> None:
    assert [] == check(edit(name).events)


def test_good_stream_of_open_responses_is_accepted(good_open_stream: list[Event]) -> None:
    assert [] == check(good_open_stream, "open-responses")


@pytest.mark.parametrize("name", ["reasoning", "error", "hosted"])
def test_streams_of_one_dialect_are_none_of_the_other(name: str, edit: Callable[[str], Any]) -> None:
    assert [] != check(edit(name).events, "open-responses")


@pytest.mark.parametrize("name", ["open_reasoning", "open_extension"])
def test_streams_of_open_responses_are_none_of_the_other(name: str, edit: Callable[[str], Any]) -> None:
    assert [] != check(edit(name).events)


@pytest.mark.parametrize("name", sorted(STREAMS.keys() - {"beta", "error_nested"}))
def test_good_stream_is_one_for_the_sdk(name: str, edit: Callable[[str], Any]) -> None:
    echoed = {"model": "m", "tools": [], "tool_choice": "auto", "parallel_tool_calls": True}
    good_stream = edit(name).events
    for event in good_stream:
        if "response" in event:
            event["response"] |= {**echoed, "usage": None}

    read = [STREAM_EVENT.validate_python(event).type for event in good_stream]

    assert [event["type"] for event in good_stream] == read


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
    code = "code_interpreter_call_code"
    edited = edit("code_interpreter").drop(f"{code}.delta").drop(f"{code}.delta").drop(f"{code}.delta")
    edited.drop(f"{code}.done").put_done("code", None)

    assert [] == check(edited.events)


def test_event_without_its_item_is_blamed_for_that_alone(edit: Callable[[str], Any]) -> None:
    found = check(edit("simple").put("output_text.delta", "output_index", 1).events)

    assert ["item_added"] == [broken.rule for broken in found if broken.param == "events[4].output_index"]
    assert ["delta_sum"] == [broken.rule for broken in found if broken.param != "events[4].output_index"]


def test_unknown_type_is_met_with_the_nearest() -> None:
    first = check([{"type": "response.create", "sequence_number": 0}])[0]

    assert (
        "expected a type of a streaming event, got 'response.create'; did you mean 'response.created'?" == first.message
    )


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
