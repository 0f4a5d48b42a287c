"""Stored responses, as the official Python SDK asks for them, called and awaited."""

from collections.abc import Callable
from typing import Any

import pytest
from openai import Omit

from tests.clients.cases import MODEL, WEATHER, Weather
from tests.clients.lifecycle import failure, hello, ids, texts, user

SEALED = "reasoning.encrypted_content"
GREETING = ["one", "two", "three", "four", "five"]


@pytest.fixture
def greeted(sdk: Any) -> Any:
    """Have a response made to five items, the last of which the scenario knows."""
    return hello(sdk, input=[*map(user, GREETING[:-1]), user("Hello")])


def test_retrieved_is_what_was_created(sdk: Any) -> None:
    created = hello(sdk)

    assert created == sdk.responses.retrieve(created.id)


def test_retrieved_is_what_was_streamed(sdk: Any) -> None:
    *_, last = hello(sdk, stream=True)

    assert last.response == sdk.responses.retrieve(last.response.id)


def test_stream_is_told_again(sdk: Any) -> None:
    events = list(hello(sdk, stream=True))

    assert events == list(sdk.responses.retrieve(events[0].response.id, stream=True))


def test_created_without_a_stream_can_be_streamed(sdk: Any) -> None:
    created = hello(sdk)
    *_, last = events = list(sdk.responses.retrieve(created.id, stream=True))

    assert list(range(len(events))) == [event.sequence_number for event in events]
    assert created == last.response


@pytest.mark.parametrize("number", [0, 3, 7])
def test_stream_is_told_from_a_number_on(sdk: Any, number: int) -> None:
    events = list(hello(sdk, stream=True))
    resumed = sdk.responses.retrieve(events[0].response.id, stream=True, starting_after=number)

    assert events[number + 1 :] == list(resumed)


def test_nothing_follows_the_last_event(sdk: Any) -> None:
    *_, last = hello(sdk, stream=True)

    assert [] == list(sdk.responses.retrieve(last.response.id, stream=True, starting_after=last.sequence_number))


def test_stream_helper_follows_a_stored_response(sdk: Any) -> None:
    created = hello(sdk)
    with sdk.responses.stream(response_id=created.id) as stream:
        assert created.id == stream.get_final_response().id


def test_stream_helper_begins_where_it_is_told(sdk: Any) -> None:
    with sdk.responses.stream(response_id=hello(sdk).id, starting_after=3) as stream:
        numbers = [event.sequence_number for event in stream]

    assert list(range(4, 4 + len(numbers))) == numbers


def test_stream_helper_parses_a_stored_response(sdk: Any) -> None:
    created = sdk.responses.parse(model=MODEL, input="Weather", text_format=Weather)
    with sdk.responses.stream(response_id=created.id, text_format=Weather) as stream:
        assert WEATHER == stream.get_final_response().output_parsed


@pytest.mark.parametrize(("include", "sealed"), [([], None), ([SEALED], "c2VhbGVk")], ids=["without", "with"])
def test_include_decides_what_is_shown(sdk: Any, include: list[str], sealed: str | None) -> None:
    created = hello(sdk, input="Think")
    reasoning, _ = sdk.responses.retrieve(created.id, include=include).output

    assert sealed == reasoning.encrypted_content


def test_obfuscation_is_switched_off(sdk: Any) -> None:
    created = hello(sdk)
    events = list(sdk.responses.retrieve(created.id, stream=True, include_obfuscation=False))
    deltas = [event.to_dict() for event in events if event.type == "response.output_text.delta"]

    assert deltas
    assert not [delta for delta in deltas if "obfuscation" in delta]


def test_deleted_is_gone(sdk: Any) -> None:
    created = hello(sdk)

    assert sdk.responses.delete(created.id) is None
    assert (404, None, f"Response with id '{created.id}' not found.") == failure(
        lambda: sdk.responses.retrieve(created.id)
    )


def test_unstored_is_not_found(sdk: Any) -> None:
    created = hello(sdk, store=False)

    assert (404, None, f"Response with id '{created.id}' not found.") == failure(
        lambda: sdk.responses.retrieve(created.id)
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda sdk: sdk.responses.retrieve("resp_none"),
        lambda sdk: sdk.responses.retrieve("resp_none", stream=True),
        lambda sdk: sdk.responses.delete("resp_none"),
        lambda sdk: sdk.responses.cancel("resp_none"),
        lambda sdk: sdk.responses.input_items.list("resp_none").data,
    ],
    ids=["retrieve", "stream", "delete", "cancel", "input_items"],
)
def test_unknown_is_not_found(sdk: Any, ask: Callable[[Any], Any]) -> None:
    assert (404, None, "Response with id 'resp_none' not found.") == failure(lambda: ask(sdk))


def test_only_background_is_cancelled(sdk: Any) -> None:
    created = hello(sdk)

    assert (400, "Cannot cancel a synchronous response.") == failure(lambda: sdk.responses.cancel(created.id))[::2]


def test_input_items_are_listed_newest_first(sdk: Any, greeted: Any) -> None:
    page = sdk.responses.input_items.list(greeted.id)

    assert ["Hello", "four", "three", "two", "one"] == texts(page.data)
    assert (page.data[0].id, page.data[-1].id, False) == (page.first_id, page.last_id, page.has_more)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_pages_join_to_the_whole(sdk: Any, greeted: Any, limit: int, order: str) -> None:
    whole = ids(sdk.responses.input_items.list(greeted.id, order=order).data)

    assert whole == ids(sdk.responses.input_items.list(greeted.id, order=order, limit=limit))


