"""Ids that the author wrote into the file, which several threads share."""

import pytest

from tests.session import client as styles
from tests.session.client import Client, Style, start
from tests.session.probe import PINNED, depth, played, steps, thread

LATE = """
steps:
  - reply: [{message: Wait.}]
  - reply: [{message: Wait.}]
  - {when: {last_user: Stop}, reply: [{function_call: {name: stop, call_id: call_1}}]}
  - {when: {tool_output: {of: stop}}, reply: [{message: Stopped.}]}
"""


@pytest.mark.parametrize("style", [styles.in_full, styles.by_reference, styles.only_call_ids], ids=lambda s: s.__name__)
def test_pinned_call_ids_may_be_shared_by_threads(style: Style) -> None:
    session = start(PINNED)
    clients = [Client(session, style, name=str(number)) for number in range(4)]
    for client in clients:
        client.say(f"Go {client.name}")
    for _ in range(2):
        for client in clients:
            client.bring_outputs()
    assert [steps(3)] * 4 == [played(client) for client in clients]
    threads = [thread(session, input="x", previous_response_id=client.last.id) for client in clients]
    assert [[number, number + 4, number + 8] for number in (1, 2, 3, 4)] == threads


def test_a_pinned_id_deep_in_one_thread_does_not_capture_another() -> None:
    session = start(PINNED, LATE)
    late, early = Client(session, styles.only_call_ids), Client(session, styles.only_call_ids)
    for text in ("Wait", "Wait", "Stop"):
        late.say(text)
    early.say("Go")
    assert "a step 2" == early.bring_outputs().played
    assert "b step 4" == late.bring_outputs().played


def test_a_pinned_id_names_the_tool_of_its_own_thread() -> None:
    session = start(PINNED, LATE)
    early, late = Client(session, styles.by_reference), Client(session, styles.by_reference)
    early.say("Go")
    for text in ("Wait", "Wait", "Stop"):
        late.say(text)
    assert "a step 2" == early.bring_outputs().played


def test_an_id_of_one_thread_alone_settles_which_of_the_shared_ones_count() -> None:
    session = start(PINNED.replace(", call_id: call_2", ""))
    first, second = Client(session, styles.only_call_ids), Client(session, styles.only_call_ids)
    first.say("Go")
    first.bring_outputs()
    second.say("Go")
    assert ("a step 3", 2) == (first.bring_outputs().played, depth(first.last))


def test_an_earlier_id_of_one_thread_settles_it_too() -> None:
    session = start(PINNED.replace(", call_id: call_1", ""))
    clients = [Client(session, styles.only_call_ids) for _ in range(2)]
    for client in clients:
        client.say("Go")
        client.bring_outputs()
    clients[0].bring_outputs()
    assert [1, 2, 5] == thread(session, input="x", previous_response_id=clients[0].last.id)


def test_the_innermost_of_shared_ids_counts() -> None:
    session = start(PINNED)
    clients = [Client(session, styles.only_call_ids) for _ in range(3)]
    for client in clients[:2]:
        client.say("Go")
        client.bring_outputs()
    clients[2].say("Go")
    assert ("a step 3", 2) == (clients[0].bring_outputs().played, depth(clients[0].last))
