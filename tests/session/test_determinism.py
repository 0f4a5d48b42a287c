"""Equal sessions give equal bytes, and nothing that belongs to two threads is the same."""

import re
from collections.abc import Callable

import pytest

from mockserver.session.clock import EPOCH
from mockserver.session.session import Session
from mockserver.values import JsonObject
from tests.session import client as styles
from tests.session.client import Answer, Client, send, start

SCENARIO = """
steps:
  - reply:
      - reasoning: {summary: Think.}
      - message: Let me look.
      - function_call: {name: look}
  - reply: [{message: Seen.}]
  - reply: {error: {status: 404}}
stubs:
  - {when: {last_user: Stub}, reply: {error: {status: 429}}, priority: -1}
"""
ISSUED = re.compile(rb'"(?:resp|msg|fc|rs|call)_[0-9a-f]{48}"')


def play(session: Session, *, streams: bool = False) -> list[Answer]:
    client = Client(session, styles.in_full, stream=streams)
    client.say("Hello")
    client.bring_outputs()
    others: list[JsonObject] = [{"input": "Stub"}, {"input": "x", "temperature": "hot"}, {"input": client.history}]
    return [*client.answers, *(send(session, stream=streams, **body) for body in others)]


def bytes_of(session: Session, *, streams: bool = False) -> list[bytes]:
    return [answer.raw for answer in play(session, streams=streams)]


def ids_in(answer: Answer) -> set[bytes]:
    return set(ISSUED.findall(answer.reply.body))


@pytest.mark.parametrize("streams", [False, True], ids=["json", "stream"])
def test_equal_sessions_give_equal_bytes(streams: bool) -> None:
    assert bytes_of(start(SCENARIO), streams=streams) == bytes_of(start(SCENARIO), streams=streams)


@pytest.mark.parametrize(
    "other",
    [lambda: start(SCENARIO, seed=1), lambda: start(SCENARIO, name="other"), lambda: start(SCENARIO, name="", seed=10)],
    ids=["seed", "name", "both"],
)
def test_seed_and_name_change_every_id(other: Callable[[], Session]) -> None:
    one, two = play(start(SCENARIO)), play(other())
    assert [answer.status for answer in one] == [answer.status for answer in two]
    assert [] == [pair for pair in zip(one, two, strict=True) if ids_in(pair[0]) & ids_in(pair[1])]
    assert [] == [pair for pair in zip(one, two, strict=True) if request_id(pair[0]) == request_id(pair[1])]


def request_id(answer: Answer) -> bytes:
    return dict(answer.reply.headers)[b"x-request-id"]


def test_every_reply_has_a_request_id() -> None:
    answers = play(start(SCENARIO))
    assert [200, 200, 429, 400, 404] == [answer.status for answer in answers]
    assert 5 == len({request_id(answer) for answer in answers})


def test_ids_differ_between_replies_threads_and_kinds() -> None:
    session = start(SCENARIO)
    clients = [Client(session, styles.in_full) for _ in range(3)]
    for client in clients:
        client.say("Hello")
        client.bring_outputs()
    found = [
        ids_in(answer) - told for client in clients for answer, told in zip(client.answers, known(client), strict=True)
    ]
    assert [5, 2] * 3 == [len(ids) for ids in found]
    assert 21 == len(set().union(*found))


def known(client: Client) -> list[set[bytes]]:
    """Give the ids that a client knew before each answer."""
    return [set().union(*(ids_in(answer) for answer in client.answers[:at])) for at in range(len(client.answers))]


def test_a_reply_is_created_its_depth_after_the_epoch() -> None:
    session = start("steps: [{reply: [], repeat: true}]")
    client = Client(session, styles.by_reference)
    for text in ("One", "Two", "Three", "Three"):
        client.say(text)
    fork = send(session, input="Fork", previous_response_id=client.answers[0].id)
    answers = [*client.answers, fork, send(session, input="One")]
    assert [EPOCH + depth for depth in (0, 1, 2, 3, 1, 0)] == [answer.response["created_at"] for answer in answers]
    assert [EPOCH + depth + 1 for depth in (0, 1, 2, 3, 1, 0)] == [
        answer.response["completed_at"] for answer in answers
    ]


def test_unrelated_calls_change_no_byte() -> None:
    quiet, busy = start(SCENARIO), start(SCENARIO)
    for text in ("Other", "More", "Hello!"):
        play_other(busy, text)
    assert bytes_of(quiet) == bytes_of(busy)


def play_other(session: Session, text: str) -> None:
    client = Client(session, styles.by_reference)
    client.say(text)
    client.bring_outputs()


def test_the_same_call_as_json_and_as_stream_has_the_same_response() -> None:
    as_json, as_stream = (send(start(SCENARIO), input="Hello", stream=stream) for stream in (False, True))
    assert as_json.response == as_stream.response


def test_key_order_makes_no_other_call() -> None:
    one = send(start(SCENARIO), input="Hello", metadata={"a": "1", "b": "2"})
    two = send(start(SCENARIO), metadata={"b": "2", "a": "1"}, input="Hello")
    assert one.id == two.id


def test_tokens_of_earlier_replies_are_carried_when_the_server_keeps_the_history() -> None:
    session = start("steps: [{reply: [{message: Hello there}], repeat: true}]")
    client = Client(session, styles.by_reference)
    usages = [client.say("12345678").response["usage"] for _ in range(3)]
    inputs = [usage["input_tokens"] for usage in usages]
    assert [inputs[0] + usages[0]["total_tokens"], inputs[0] + usages[1]["total_tokens"]] == inputs[1:]


def test_tokens_of_earlier_replies_are_counted_once_when_the_client_sends_the_history() -> None:
    scenario = "steps: [{reply: [{message: Hello there}], repeat: true}]"
    client = Client(start(scenario), styles.in_full)
    client.say("Hello")
    history = client.history
    usage = client.say("On").response["usage"]
    alone = send(start(scenario), input=[*history, *client.new]).response["usage"]
    assert alone == usage
