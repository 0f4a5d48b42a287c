"""The turns of a WebSocket, as a connection gets them."""

import gc

import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.protocol.checker import check
from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.session.socket_turn import SocketTurn
from mockserver.values import Call, Event
from tests.session.client import BEARER, contract, said, start
from tests.session.life import Life, frames, read, texts

REPEAT = "steps: [{reply: [{message: Hi}], repeat: true}]"
REPLIES = """
stubs:
  - {when: {last_user: error}, reply: {error: {status: 429, code: slow, message: Slow down.}}}
  - {when: {last_user: raw}, reply: {raw: hello}}
  - {when: {last_user: broken}, reply: {output: [{message: abc}], fault: {error_event: {code: oops, message: Oops.}}}}
  - {when: {last_user: dropped}, reply: {output: [{message: abc}], fault: {disconnect_after: 2}}}
  - {when: {last_user: failed}, reply: {output: [{message: abc}], status: failed}}
"""


def refusal(turn: SocketTurn) -> tuple[int, str | None, str | None]:
    """Give status, param and code of the only frame, which the contract has to like."""
    [frame] = frames(turn)
    assert ("error", []) == (frame["type"], contract().event_violations(frame, "responses.connect"))
    return frame["status"], frame["error"]["param"], frame["error"]["code"]


def good(events: list[Event]) -> bool:
    """Tell whether contract and protocol like the frames of a turn."""
    found = [violation for event in events for violation in contract().event_violations(event, "responses.connect")]
    return not (found or check([without_lane(event) for event in events], "openai"))


def without_lane(event: Event) -> Event:
    return {name: value for name, value in event.items() if name != "stream_id"}


def unstored(one: Life, given: str, previous: SocketTurn | None = None) -> SocketTurn:
    """Make an unstored turn on a connection that keeps the previous one."""
    if previous is None:
        return one.turn(input=given, store=False)
    kept = str(previous.response_id)
    return one.turn(kept=(kept,), input=given, store=False, previous_response_id=kept)


def before(turn: SocketTurn) -> list[str]:
    assert turn.record
    return texts(turn.record.items(0.0))


def test_a_turn_is_a_stream_without_an_end_of_its_own() -> None:
    one = Life(REPEAT)
    turn = one.turn(input="Hi", stream=True)
    told = frames(turn)

    assert (True, "response.completed", False) == (good(told), told[-1]["type"], turn.failed)
    assert (turn.response_id, told[-1]["response"]) == (told[0]["response"]["id"], one.retrieve(str(turn.response_id)))


@pytest.mark.parametrize("lane", ["left", None])
def test_every_frame_names_its_lane(lane: str | None) -> None:
    one = Life(REPLIES)
    told = [frame for given in ("failed", "error", "nobody") for frame in frames(one.turn(lane, input=given))]

    assert {lane} == {frame.get("stream_id") for frame in told}


def test_what_breaks_the_contract_is_refused_in_a_frame() -> None:
    turn = Life(REPEAT).turn(input=7)

    assert ((400, "input", "invalid_type"), True, None) == (refusal(turn), turn.failed, turn.response_id)


FAILING = [("error", (429, None, "slow")), ("nobody", (400, None, "mock_no_match"))]


@pytest.mark.parametrize(("given", "error"), FAILING)
def test_an_error_is_a_frame(given: str, error: tuple[int, str | None, str]) -> None:
    turn = Life(REPLIES).turn(input=given)

    assert (error, True) == (refusal(turn), turn.failed)


def test_bytes_are_one_frame() -> None:
    turn = Life(REPLIES).turn(input="raw")

    assert turn.reply.reader
    assert ([b"hello"], False, None) == (read(turn.reply.reader, 0.0), turn.failed, turn.response_id)


ENDS = [
    ("broken", "error", "complete"),
    ("dropped", "response.in_progress", "hang_up"),
    ("failed", "response.failed", "complete"),
]


@pytest.mark.parametrize(("given", "last", "ending"), ENDS, ids=[name for name, *_ in ENDS])
def test_a_turn_ends_as_its_author_says(given: str, last: str, ending: str) -> None:
    turn = Life(REPLIES).turn(input=given)

    assert (last, ending, False) == (frames(turn)[-1]["type"], turn.reply.ending, turn.failed)


