"""Retries: which call is one, and what it gets."""

import pytest

from mockserver.session.session import Session
from tests.session import client as styles
from tests.session.client import BEARER, Answer, Client, new_conversation, send, start, tool_outputs

ATTEMPTS = """
steps:
  - attempts:
      - error: {status: 429, code: rate_limit_exceeded}
      - error: {status: 500}
      - [{message: Free now.}]
"""
PLAIN = """
steps:
  - when: {last_user: {$contains: Hello}}
    reply: [{message: Hello!}]
  - reply: [{message: Go on.}]
    repeat: true
"""
THREAD = """
steps:
  - when: {last_user: {$contains: Hello}}
    reply: [{function_call: {name: look}}]
  - when: {tool_output: {of: look}}
    attempts:
      - error: {status: 503}
      - [{message: Seen.}]
  - reply: [{message: Goodbye.}]
"""


def one_step(reply: str) -> str:
    return f"steps: [{{{reply}}}]"


def journal(session: Session) -> list[tuple[int | None, bool]]:
    """Tell of every call which call it retried, and whether no attempt was written for it."""
    return [(exchange.retry_of, exchange.unexpected_retry) for exchange in session.journal]


def statuses(*answers: Answer) -> list[int]:
    return [answer.status for answer in answers]


@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
@pytest.mark.parametrize("counts", [(0, 1, 2), (None, None, None), (None, 1, 2)], ids=["counted", "bare", "mixed"])
def test_attempts_are_answered_in_turn(counts: tuple[int | None, ...], stream: bool) -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=count, input="Hello", stream=stream) for count in counts]
    assert [429, 500, 200] == statuses(*answers)
    assert "Free now." == answers[-1].text
    assert [(None, False), (1, False), (1, False)] == journal(session)
    assert ["a step 1"] * 3 == [answer.played for answer in answers]


def test_a_retry_count_of_zero_is_a_new_call() -> None:
    session = start(ATTEMPTS)
    assert [429, 429, 429] == statuses(*(send(session, retry=0, input="Hello") for _ in range(3)))
    assert [(None, False)] * 3 == journal(session)


def test_a_bare_call_after_a_success_is_a_new_call() -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=None, input="Hello") for _ in range(6)]
    assert [429, 500, 200, 429, 500, 200] == statuses(*answers)
    assert 2 == len({answers[2].id, answers[5].id})


@pytest.mark.parametrize(
    ("reply", "retried"),
    [
        *((f"error: {{status: {status}}}", True) for status in (408, 409, 429, 500, 503, 599)),
        *((f"error: {{status: {status}}}", False) for status in (400, 401, 404, 422)),
        ("output: [{message: Hi.}], fault: {error_event: {}}", True),
        ("output: [{message: Hi.}]", False),
        ("output: [{message: Hi.}], status: incomplete", False),
    ],
)
@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
def test_a_bare_call_retries_only_what_invites_to_it(reply: str, retried: bool, stream: bool) -> None:
    session = start(one_step(f"reply: {{{reply}}}"))
    first, second = (send(session, retry=None, input="Hello", stream=stream) for _ in range(2))
    assert (1 if retried else None, retried) == journal(session)[1]
    assert retried is (first.raw == second.raw)


def test_after_the_last_attempt_come_the_same_bytes_unexpectedly() -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=count, input="Hello") for count in range(5)]
    assert [answers[2].raw] * 2 == [answer.raw for answer in answers[3:]]
    assert [(None, False), (1, False), (1, False), (1, True), (1, True)] == journal(session)


@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
def test_a_retried_plain_reply_comes_again_unexpectedly(stream: bool) -> None:
    session = start(PLAIN)
    answers = [send(session, retry=count, input="Hello", stream=stream) for count in (0, 1)]
    assert answers[0].raw == answers[1].raw
    assert [(None, False), (1, True)] == journal(session)


def test_equal_parallel_calls_are_retried_each_for_itself() -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=count, input="Hello") for count in (0, 0, 1, 1, 2, 2)]
    assert [429, 429, 500, 500, 200, 200] == statuses(*answers)
    assert 2 == len({answers[-1].id, answers[-2].id})
    assert {(1, False), (2, False)} == set(journal(session)[2:])


def test_parallel_retries_may_overtake_each_other() -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=count, input="Hello") for count in (0, 0, 1, 2, 1, 2)]
    assert [429, 429, 500, 200, 500, 200] == statuses(*answers)
    assert 2 == len({answers[3].id, answers[5].id})


