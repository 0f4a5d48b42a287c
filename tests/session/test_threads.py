"""Threads: clients of every style go on with their own."""

import pytest

from tests.session import client as styles
from tests.session.client import Client, Style, said, send, start
from tests.session.probe import TALK, calls, followed, heard, opened, played, steps, thread

AGENT = """
steps:
  - when: {last_user: {$contains: weather}}
    reply:
      - reasoning: {summary: Think.}
      - message: Let me look.
      - function_call: {name: get_weather, arguments: {city: Paris}}
      - function_call: {name: get_time}
  - when: {tool_output: [{of: get_weather}, {of: get_time}]}
    reply: [{reasoning: {summary: Done.}}, {message: It is 18 °C.}]
  - when: {last_user: {$contains: London}}
    reply: [{function_call: {name: get_weather, arguments: {city: London}}}]
  - when: {tool_output: {of: get_weather}}
    reply: [{message: Rain.}]
  - reply: [{message: Goodbye.}]
"""
AGENT_STYLES: tuple[Style, ...] = (
    styles.by_reference,
    styles.user_before_outputs,
    styles.by_conversation,
    styles.in_full,
    styles.only_message_ids,
    styles.only_call_ids,
    styles.without_reasoning,
    styles.without_ids,
    styles.as_strings,
    styles.respaced,
    styles.with_insertion,
    styles.summarised,
    styles.with_references,
)
TALK_STYLES = (*AGENT_STYLES, styles.only_users)


def play_agent(client: Client, city: str = "Paris") -> None:
    client.say(f"The weather in {city}?")
    client.bring_outputs()
    client.say(f"And in London, not {city}?")
    client.bring_outputs()
    client.say(f"Thanks for {city}.")


@pytest.mark.parametrize("style", AGENT_STYLES, ids=lambda style: style.__name__)
def test_every_style_of_agent_goes_on_with_its_thread(style: Style) -> None:
    client = Client(start(AGENT), style)
    play_agent(client)
    assert steps(5) == played(client)


@pytest.mark.parametrize("style", AGENT_STYLES, ids=lambda style: style.__name__)
def test_other_threads_do_not_disturb(style: Style) -> None:
    session = start(AGENT)
    clients = [Client(session, style, name=name) for name in ("one", "two", "three")]
    for client in clients:
        client.say(f"The weather in {client.name}?")
    for client in reversed(clients):
        client.bring_outputs()
    for client in clients:
        client.say(f"And in London, not {client.name}?")
    assert [steps(3)] * 3 == [played(client) for client in clients]
    assert 9 == len({answer.id for client in clients for answer in client.answers})


@pytest.mark.parametrize("style", TALK_STYLES, ids=lambda style: style.__name__)
def test_every_style_of_talk_goes_on_with_its_thread(style: Style) -> None:
    session = start(TALK)
    clients = [Client(session, style, name=name) for name in ("one", "two", "three")]
    for turn in ("Hello", "Go on", "Bye"):
        for client in clients:
            client.say(f"{turn}, {client.name}.")
    assert [steps(3)] * 3 == [played(client) for client in clients]


def test_the_same_opening_twice_is_two_threads() -> None:
    session = start(TALK)
    answers = [opened(session), opened(session)]
    assert ["a step 1"] * 2 == [answer.played for answer in answers]
    assert 2 == len({answer.id for answer in answers})
    assert [1] == thread(session, input="On", previous_response_id=answers[0].id)


def test_forks_get_the_same_next_step_and_other_ids() -> None:
    session = start(TALK)
    first = opened(session)
    forks = [send(session, input=text, previous_response_id=first.id) for text in ("Left", "Right", "Right")]
    assert ["a step 2"] * 3 == [answer.played for answer in forks]
    assert 3 == len({answer.id for answer in forks})


def test_a_thread_goes_on_after_a_fork_where_each_branch_stands() -> None:
    session = start(TALK)
    client = Client(session, styles.in_full)
    client.say("Hello")
    history = client.history
    client.say("Left")
    client.say("On")
    client.history, client.answers = history, client.answers[:1]
    assert "a step 2" == client.say("Right").played
    assert "a step 3" == client.say("On").played


def test_a_used_up_thread_is_a_miss_that_names_the_earlier_calls() -> None:
    client = Client(start(TALK), styles.by_reference)
    for text in ("Hello", "On", "Bye"):
        client.say(text)
    error = send(client.session, input="More", previous_response_id=client.last.id).error
    thread_line = "the call goes on with the thread of a step 1 by call 1, a step 2 by call 2, a step 3 by call 3"
    assert "mock_no_match" == error["code"]
    assert [thread_line, "a has no step after a step 3"] == error["message"].splitlines()[2:4]


def test_the_last_step_may_repeat() -> None:
    client = Client(start(TALK.replace("{message: Third.}]", "{message: Third.}], repeat: true")), styles.in_full)
    for text in ("Hello", "On", "Bye", "More", "More"):
        client.say(text)
    assert ["Third."] * 3 == [answer.text for answer in client.answers[2:]]
    assert 5 == len({answer.id for answer in client.answers})


def test_a_later_attempt_is_what_the_thread_remembers() -> None:
    first = "attempts: [{error: {status: 500}}, [{message: First.}, {function_call: {name: f, call_id: call_1}}]]"
    session = start(TALK.replace("reply: [{message: First.}]", first))
    opened(session), opened(session, "Other")
    for text in ("Hello", "Other"):
        send(session, retry=1, input=[said(text)])
    assert 1 == followed(session, input=[said("Hello"), heard("First."), said("On")])
    assert 2 == followed(session, input=[said("Other"), *calls("call_1"), said("On")])


def test_an_error_is_no_reply_to_follow() -> None:
    session = start(TALK.replace("reply: [{message: Second.}]", "reply: {error: {status: 404}}"))
    client = Client(session, styles.in_full)
    client.say("Hello")
    send(session, input=[*client.history, said("On")])
    assert 1 == followed(session, input=[*client.history, said("On"), said("Hm")])
