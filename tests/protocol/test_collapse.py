from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.protocol.collapse import collapse, partial_images
from mockserver.values import Event
from tests.protocol.item_bodies import BODIES
from tests.protocol.played import items_of, stream_of

VALUES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers(-1, 2) | st.text(max_size=3) | st.just([]) | st.just({})
)


def test_finished_stream_collapses_to_its_output(finished_stream: list[Event]) -> None:
    assert finished_stream[-1]["response"]["output"] == collapse(finished_stream)


def test_finished_stream_of_open_responses_collapses_to_its_output(edit: Callable[[str], Any]) -> None:
    events = edit("open_reasoning").events

    assert events[-1]["response"]["output"] == collapse(events, "open-responses")


def test_text_under_the_name_of_another_dialect_is_passed_over(edit: Callable[[str], Any]) -> None:
    content = [[part["text"] for part in collapse(edit("open_reasoning").events)[0]["content"]]]

    assert [[""]] == content


def test_no_events_are_no_items() -> None:
    assert [] == collapse([])


def test_text_is_that_of_the_deltas(edit: Callable[[str], Any]) -> None:
    events = edit("simple").put("output_text.delta", "delta", "Ha").events

    assert "Halo" == collapse(events)[0]["content"][0]["text"]


def test_arguments_are_those_of_the_deltas(edit: Callable[[str], Any]) -> None:
    events = edit("calls").put("function_call_arguments.delta", "delta", "[]", nth=1).events

    assert ['{"a":1}', "[]"] == [item["arguments"] for item in collapse(events)]


def test_annotations_are_those_that_were_added(edit: Callable[[str], Any]) -> None:
    events = edit("annotated").drop("output_text.annotation.added").events

    assert ["file_path"] == [note["type"] for note in collapse(events)[0]["content"][0]["annotations"]]


def test_parts_are_those_that_were_added(edit: Callable[[str], Any]) -> None:
    events = edit("reasoning").put_done("summary", []).put_done("content", [{}, {}]).events

    item = collapse(events)[0]

    assert [{"type": "summary_text", "text": "Think"}] == item["summary"]
    assert [{"type": "reasoning_text", "text": "Deep"}] == item["content"]


def test_parts_that_were_never_added_are_none(edit: Callable[[str], Any]) -> None:
    events = edit("reasoning_with_status").put_done("summary", [{"type": "summary_text", "text": "Think"}]).events

    assert [] == collapse(events)[0]["summary"]


def test_what_has_no_deltas_is_that_of_the_finished_item(edit: Callable[[str], Any]) -> None:
    assert "abcdef" == collapse(edit("reasoning").events)[0]["encrypted_content"]


def test_logprobs_are_those_of_the_finished_part(edit: Callable[[str], Any]) -> None:
    events = edit("simple").put("content_part.done", "part.logprobs", [{"token": "Hello"}]).events

    assert [{"token": "Hello"}] == collapse(events)[0]["content"][0]["logprobs"]


def test_fields_keep_the_order_of_the_item(finished_stream: list[Event]) -> None:
    output = finished_stream[-1]["response"]["output"]

    assert [list(item) for item in output] == [list(item) for item in collapse(finished_stream)]


def test_cut_stream_gives_what_came(edit: Callable[[str], Any]) -> None:
    item = collapse(edit("simple").events[:5])[0]

    assert "in_progress" == item["status"]
    assert ["Hel"] == [part["text"] for part in item["content"]]


def test_cut_call_gives_the_arguments_that_came(edit: Callable[[str], Any]) -> None:
    assert ['{"a"', ""] == [item["arguments"] for item in collapse(edit("calls").events[:5])]


@pytest.mark.parametrize(("kept", "commands"), [(3, []), (4, [""]), (5, ["ls"]), (9, ["ls -l", "pwd"])])
def test_cut_shell_call_gives_the_commands_that_came(kept: int, commands: list[str]) -> None:
    events = stream_of(items_of([("shell_call", {"commands": ["ls -l", "pwd"]})]))

    assert [commands] == [item["action"]["commands"] for item in collapse(events[:kept])]


@pytest.mark.parametrize(
    ("kept", "written"),
    [(3, []), (4, [("a", "")]), (5, [("a", "b")]), (6, [("a", "b")]), (8, [("a", "b"), ("c", "")])],
)
def test_cut_shell_output_gives_what_was_written(kept: int, written: list[tuple[str, str]]) -> None:
    outputs = [{"stdout": "a", "stderr": "b"}, {"stdout": "c"}]
    events = stream_of(items_of([("shell_call_output", {"output": outputs})]))

    assert written == [(one["stdout"], one["stderr"]) for one in collapse(events[:kept])[0]["output"]]


def test_commands_are_those_of_the_deltas() -> None:
    events = stream_of(items_of([("shell_call", "ls")]))
    events[4] = {**events[4], "delta": "rm"}

    assert ["rm"] == collapse(events)[0]["action"]["commands"]


def test_partial_image_that_makes_no_sense_is_passed_over() -> None:
    event = {"type": "response.image_generation_call.partial_image", "sequence_number": 0, "partial_image_b64": "eA=="}

    assert {} == partial_images([event, {"type": 5}, {}])


def test_events_are_left_as_they_were(edit: Callable[[str], Any]) -> None:
    events = edit("annotated").events
    collapse(events)

    assert edit("annotated").events == events


def stream(name: str, edit: Callable[[str], Any]) -> list[Event]:
    return stream_of(items_of([(name, BODIES[name][1])])) if name in BODIES else edit(name).events


@given(data=st.data())
def test_any_damage_still_collapses(data: st.DataObject, edit: Callable[[str], Any]) -> None:
    names = ["two_parts", "annotated", "calls", "reasoning", "shell_call", "shell_call_output", "image_generation_call"]
    events = stream(data.draw(st.sampled_from(names)), edit)
    for _ in range(data.draw(st.integers(1, 3))):
        event = events[data.draw(st.integers(0, len(events) - 1))]
        event[data.draw(st.sampled_from(sorted(event)))] = data.draw(VALUES)

    assert len(collapse(events)) <= len(events)
    assert len(partial_images(events)) <= len(events)