def test_a_retry_whose_first_try_was_lost_is_a_new_call() -> None:
    session = start(ATTEMPTS)
    answers = [send(session, retry=count, input="Hello") for count in (1, 2, 3)]
    assert [429, 500, 200] == statuses(*answers)
    assert [(None, False), (1, False), (1, False)] == journal(session)


def test_a_retry_in_the_middle_may_be_lost() -> None:
    session = start(ATTEMPTS)
    assert [429, 500, 200] == statuses(*(send(session, retry=count, input="Hello") for count in (0, 2, 5)))


def test_a_retry_belongs_to_the_newest_equal_call() -> None:
    session = start(PLAIN)
    talk = new_conversation(session)
    send(session, input="Hello", conversation=talk)
    second, third, again = (send(session, retry=n, input="On", conversation=talk) for n in (0, 0, 1))
    assert third.raw == again.raw
    assert second.id != again.id
    assert (4, True) == journal(session)[-1]


def test_a_retry_passes_over_what_was_given_up() -> None:
    session = start(ATTEMPTS)
    for count in (0, 0, 1, 2):
        send(session, retry=count, input="Hello")
    assert [(2, False), (2, False)] == journal(session)[2:]


@pytest.mark.parametrize(
    "style", [styles.by_reference, styles.in_full, styles.by_conversation], ids=lambda s: s.__name__
)
@pytest.mark.parametrize("counts", [(0, 1), (None, None)], ids=["counted", "bare"])
def test_a_retry_within_a_thread_does_not_move_it(style: styles.Style, counts: tuple[int | None, ...]) -> None:
    client = Client(start(THREAD), style)
    client.new = tool_outputs(client.say("Hello").output)
    client.history += client.new
    answers = [send(client.session, retry=count, **style(client)) for count in counts]
    client.history, client.answers = [*client.history, *answers[-1].output], [*client.answers, answers[-1]]
    assert [503, 200] == statuses(*answers)
    assert [False] == [unexpected for retried, unexpected in journal(client.session) if retried]
    assert "a step 3" == client.say("Bye").played


def test_a_retry_with_another_body_is_no_retry() -> None:
    session = start(ATTEMPTS)
    send(session, input="Hello", metadata={"a": "1", "b": "2"})
    assert 500 == send(session, retry=1, input="Hello", metadata={"b": "2", "a": "1"}).status
    assert 429 == send(session, retry=1, input="Hello", metadata={"a": "1"}).status


def test_a_retry_asks_for_the_same_way_of_sending() -> None:
    session = start(ATTEMPTS)
    send(session, input="Hello", stream=True)
    assert 429 == send(session, retry=1, input="Hello", stream=False).status
    assert (
        500 == send(session, retry=1, input="Hello", stream=True, stream_options={"include_obfuscation": False}).status
    )


@pytest.mark.parametrize("count", ["", "-1", "1.5", "one", "²", "9" * 5000], ids=lambda count: count[:9])
def test_a_count_that_is_none_is_not_looked_at(count: str) -> None:
    session = start(ATTEMPTS)
    headers = {**BEARER, "x-stainless-retry-count": count}
    assert [429, 500] == statuses(*(send(session, retry=None, headers=headers, input="Hello") for _ in range(2)))


def test_a_retry_takes_no_second_play_of_a_stub() -> None:
    session = start("stubs: [{reply: {error: {status: 429}}, times: 1}, {reply: [{message: Hi.}]}]")
    assert [429, 429, 200] == statuses(*(send(session, retry=count, input="Hello") for count in (0, 1, 0)))


def test_the_journal_names_what_was_retried() -> None:
    session = start(ATTEMPTS)
    for count in (0, 1):
        send(session, retry=count, input="Hello")
    told = [(one.number, one.status, one.played, one.retry_of, one.attempt) for one in session.journal]
    assert [(1, 429, "a step 1", None, 1), (2, 500, "a step 1", 1, 2)] == told


def test_a_retry_belongs_to_the_call_that_failed() -> None:
    session = start("stubs: [{reply: {error: {status: 500}}, times: 1}, {reply: [{message: Hi.}]}]")
    assert [500, 200, 500] == statuses(*(send(session, retry=count, input="Hello") for count in (0, 0, 1)))
