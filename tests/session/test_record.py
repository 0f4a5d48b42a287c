"""Responses that come about in the background: moved by looks, by time and by gates."""

from itertools import pairwise

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.so_far import so_far
from mockserver.values import Event, JsonObject
from tests.session.client import contract
from tests.session.life import CREATE, Life, texts

OUTPUT = "[{reasoning: Think}, {message: abcdef}, {function_call: {name: look, call_id: call_1}}]"
PACE = "stream: {chunks: [2, 2, 2], between: 10s}"
GATED = "stream: {gates: [{name: go, before: response.output_item.done}]}"


def life(*keys: str) -> Life:
    """Open a session whose stub answers in the background, with these keys beside its output."""
    return Life(f"stubs: [{{reply: {{{', '.join((f'output: {OUTPUT}', *keys))}}}}}]")


def begun(one: Life, **body: object) -> str:
    """Have a response made in the background."""
    made = one.create(background=True, **body)
    assert ("queued", []) == (made["status"], made["output"])
    return str(made["id"])


def looks(one: Life, response_id: str, count: int) -> list[tuple[str, int]]:
    """Look so often: the status and how many items are done, each time."""
    seen = (one.retrieve(response_id) for _ in range(count))
    return [(shown["status"], len(shown["output"])) for shown in seen]


def at(one: Life, response_id: str, *times: float) -> list[tuple[str, int]]:
    """Look at these times."""
    found = []
    for time in times:
        one.clock.time = time
        found += looks(one, response_id, 1)
    return found


def replayed(one: Life, response_id: str) -> list[Event]:
    """Read all the events that there are by now, which the contract has to like."""
    events = one.about("retrieve", response_id, stream="true").events
    assert [] == [found for event in events for found in contract().event_violations(event, CREATE)]
    return events


POLLED = [
    ("background: {polls: 1}", [("completed", 3), ("completed", 3)]),
    ("background: polling", [("in_progress", 1), ("completed", 3)]),
    ("background: {polls: 3}", [("in_progress", 0), ("in_progress", 1), ("completed", 3), ("completed", 3)]),
]


@pytest.mark.parametrize(("key", "seen"), POLLED, ids=[key for key, _ in POLLED])
def test_each_look_shows_its_share(key: str, seen: list[tuple[str, int]]) -> None:
    one = life(key)

    assert seen == looks(one, begun(one), len(seen))


def test_many_looks_show_at_least_that_it_is_in_progress() -> None:
    one = life("background: {polls: 100}")

    assert [("in_progress", 0)] * 3 == looks(one, begun(one), 3)


def test_looks_move_it_unless_the_reply_says_a_time() -> None:
    unpaced, paced = life(), life(PACE)

    assert [("in_progress", 1), ("completed", 3)] == looks(unpaced, begun(unpaced), 2)
    assert [("in_progress", 0)] * 5 == looks(paced, begun(paced), 5)


def test_time_moves_it_though_nobody_looks() -> None:
    one = life("background: time", PACE)

    assert [("in_progress", 0), ("completed", 3)] == at(one, begun(one), 1, 500)


def test_without_a_time_it_has_ended_at_once_by_time() -> None:
    one = life("background: time")

    assert [("completed", 3)] == looks(one, begun(one), 1)


def test_it_is_queued_as_long_as_its_author_says() -> None:
    one = life("background: {queued: 5s}")

    assert [("queued", 0), ("queued", 0), ("completed", 3)] == at(one, begun(one), 0, 4.9, 5)


def test_a_queue_puts_off_what_is_timed() -> None:
    direct, late = life("background: time", PACE), life("background: {queued: 5s}", PACE)
    times = [10.0 * step for step in range(1, 12)]

    assert at(direct, begun(direct), *times) == at(late, begun(late), *(time + 5 for time in times))


@pytest.mark.parametrize("key", ["background: {polls: 2}", "background: time"])
def test_a_gate_holds_it_back(key: str) -> None:
    one = life(key, GATED)
    made = begun(one)
    assert [("in_progress", 0)] * 3 == looks(one, made, 3)
    one.session.gates.open("go", one.clock.time)

    assert [("completed", 3)] == looks(one, made, 1)


NOT_BEGUN = [
    "background: {polls: 2}, stream: {gates: [{name: go}]}",
    "background: time, stream: {gates: [{name: go}]}",
    "stream: {at: [5, 6, 7, 8, 9, 10, 11, 12, 13]}",
]


