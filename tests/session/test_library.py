"""What is kept of the responses that are made, and how long."""

from typing import Any

import pytest

from mockserver.session.store import MAX_STORED
from mockserver.values import JsonObject
from tests.session.client import said
from tests.session.life import CREATE, RETRIEVE, Life, error_of, ids, texts

REPEAT = "steps: [{reply: [{message: Hi}], repeat: true}]"
ATTEMPTS = """
stubs:
  - attempts:
      - {output: [{message: One.}], fault: {disconnect_after: 2}}
      - {output: [{message: Two.}]}
"""


def reference(item_id: str) -> JsonObject:
    return {"type": "item_reference", "id": item_id}


def statuses(one: Life, *response_ids: str) -> list[int]:
    return [one.about("retrieve", response_id).status for response_id in response_ids]


def test_what_was_made_is_retrieved_as_it_was_sent() -> None:
    one = Life(REPEAT)
    made = one.create(metadata={"a": "b"}, instructions="Be brief.")

    assert made == one.retrieve(made["id"])


def test_its_stream_is_told_again_byte_by_byte() -> None:
    one = Life(REPEAT)
    first = one.ask(CREATE, model="gpt-5", input="Hi", stream=True)

    assert first.raw == one.about("retrieve", first.events[0]["response"]["id"], stream="true").raw


def test_what_is_not_stored_cannot_be_retrieved() -> None:
    one = Life(REPEAT)

    assert [404] == statuses(one, one.create(store=False)["id"])


def test_what_is_made_in_the_background_can_be_retrieved_stored_or_not() -> None:
    one = Life(REPEAT)

    assert [200] == statuses(one, one.create(store=False, background=True)["id"])


def test_chains_carry_input_and_output_without_instructions() -> None:
    one = Life(REPEAT)
    first = one.create("One", instructions="Be brief.")
    second = one.create("Two", previous_response_id=first["id"])
    third = one.create("Three", previous_response_id=second["id"])

    assert ["One", "Hi", "Two", "Hi", "Three"] == texts(one.listed(third["id"]))
    assert (None, first["output"][0]) == (second["instructions"], one.listed(third["id"])[1])


def test_the_ids_of_the_input_stay_and_differ() -> None:
    one = Life(REPEAT)
    first = one.create([said("One"), said("One")])
    second = one.create("One", previous_response_id=first["id"])
    listed = ids(one.listed(second["id"]))

    assert (listed, 4) == (ids(one.listed(second["id"])), len(set(listed)))
    assert ids(one.listed(first["id"])) == listed[:2]


@pytest.mark.parametrize("looks_before", [True, False], ids=["looked at before", "not looked at"])
def test_deleting_what_came_before_takes_nothing_from_what_followed(looks_before: bool) -> None:
    one = Life(REPEAT)
    other, first = one.create("Zero"), one.create("One")
    second = one.create([reference(other["output"][0]["id"]), said("Two")], previous_response_id=first["id"])
    if looks_before:
        one.listed(second["id"])
    for gone in (other, first):
        one.about("delete", gone["id"])

    assert ["One", "Hi", "Hi", "Two"] == texts(one.listed(second["id"]))


def test_a_reference_to_what_came_in_is_found() -> None:
    one = Life(REPEAT)
    given = one.listed(one.create("One")["id"])[0]
    second = one.create([reference(given["id"]), said("Two")])

    assert (["One", "Two"], given["id"]) == (texts(listed := one.listed(second["id"])), listed[0]["id"])


def test_a_reference_into_a_conversation_is_found() -> None:
    one = Life(REPEAT)
    talk = one.conversation(said("One"))
    made = one.create([reference(one.conversed(talk)[0]["id"])])

    assert ["One"] == texts(one.listed(made["id"]))


@pytest.mark.parametrize("way", ["deleted", "evicted", "unstored", "unknown"])
def test_what_is_gone_cannot_be_continued(way: str) -> None:
    one = Life(REPEAT, max_stored=1)
    first = one.create(store=way != "unstored")["id"]
    if way == "deleted":
        one.about("delete", first)
    if way == "evicted":
        one.create("More")
    heard = one.ask(CREATE, model="gpt-5", input="On", previous_response_id="resp_x" if way == "unknown" else first)

    assert (400, "previous_response_id", "previous_response_not_found") == error_of(heard)


def test_a_thread_goes_on_though_its_beginning_was_deleted() -> None:
    one = Life("steps: [{reply: [{message: A}]}, {reply: [{message: B}]}, {reply: [{message: C}]}]")
    first = one.create("One")
    second = one.create("Two", previous_response_id=first["id"])
    one.about("delete", first["id"])

    assert ["C"] == texts(one.create("Three", previous_response_id=second["id"])["output"])


