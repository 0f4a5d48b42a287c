from collections.abc import Callable
from typing import Any

from mockserver.protocol.stream_state import StreamState, advance, next_index


def taken(events: list[Any]) -> StreamState:
    state = StreamState()
    for event in events:
        advance(state, event)
    return state


def test_items_are_finished_in_the_order_of_the_output(edit: Callable[[str], Any]) -> None:
    assert ["fc_0", "fc_1"] == [item["id"] for item in taken(edit("calls").events).done_items()]


def test_item_that_is_not_done_is_no_output(edit: Callable[[str], Any]) -> None:
    assert ["msg_1"] == [item["id"] for item in taken(edit("failed").events).done_items()]


def test_nothing_counts_after_the_end(edit: Callable[[str], Any]) -> None:
    state = taken([*edit("empty").events, *edit("simple").events])

    assert "response.completed" == state.ended
    assert {} == state.items


def test_malformed_event_changes_only_the_numbering() -> None:
    state = taken([{"type": "response.completed", "sequence_number": 4}, {"sequence_number": None}])

    assert 5 == state.last_number
    assert not state.started


def test_delta_after_the_text_is_not_taken(edit: Callable[[str], Any]) -> None:
    state = taken(edit("simple").repeat("output_text.delta", before="output_item.done").events)

    assert "Hello" == state.items[0].parts["content"][0].joined


def test_opening_is_the_first_response(edit: Callable[[str], Any]) -> None:
    opening = taken(edit("empty").put("in_progress", "response.id", "resp_2").events).opening

    assert opening is not None
    assert "resp_1" == opening["id"]


def test_first_value_of_a_text_stays(edit: Callable[[str], Any]) -> None:
    events = edit("simple").repeat("output_text.done", before="content_part.done").events
    events[7]["text"] = "Hallo"

    assert "Hello" == taken(events).items[0].parts["content"][0].value


def test_annotation_after_the_part_is_not_taken(edit: Callable[[str], Any]) -> None:
    state = taken(edit("annotated").repeat("output_text.annotation.added", before="output_item.done").events)

    assert 2 == len(state.items[0].parts["content"][0].annotations)


def test_part_after_the_item_is_not_taken(edit: Callable[[str], Any]) -> None:
    edited = edit("simple").repeat("content_part.added", before="completed")
    edited.put("content_part.added", "content_index", 1, nth=1)

    assert [0] == list(taken(edited.events).items[0].parts["content"])


def test_next_index_counts_on_from_the_last() -> None:
    assert [0, 4, 2] == [next_index({}), next_index({1: None, 3: None}), next_index({3: None, 1: None})]
