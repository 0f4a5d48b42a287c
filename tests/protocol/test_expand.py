"""Items become events; the laws over whole streams are in tests/laws."""

from collections.abc import Iterator

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse
from mockserver.protocol.expand import expand, interrupt
from mockserver.protocol.outcome import Outcome
from mockserver.values import DIALECTS, Dialect, Event, Json, JsonObject
from tests.protocol.item_bodies import BODIES as ALL_BODIES
from tests.protocol.played import items_of, stream_of

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


def broken_off(
    events: list[Event], after: int | None, dialect: Dialect = "openai", *, then_failed: bool = False
) -> list[Event]:
    return [*interrupt(events, events[-1]["response"], ERROR, after, dialect, then_failed=then_failed)]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("bodies", [[], *([body] for body in BODIES), BODIES], ids=range(len(BODIES) + 2))
@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.status)
def test_every_stream_is_correct_and_gives_its_items_back(
    bodies: list[tuple[str, Json]], outcome: Outcome, dialect: Dialect
) -> None:
    items = items_of(bodies, dialect)
    events = stream_of(items, outcome, dialect)

    assert ([], items) == (check(events, dialect), collapse(events, dialect))


@pytest.mark.parametrize("after", range(10))
def test_an_interrupted_stream_ends_with_the_error(after: int) -> None:
    events = stream_of(items_of([("message", "One two three")]))
    cut = broken_off(events, after)

    assert ([], after, "error") == (check(cut), len(cut) - 1, cut[-1]["type"])


@pytest.mark.parametrize("after", [None, 11, 100])
def test_at_the_latest_the_error_takes_the_place_of_the_end(after: int | None) -> None:
    events = stream_of(items_of([("message", "One two three")]))
    cut = broken_off(events, after)

    assert [*events[:-1], {"type": "error", "sequence_number": 10, **ERROR}] == cut


@pytest.mark.parametrize("after", [*range(10), None])
def test_in_open_responses_an_interrupted_stream_fails(after: int | None) -> None:
    events = stream_of(items_of([("message", "One two three")]), dialect="open-responses")
    cut = broken_off(events, after, "open-responses")

    assert ([], ["error", "response.failed"]) == (check(cut, "open-responses"), [event["type"] for event in cut[-2:]])


def test_in_open_responses_an_error_is_flat_and_an_object() -> None:
    events = stream_of(items_of([("message", "One"), ("message", "Two")]), dialect="open-responses")
    *_, error, failed = broken_off(events, 9, "open-responses")

    assert {"type": "error", "sequence_number": 9, **ERROR, "error": {"type": "server_error", **ERROR}} == error
    assert {"code": "server_error", "message": "No."} == failed["response"]["error"]
    assert ["msg_b00"] == [item["id"] for item in failed["response"]["output"]]


def test_reasoning_has_the_names_of_its_dialect() -> None:
    body: list[tuple[str, Json]] = [("reasoning", {"content": "One"})]
    names = [{event["type"] for event in stream_of(items_of(body), dialect=dialect)} for dialect in DIALECTS]

    assert {"response.reasoning_text.delta", "response.reasoning_text.done"} == names[0] - names[1]
    assert {"response.reasoning.delta", "response.reasoning.done"} == names[1] - names[0]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_error_may_come_before_anything_else(dialect: Dialect) -> None:
    events = stream_of(items_of([("message", "One")]), dialect=dialect)
    types = [event["type"] for event in broken_off(events, 0, dialect)]

    assert {"openai": ["error"], "open-responses": ["error", "response.failed"]}[dialect] == types


def test_failure_that_follows_an_error_holds_the_items_that_were_done() -> None:
    events = stream_of(items_of([("message", "One"), ("message", "Two")]))
    *kept, error, failed = broken_off(events, 9, then_failed=True)

    assert (events[:9], {"type": "error", "sequence_number": 9, **ERROR}) == (kept, error)
    assert ("failed", 10, ["msg_b00"]) == (
        failed["response"]["status"],
        failed["sequence_number"],
        [item["id"] for item in failed["response"]["output"]],
    )