def test_the_oldest_go_first_and_are_named() -> None:
    gone: list[str] = []
    one = Life(REPEAT, max_stored=2, on_evicted=gone.append)
    made = [one.create(str(number))["id"] for number in range(4)]

    assert (made[:2], [404, 404, 200, 200]) == (gone, statuses(one, *made))


def test_conversations_are_counted_for_themselves() -> None:
    gone: list[str] = []
    one = Life(REPEAT, max_stored=1, on_evicted=gone.append)
    made = one.create()["id"]
    first, _ = one.conversation(said("a")), one.conversation(said("b"))

    assert ([first], [200]) == (gone, statuses(one, made))
    assert 404 == one.ask("conversations.retrieve", {"conversation_id": first}).status


def test_what_is_deleted_makes_room() -> None:
    gone: list[str] = []
    one = Life(REPEAT, max_stored=2, on_evicted=gone.append)
    made = [one.create(str(number))["id"] for number in range(2)]
    one.about("delete", made[0])
    one.create("More")

    assert ([], [200]) == (gone, statuses(one, made[1]))


def test_unstored_responses_evict_nothing() -> None:
    one = Life(REPEAT, max_stored=1)
    made = one.create()["id"]
    one.create("More", store=False)

    assert [200] == statuses(one, made)


def test_there_is_a_bound_unless_told_otherwise() -> None:
    one = Life(REPEAT)
    made = [one.create(f"{number}")["id"] for number in range(MAX_STORED + 1)]

    assert [404, 200, 200] == statuses(one, *made[:2], made[-1])


@pytest.mark.parametrize("operation", ["retrieve", "delete", "cancel", "input_items"])
def test_nothing_of_one_session_is_in_another(operation: str) -> None:
    one, other = Life(REPEAT, name="one"), Life(REPEAT, name="other")
    made = one.create(background=True)["id"]

    assert (404, 200) == (other.about(operation, made).status, one.about("retrieve", made).status)


ELSEWHERE: list[tuple[str, dict[str, Any], int]] = [
    ("conversations.retrieve", {}, 404),
    ("conversations.delete", {}, 404),
    ("conversations.items.list", {}, 404),
    ("conversations.update", {"metadata": {}}, 404),
]


@pytest.mark.parametrize(("operation", "body", "status"), ELSEWHERE, ids=[name for name, *_ in ELSEWHERE])
def test_no_conversation_of_one_session_is_in_another(operation: str, body: dict[str, Any], status: int) -> None:
    one, other = Life(REPEAT, name="one"), Life(REPEAT, name="other")
    talk = one.conversation(said("Secret"))

    assert status == other.ask(operation, {"conversation_id": talk}, **body).status


def test_no_item_of_one_session_is_in_another() -> None:
    one, other = Life(REPEAT, name="one"), Life(REPEAT, name="other")
    item = reference(one.create()["output"][0]["id"])

    assert (404, "input", None) == error_of(other.ask(CREATE, model="gpt-5", input=[item]))


def test_another_attempt_takes_the_place_of_the_first() -> None:
    one = Life(ATTEMPTS)
    talk = one.conversation()
    for retry in (0, 1):
        heard = one.ask(CREATE, retry=retry, model="gpt-5", input="Hi", stream=True, conversation=talk)
    made = heard.events[-1]["response"]

    assert (made, "completed") == (one.retrieve(made["id"]), made["status"])
    assert ["Hi", "Two."] == texts(one.conversed(talk))


def test_an_equal_attempt_is_kept_once() -> None:
    one = Life(REPEAT)
    talk = one.conversation()
    first = one.create(conversation=talk)
    again = one.ask(CREATE, retry=1, model="gpt-5", input="Hi", conversation=talk).json

    assert (first, ["Hi", "Hi"]) == (again, texts(one.conversed(talk)))


def test_a_refusal_is_kept_by_nobody() -> None:
    one = Life("stubs: [{reply: {error: {status: 500}}}]")
    talk = one.conversation()
    one.ask(CREATE, model="gpt-5", input="Hi", conversation=talk)

    assert [] == one.conversed(talk)


def test_what_was_retrieved_is_not_moved_by_it() -> None:
    one = Life(REPEAT)
    made = one.create()
    for _ in range(3):
        one.ask(RETRIEVE, {"response_id": made["id"]})

    assert made == one.retrieve(made["id"])