WHOLE = [
    ("error_event: {then_failed: true, after: 4}", 5, "error"),
    ("disconnect_after: {events: 4, bytes: 20}", 4, "response.content_part.added"),
    ("disconnect_after: headers", 0, None),
    ("cut_body: 5", 0, None),
    ("cut_body: 100000", 9, "response.completed"),
    ("wrong_event_name: 4", 9, "response.completed"),
    ("missing_done: true", 9, "response.completed"),
]


@pytest.mark.parametrize(("fault", "count", "last"), WHOLE, ids=[fault for fault, *_ in WHOLE])
def test_every_frame_arrives_whole_and_one_ends_a_turn(fault: str, count: int, last: str | None) -> None:
    one = Life(f"stubs: [{{reply: {{output: [{{message: abc}}], fault: {{{fault}}}}}}}]")
    told = frames(one.turn(input="Hi"))

    assert (count, last) == (len(told), told[-1]["type"] if told else None)
    assert [] == [found for frame in told for found in contract().event_violations(frame, "responses.connect")]


LOST = [
    ("disconnect_after: request", "hang_up"),
    ("disconnect_after: headers", "hang_up"),
    ("cut_body: 10", "hang_up"),
    ("stall: 0", "hang"),
]


@pytest.mark.parametrize("depth", ["error: {status: 503}", "raw: {text: Sorry., status: 503}"], ids=["error", "raw"])
@pytest.mark.parametrize(("fault", "ending"), LOST, ids=[fault for fault, _ in LOST])
def test_an_error_that_does_not_arrive_whole_is_no_frame(depth: str, fault: str, ending: str) -> None:
    turn = Life(f"stubs: [{{reply: {{{depth}, fault: {{{fault}}}}}}}]").turn(input="Hi")

    assert ([], ending) == (frames(turn), turn.reply.ending)


@pytest.mark.parametrize("given", ["failed", "error", "raw", "nobody"])
def test_the_journal_tells_of_a_turn(given: str) -> None:
    one = Life(REPLIES)
    turn = one.turn(input=given)

    assert [(1, turn.reply.status)] == [(entry.number, entry.status) for entry in one.session.journal]


def test_a_warm_up_answers_without_output_and_nobody_plays_it() -> None:
    one = Life(REPEAT)
    turn = one.turn(input="warm", generate=False)
    told = frames(turn)

    assert (True, [], None) == (good(told), told[-1]["response"]["output"], one.played)
    assert ("response.completed", 0) == (told[-1]["type"], told[-1]["response"]["usage"]["output_tokens"])


def test_warm_ups_are_continued() -> None:
    one = Life("steps: [{reply: [{message: One}]}, {reply: [{message: Two}]}]")
    first = one.turn(input="a", generate=False)
    second = one.turn(input="b", generate=False, previous_response_id=first.response_id)
    third = one.turn(input="c", previous_response_id=second.response_id)
    fourth = one.turn(input="d", previous_response_id=third.response_id)

    assert (["a", "b", "c"], "a step 2") == (before(third), one.played)
    assert ["a", "b", "c", "One", "d"] == before(fourth)


def test_a_warm_up_in_the_middle_keeps_the_thread() -> None:
    one = Life("steps: [{reply: [{message: One}]}, {reply: [{message: Two}]}]")
    first = one.turn(input="a")
    warm = one.turn(input="b", generate=False, previous_response_id=first.response_id)
    one.turn(input="c", previous_response_id=warm.response_id)

    assert "a step 2" == one.played


def test_history_that_is_brought_after_a_warm_up_leads_to_its_thread() -> None:
    one = Life("steps: [{reply: [{message: One}]}, {reply: [{message: Two}]}]")
    output = frames(one.turn(input="a"))[-1]["response"]["output"]
    warm = one.turn(input=[], instructions="Be brief.", generate=False)
    one.turn(input=[said("a"), *output, said("b")], previous_response_id=warm.response_id)

    assert "a step 2" == one.played


def test_equal_warm_ups_are_two_responses() -> None:
    one = Life(REPEAT)
    ids = [one.turn(input="a", generate=False).response_id for _ in range(2)]

    assert 2 == len({*ids})