def test_failed_response_has_neither_an_end_nor_details() -> None:
    events = stream_of(items_of([("message", "One")]), OUTCOMES[1])
    response = broken_off(events, None, then_failed=True)[-1]["response"]

    assert (None, None, {"code": "server_error", "message": "No."}) == (
        response["completed_at"],
        response["incomplete_details"],
        response["error"],
    )


def test_background_response_waits_in_a_queue() -> None:
    events = stream_of(items_of([("message", "One")]), queued=True)
    opening = [(event["type"], event["response"]["status"]) for event in events[:3]]

    assert [
        ("response.created", "queued"),
        ("response.queued", "queued"),
        ("response.in_progress", "in_progress"),
    ] == opening
    assert [] == check(events)


def pasted(name: str, *without: str) -> JsonObject:
    [item] = items_of([(name, ALL_BODIES[name][0])])
    return {key: value for key, value in item.items() if key not in without}


@pytest.mark.parametrize(
    "item",
    [
        pasted("function_call", "id", "status"),
        pasted("custom_tool_call", "id"),
        pasted("code_interpreter_call", "outputs"),
        {**pasted("message"), "content": [{"type": "output_text", "text": "Hi"}]},
        {"type": "gizmo_call", "id": "gz_1"},
    ],
    ids=["call without id", "tool call without id", "no outputs", "no logprobs", "unknown type"],
)
def test_item_that_lacks_what_we_would_write_still_streams(item: JsonObject) -> None:
    events = stream_of([item])

    assert [item] == collapse(events)


def test_deltas_hold_the_tokens_that_begin_in_them_and_the_done_all() -> None:
    tokens = [{"token": token, "logprob": -1.0} for token in ("On", "e tw", "o")]
    events = stream_of(items_of([("message", {"text": "One two", "logprobs": tokens})]))
    told = [[token["token"] for token in event["logprobs"]] for event in events if "logprobs" in event]

    assert [["On", "e tw"], ["o"], ["On", "e tw", "o"]] == told


@pytest.mark.parametrize(
    ("dialect", "keys"),
    [
        ("openai", {"token", "logprob", "top_logprobs"}),
        ("open-responses", {"token", "logprob", "bytes", "top_logprobs"}),
    ],
)
def test_tokens_of_events_have_the_shape_of_the_dialect(dialect: Dialect, keys: set[str]) -> None:
    tokens = [{"token": "One", "logprob": -1.0}]
    events = stream_of(items_of([("message", {"text": "One", "logprobs": tokens})], dialect), dialect=dialect)

    assert [keys, keys] == [set(event["logprobs"][0]) for event in events if "logprobs" in event]


@pytest.mark.parametrize("name", ALL_BODIES)
def test_deltas_and_nothing_else_are_padded(name: str) -> None:
    events = stream_of(items_of([(name, ALL_BODIES[name][-1])]), OUTCOMES[1], obfuscates=True)

    assert [event["type"].endswith(".delta") for event in events] == ["obfuscation" in event for event in events]


def test_padding_changes_nothing_else() -> None:
    items = items_of([("shell_call_output", "a b"), ("message", "One two")])
    padded = stream_of(items, obfuscates=True)

    assert stream_of(items) == [{key: event[key] for key in event if key != "obfuscation"} for event in padded]


class Counted:
    """A cut that counts the pieces that were taken from it."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self, text: str) -> Iterator[str]:
        for letter in text:
            self.taken += 1
            yield letter


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken off"])
def test_stream_takes_one_delta_at_a_time(*, broken: bool) -> None:
    cut, items = Counted(), items_of([("message", "x" * 100)])
    response = {"output": items}
    events = expand({"output": []}, response, "response.completed", cut)
    told = interrupt(events, response, ERROR, 50) if broken else events
    taken = [cut.taken for event in told if event["type"].endswith(".delta")]

    assert [*range(1, len(taken) + 1)] == [count - int(broken) for count in taken]