def test_pages_follow_an_item(sdk: Any, greeted: Any) -> None:
    items = ids(sdk.responses.input_items.list(greeted.id, order="asc").data)
    page = sdk.responses.input_items.list(greeted.id, order="asc", after=items[1], limit=2)

    assert (items[2:4], True) == (ids(page.data), page.has_more)


def test_input_items_keep_their_ids(sdk: Any, greeted: Any) -> None:
    first, second = (ids(sdk.responses.input_items.list(greeted.id).data) for _ in range(2))

    assert first == second
    assert 5 == len(set(first))


def test_chain_carries_input_and_output(sdk: Any) -> None:
    first = hello(sdk, instructions="Be brief.")
    second = hello(sdk, previous_response_id=first.id)
    items = sdk.responses.input_items.list(second.id, order="asc").data

    assert ["Hello", "Hi there.", "Hello"] == texts(items)
    assert (first.output[0].id, None) == (items[1].id, sdk.responses.retrieve(second.id).instructions)


def test_image_is_shown_on_request(sdk: Any) -> None:
    url = "https://example.com/a.png"
    content = [{"type": "input_text", "text": "Hello"}, {"type": "input_image", "image_url": url, "detail": "low"}]
    created = hello(sdk, input=[{"role": "user", "content": content}])
    include: Any = ["message.input_image.image_url"]
    (plain,) = sdk.responses.input_items.list(created.id).data
    (whole,) = sdk.responses.input_items.list(created.id, include=include).data

    assert (None, url) == (plain.content[1].image_url, whole.content[1].image_url)


def test_tokens_are_counted(sdk: Any) -> None:
    short = sdk.responses.input_tokens.count(model=MODEL, input="Hello")
    long = sdk.responses.input_tokens.count(model=MODEL, input="Hello, and how are you today?")

    assert 0 < short.input_tokens < long.input_tokens
    assert short == sdk.responses.input_tokens.count(model=MODEL, input="Hello")


def test_tokens_of_nothing_are_counted(sdk: Any) -> None:
    assert "response.input_tokens" == sdk.responses.input_tokens.count().object


def test_tokens_are_those_of_the_usage(sdk: Any) -> None:
    assert hello(sdk).usage.input_tokens == sdk.responses.input_tokens.count(model=MODEL, input="Hello").input_tokens


def test_tokens_of_everything_are_counted(sdk: Any) -> None:
    tool: Any = {"type": "function", "name": "f", "parameters": {"type": "object"}, "strict": False}
    whole: dict[str, Any] = {
        "model": MODEL,
        "input": [user("Hello")],
        "instructions": "Be brief.",
        "parallel_tool_calls": True,
        "personality": "friendly",
        "previous_response_id": hello(sdk).id,
        "reasoning": {"effort": "low"},
        "text": {"format": {"type": "text"}},
        "tool_choice": "auto",
        "tools": [tool],
        "truncation": "disabled",
    }

    assert 0 < sdk.responses.input_tokens.count(**whole).input_tokens


def test_compacted_is_the_next_input(sdk: Any) -> None:
    compacted = sdk.responses.compact(model=MODEL, input=[user("one"), user("two")], instructions="Be brief.")
    items = [item.to_dict() for item in compacted.output]

    assert ("response.compaction", "compaction") == (compacted.object, compacted.output[-1].type)
    assert "completed" == hello(sdk, input=[*items, user("Hello")]).status


def test_stored_response_is_compacted(sdk: Any) -> None:
    compacted = sdk.responses.compact(model=MODEL, previous_response_id=hello(sdk).id)

    assert "compaction" == compacted.output[-1].type


def test_compaction_wants_a_model(sdk: Any) -> None:
    status, param, _ = failure(lambda: sdk.responses.compact(model=Omit(), input="Hello"))

    assert (400, "model") == (status, param)


def test_compaction_trigger_is_answered_with_one_item(sdk: Any) -> None:
    answer = hello(sdk, input=[user("Hello"), {"type": "compaction_trigger"}])

    assert ["compaction"] == [item.type for item in answer.output]


def test_models_are_listed(sdk: Any) -> None:
    models = list(sdk.models.list())

    assert models
    assert models[0] == sdk.models.retrieve(models[0].id)


def test_unknown_model_is_not_found(sdk: Any) -> None:
    assert (404, "model", "The model 'none' does not exist") == failure(lambda: sdk.models.retrieve("none"))


def test_beta_twins_do_the_same(sdk: Any) -> None:
    created = hello(sdk.beta)
    (item,) = sdk.beta.responses.input_items.list(created.id).data

    assert (created.id, "Hello") == (sdk.beta.responses.retrieve(created.id).id, item.content[0].text)
    assert created.id == list(sdk.beta.responses.retrieve(created.id, stream=True))[-1].response.id
    assert sdk.beta.responses.delete(created.id) is None
    assert 404 == failure(lambda: sdk.beta.responses.cancel(created.id))[0]


def test_beta_twins_count_and_compact(sdk: Any) -> None:
    assert 0 < sdk.beta.responses.input_tokens.count(model=MODEL, input="Hello").input_tokens
    assert "compaction" == sdk.beta.responses.compact(model=MODEL, input="Hello").output[-1].type
