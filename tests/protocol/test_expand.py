"""Items become events; the laws over whole streams are in tests/laws."""

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse
from mockserver.protocol.expand import expand, interrupt
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import usage
from mockserver.values import DIALECTS, Dialect, Event, Json, JsonObject

CITATION = {"type": "file_path", "file_id": "file_1", "index": 3}
BODIES: list[tuple[str, Json]] = [
    ("message", "Two words"),
    ("message", ""),
    ("message", {"text": "Cited", "annotations": [CITATION, CITATION]}),
    ("message", {"refusal": "No, thank you."}),
    ("message", {"content": ["One", {"refusal": "Two"}, {"json": {"three": 3}}]}),
    ("function_call", {"name": "f", "arguments": {"city": "Paris"}}),
    ("function_call", {"name": "f", "arguments": ""}),
    ("reasoning", {"summary": ["One", "Two"], "content": ["Three", ""], "encrypted_content": "eA=="}),
    ("reasoning", {}),
]
OUTCOMES = [
    Outcome(),
    Outcome("incomplete", reason="max_output_tokens"),
    Outcome("failed", None, "server_error", "No."),
]


ERROR = {"code": "server_error", "message": "No.", "param": None}


def items_of(bodies: list[tuple[str, Json]], dialect: Dialect = "openai") -> list[JsonObject]:
    return [complete_item(name, body, Ids("b"), index, dialect) for index, (name, body) in enumerate(bodies)]


def stream_of(items: list[JsonObject], outcome: Outcome = OUTCOMES[0], dialect: Dialect = "openai") -> list[Event]:
    before = begun("resp_b00", 1, {"model": "m"})
    return expand(before, ended(before, outcome, items, usage(1, 2, 3), 2), outcome.event, dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("bodies", [[], *([body] for body in BODIES), BODIES], ids=range(len(BODIES) + 2))
@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.status)
def test_every_stream_is_correct_and_gives_its_items_back(
    bodies: list[tuple[str, Json]], outcome: Outcome, dialect: Dialect
) -> None:
    items = items_of(bodies, dialect)
    events = stream_of(items, outcome, dialect)

    assert ([], items) == (check(events, dialect), collapse(events, dialect))


@pytest.mark.parametrize("after", range(1, 10))
def test_an_interrupted_stream_ends_with_the_error(after: int) -> None:
    events = stream_of(items_of([("message", "One two three")]))
    cut = interrupt(events, ERROR, after)

    assert ([], after, "error") == (check(cut), len(cut) - 1, cut[-1]["type"])


@pytest.mark.parametrize("after", [None, 11, 100])
def test_at_the_latest_the_error_takes_the_place_of_the_end(after: int | None) -> None:
    events = stream_of(items_of([("message", "One two three")]))
    cut = interrupt(events, ERROR, after)

    assert [*events[:-1], {"type": "error", "sequence_number": 10, **ERROR}] == cut


@pytest.mark.parametrize("after", [*range(2, 10), None])
def test_in_open_responses_an_interrupted_stream_fails(after: int | None) -> None:
    events = stream_of(items_of([("message", "One two three")]), dialect="open-responses")
    cut = interrupt(events, ERROR, after, "open-responses")

    assert ([], ["error", "response.failed"]) == (check(cut, "open-responses"), [event["type"] for event in cut[-2:]])


def test_in_open_responses_an_error_is_flat_and_an_object() -> None:
    events = stream_of(items_of([("message", "One"), ("message", "Two")]), dialect="open-responses")
    *_, error, failed = interrupt(events, ERROR, 9, "open-responses")

    assert {"type": "error", "sequence_number": 9, **ERROR, "error": {"type": "server_error", **ERROR}} == error
    assert {"code": "server_error", "message": "No."} == failed["response"]["error"]
    assert ["msg_b00"] == [item["id"] for item in failed["response"]["output"]]


def test_reasoning_has_the_names_of_its_dialect() -> None:
    body: list[tuple[str, Json]] = [("reasoning", {"content": "One"})]
    names = [{event["type"] for event in stream_of(items_of(body), dialect=dialect)} for dialect in DIALECTS]

    assert {"response.reasoning_text.delta", "response.reasoning_text.done"} == names[0] - names[1]
    assert {"response.reasoning.delta", "response.reasoning.done"} == names[1] - names[0]
