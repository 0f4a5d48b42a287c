"""Making a long run short."""

from typing import Any

import pytest

from tests.session.client import said
from tests.session.life import CREATE, Life, error_of, texts

STEPS = "steps: [{reply: [{message: One}]}, {reply: [{message: Two}]}, {reply: [{message: Three}]}]"
REPEAT = "stubs: [{reply: [{message: Hi}]}]"


def compacted(one: Life, **body: Any) -> Any:
    heard = one.ask("responses.compact", model="gpt-5", **body)
    assert 200 == heard.status
    return heard.json


INPUTS: list[Any] = ["Hi", [said("Hi")], [], None]


@pytest.mark.parametrize("given", INPUTS, ids=str)
def test_all_items_become_one_compaction(given: Any) -> None:
    shown = compacted(Life(REPEAT), **({} if given is None else {"input": given}))

    assert ("response.compaction", ["compaction"]) == (shown["object"], [item["type"] for item in shown["output"]])


def test_its_output_is_good_input() -> None:
    one = Life(REPEAT)
    shown = compacted(one, input="Hi")

    assert ["Hi"] == texts(one.create([*shown["output"], said("On")])["output"])


@pytest.mark.parametrize("way", ["previous", "in full"])
def test_the_thread_goes_on_after_it(way: str) -> None:
    one = Life(STEPS)
    first = one.create("a")
    body = {"previous_response_id": first["id"]} if way == "previous" else {"input": [said("a"), *first["output"]]}
    second = one.create([*compacted(one, **body)["output"], said("b")])
    third = one.create([*compacted(one, previous_response_id=second["id"])["output"], said("c")])

    assert (["Two"], ["Three"]) == (texts(second["output"]), texts(third["output"]))


def test_what_is_compacted_again_leads_on() -> None:
    one = Life(STEPS)
    once = compacted(one, previous_response_id=one.create("a")["id"])
    twice = compacted(one, input=[*once["output"], said("x")])

    assert ["Two"] == texts(one.create([*twice["output"], said("b")])["output"])


def test_threads_stay_apart() -> None:
    one = Life(STEPS)
    first, other = one.create("a"), one.create("b")
    one.create("c", previous_response_id=other["id"])
    shown = compacted(one, previous_response_id=first["id"])

    assert ["Two"] == texts(one.create([*shown["output"], said("d")])["output"])


def test_it_counts_what_it_read() -> None:
    one = Life(REPEAT)
    first = one.create("One, two, three.")
    usage = compacted(one, previous_response_id=first["id"], input="Four")["usage"]

    assert first["usage"]["total_tokens"] + 1 == usage["input_tokens"]
    assert usage["input_tokens"] + usage["output_tokens"] == usage["total_tokens"]


def test_equal_calls_get_equal_answers() -> None:
    one = Life(REPEAT)

    assert compacted(one, input="Hi") == compacted(one, input="Hi")
    assert compacted(one, input="Hi")["id"] != compacted(one, input="Ho")["id"]


def test_it_is_no_response_that_could_be_retrieved() -> None:
    one = Life(REPEAT)

    assert 404 == one.about("retrieve", compacted(one, input="Hi")["id"]).status


REFUSED: list[tuple[dict[str, Any], tuple[int, str, str | None]]] = [
    ({"input": "Hi"}, (400, "model", "missing_required_parameter")),
    ({"model": 7, "input": "Hi"}, (400, "model", "invalid_type")),
    (
        {"model": "gpt-5", "previous_response_id": "resp_x"},
        (400, "previous_response_id", "previous_response_not_found"),
    ),
]


@pytest.mark.parametrize(("body", "error"), REFUSED, ids=["no model", "no text", "unknown response"])
def test_what_is_wrong_is_refused(body: dict[str, Any], error: tuple[int, str, str | None]) -> None:
    assert error == error_of(Life(REPEAT).ask("responses.compact", **body))


def test_its_output_is_an_input_item_of_the_next() -> None:
    one = Life(REPEAT)
    [item] = compacted(one, input="Hi")["output"]
    made = one.ask(CREATE, model="gpt-5", input=[item, said("On")]).json

    assert item["id"] == one.listed(made["id"])[0]["id"]
