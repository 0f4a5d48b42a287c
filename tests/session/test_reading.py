"""What a request's input tells of its conversation."""

from hypothesis import given
from hypothesis import strategies as st

from mockserver.session.reading import Reading
from mockserver.session.turn import Turn
from mockserver.values import JsonObject

ITEMS: st.SearchStrategy[JsonObject] = st.one_of(
    st.builds(lambda role, text: {"role": role, "content": text}, st.sampled_from(["user", "assistant", "developer"]), st.text("ab ", max_size=3)),
    st.sampled_from([{"type": "function_call", "call_id": "c"}, {"type": "function_call_output", "call_id": "c", "output": ""}]),
)  # fmt: skip


@given(st.lists(ITEMS, max_size=12))
def test_the_last_turn_is_the_last_of_all_turns(items: list[JsonObject]) -> None:
    reading = Reading({"input": items})

    assert reading.turns[-1:] == ([reading.last_turn] if reading.has_model_items else [])


def test_a_turn_is_what_was_said_between_two_answers() -> None:
    said = [
        ("user", "One"),
        ("assistant", "1"),
        ("user", "Two"),
        ("user", "Three"),
        ("assistant", "2 "),
        ("user", "Four"),
    ]
    reading = Reading({"input": [{"role": role, "content": text} for role, text in said]})

    assert [Turn("", "One", "1"), Turn("Two", "Three", "2")] == reading.turns
    assert ("Four",) == reading.new_user_texts