def test_the_tokens_of_warm_ups_are_read() -> None:
    one = Life(REPEAT)
    warm = one.turn(input="One, two, three, four.", generate=False)
    told = frames(one.turn(input="Five", previous_response_id=warm.response_id))

    assert (
        frames(one.turn(input="Five"))[-1]["response"]["usage"]["input_tokens"]
        < (told[-1]["response"]["usage"]["input_tokens"])
    )


@pytest.mark.parametrize("generate", [True, False])
def test_what_is_not_stored_is_continued_only_by_those_who_keep_it(generate: bool) -> None:
    one = Life(REPEAT)
    first = one.turn(input="a", store=False, generate=generate)
    stranger = one.turn(input="b", previous_response_id=first.response_id)

    assert (400, "previous_response_id", "previous_response_not_found") == refusal(stranger)
    assert (["a", "Hi", "b"] if generate else ["a", "b"]) == before(unstored(one, "b", first))


def test_a_chain_of_unstored_turns_keeps_its_beginning() -> None:
    one = Life(REPEAT)
    first = unstored(one, "a")
    second = unstored(one, "b", first)
    del first
    gc.collect()

    assert ["a", "Hi", "b", "Hi", "c"] == before(unstored(one, "c", second))


def test_what_nobody_keeps_is_forgotten() -> None:
    one = Life(REPEAT)
    kept = str(unstored(one, "a").response_id)
    gc.collect()

    assert (400, "previous_response_id", "previous_response_not_found") == refusal(
        one.turn(kept=(kept,), input="b", previous_response_id=kept)
    )


def test_an_unstored_turn_is_not_retrieved() -> None:
    one = Life(REPEAT)
    turn = unstored(one, "a")

    assert 404 == one.about("retrieve", str(turn.response_id)).status


def test_a_stored_turn_is_continued_over_http() -> None:
    one = Life(REPEAT)
    turn = one.turn(input="a")

    assert ["a", "Hi", "b"] == texts(one.listed(one.create("b", previous_response_id=turn.response_id)["id"]))


def test_a_turn_may_continue_a_conversation() -> None:
    one = Life(REPEAT)
    talk = one.conversation(said("a"))
    one.turn(input="b", conversation=talk)

    assert ["a", "b", "Hi"] == texts(one.conversed(talk))


def test_frames_come_when_they_are_due() -> None:
    one = Life("stubs: [{reply: {output: [{message: abcd}], stream: {chunks: [2, 2], between: 1s}}}]")
    turn = one.turn(input="Hi")
    counts = [len(frames(turn, now)) for now in (0.0, 0.9, 1.0)]

    assert ([True, False, True], 10) == ([count > 0 for count in counts], sum(counts))


def test_equal_turns_of_equal_sessions_are_equal() -> None:
    assert frames(Life(REPEAT).turn(input="Hi")) == frames(Life(REPEAT).turn(input="Hi"))


@pytest.mark.parametrize(
    ("fault", "shown", "idle"),
    [
        ("{drop_event: 2, wrong_event_name: 1}", ("drop_event",), ("wrong_event_name",)),
        ("{html_error: 502}", (), ("html_error",)),
        ("{stall: 3}", ("stall",), ()),
    ],
)
def test_the_journal_knows_which_faults_frames_can_have(
    fault: str, shown: tuple[str, ...], idle: tuple[str, ...]
) -> None:
    session = start(f"stubs: [{{reply: {{output: [{{message: Hi}}], fault: {fault}}}}}]")
    session.turn(Call("responses.connect", BEARER, {"type": "response.create", "model": "gpt-5", "input": "x"}))

    [exchange] = session.journal
    assert (shown, idle) == (exchange.faults, exchange.idle_faults)


def test_open_responses_knows_no_warm_ups() -> None:
    opened = Contract.shipped(resources.contracts(), "open-responses")
    session = Session(opened, [loads(REPEAT, "a.yaml")], mode="off")
    body = {"type": "response.create", "model": "gpt-5", "input": "x", "generate": False}

    turn = session.turn(Call("responses.connect", BEARER, body))
    assert turn.record
    assert ["message"] == [item["type"] for item in turn.record.output(0.0)]