@pytest.mark.parametrize("told", NOT_BEGUN)
def test_before_its_first_event_it_is_queued_and_can_be_cancelled(told: str) -> None:
    one = Life(f"steps: [{{reply: {{output: [{{message: a}}], {told}}}}}]")
    made = one.create(background=True)
    shown = one.retrieve(made["id"])
    cancelled = one.about("cancel", made["id"]).json
    types = one.about("retrieve", made["id"], stream="true").types

    assert (made, "cancelled", []) == (shown, cancelled["status"], cancelled["output"])
    assert ["response.created", "response.incomplete"] == types


def test_one_that_is_streamed_is_not_moved_by_looks() -> None:
    one = life("background: {polls: 2}", PACE)
    heard = one.ask(CREATE, model="gpt-5", input="Hi", stream=True, background=True)

    assert [("in_progress", 0)] * 3 == looks(one, heard.events[0]["response"]["id"], 3)


@pytest.mark.parametrize("count", range(1, 5))
def test_what_looks_have_shown_stays_when_somebody_streams(count: int) -> None:
    one = life("background: {polls: 4}", PACE)
    made = begun(one)
    seen = looks(one, made, count)[-1]
    events = replayed(one, made)

    assert seen[1] <= sum(event["type"] == "response.output_item.done" for event in events)
    assert seen[1] <= looks(one, made, 1)[0][1]
    assert (seen[0] == "completed") is (events[-1]["type"] == "response.completed")


def test_states_are_prefixes_of_each_other_in_time() -> None:
    one = life("background: {queued: 5s}", PACE)
    made, found = begun(one), list[tuple[JsonObject, list[Event]]]()
    for time in range(0, 120, 3):
        one.clock.time = float(time)
        found.append((one.retrieve(made), replayed(one, made)))

    for (_, events), (_, later) in pairwise(found):
        assert events == later[: len(events)]
    assert [] == check(found[-1][1], "openai")
    assert [so_far(events, "openai").response for _, events in found] == [state for state, _ in found]


def test_a_stream_goes_on_where_another_one_stopped() -> None:
    one = life("background: time", PACE)
    made = begun(one)
    one.clock.time = 15.0
    first = replayed(one, made)
    one.clock.time = 500.0
    last = first[-1]["sequence_number"]
    rest = one.about("retrieve", made, stream="true", starting_after=str(last)).events

    assert replayed(one, made) == [*first, *rest]


def test_it_waits_with_the_parameters_of_its_call() -> None:
    one = life()
    made = one.create(background=True, metadata={"a": "b"})

    assert ({"a": "b"}, True, None) == (made["metadata"], made["background"], made["usage"])


def test_an_equal_try_does_not_begin_it_anew() -> None:
    one = life("background: {polls: 2}")
    made = begun(one)
    looks(one, made, 2)
    one.ask(CREATE, model="gpt-5", input="Hi", background=True, retry=1)

    assert [("completed", 3)] == looks(one, made, 1)


def test_one_that_is_queued_can_be_followed() -> None:
    one = Life("stubs: [{reply: [{message: Hm}]}]")
    after = one.create("On", previous_response_id=begun(one))

    assert ["Hi", "On"] == texts(one.listed(after["id"]))


SLOW = "stubs: [{reply: {output: [{message: abcdef}], stream: {between: 1s, chunks: [1, 1, 1]}}}]"


def test_what_is_continued_while_it_is_made_stays_as_it_was() -> None:
    one = Life(SLOW)
    going = one.ask(CREATE, model="gpt-5", input="slow", stream=True).events[0]["response"]["id"]
    made = one.create("more", previous_response_id=going)
    one.clock.time = 1000.0

    assert ["slow", "more"] == texts(one.listed(made["id"]))
    assert 2 == made["usage"]["input_tokens"]


def test_a_record_knows_at_little_cost_whose_ids_are_its_own() -> None:
    one = Life("steps: [{reply: [{message: {id: msg_mine, text: Hi}}, {message: On}]}]")
    made = one.create([{"role": "user", "content": "Go", "id": "msg_given"}])
    record = one.session._desk.store.response(made["id"])
    names = [made["output"][1]["id"], "msg_mine", "msg_given", "msg_other"]

    assert record
    assert [True, True, True, False] == [record.names(name) for name in names]


def test_only_what_is_made_in_the_background_is_queued() -> None:
    one = Life("stubs: [{reply: {output: [{message: Hi}], background: {queued: 3s}}}]")
    made = one.create()["id"]

    assert "response.completed" == one.about("retrieve", made, stream="true").events[-1]["type"]
