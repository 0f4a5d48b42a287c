"""The node that a call follows: each rule alone."""

import pytest

from mockserver.values import JsonObject
from tests.session import client as styles
from tests.session.client import Client, new_conversation, said, send, start
from tests.session.probe import PINNED, REWRITTEN, TALK, calls, depth, followed, heard, opened, thread


def test_rule_1_follows_the_previous_response() -> None:
    session = start(TALK)
    first, _ = opened(session), opened(session)
    assert 1 == followed(session, input="Hello", previous_response_id=first.id)


def test_rule_1_puts_the_conversation_before_everything() -> None:
    session = start(TALK)
    first, second = new_conversation(session), new_conversation(session)
    send(session, input="Hello", conversation=first)
    other = opened(session, conversation={"id": second})
    send(session, input="On", conversation={"id": first})
    assert 5 == followed(session, input=[*other.output, said("x")], conversation=first)


def test_rule_2_knows_an_id_whatever_became_of_the_rest() -> None:
    session = start(TALK)
    item = opened(session).output[0]
    opened(session)
    assert 1 == followed(session, input=[said(REWRITTEN), heard(REWRITTEN, id=item["id"]), said("On")])


def test_rule_2_takes_the_innermost_of_several() -> None:
    client = Client(start(TALK), styles.in_full)
    made = [*client.say("One").output, *client.say("Two").output]
    client.say("Three")
    assert 2 == followed(client.session, input=[*reversed(made), said("On")])


def test_rule_2_does_not_take_words_of_a_later_reply_for_an_earlier_one() -> None:
    first = "{reply: [{message: Wait.}, {function_call: {name: look}}]}"
    client = Client(start(f"steps: [{first}, {{reply: [{{message: Seen.}}]}}, {{reply: []}}]"), styles.only_call_ids)
    client.say("Look")
    client.bring_outputs()
    assert ("a step 3", 2) == (client.say("And?").played, depth(client.last))


def test_rule_3_goes_by_what_was_spoken() -> None:
    session = start(TALK)
    opened(session), opened(session, "Other")
    assert 1 == followed(session, input=[said("He\nllo"), heard(" First ."), said("On")])
    assert 2 == followed(session, input=[said("Other"), heard("First."), said("On")])
    assert followed(session, input=[said("Nobody"), heard("First."), said("On")]) is None


def test_rule_3_prefers_the_longest_agreement() -> None:
    session = start(TALK.replace("Second", "First"))
    clients = [Client(session, styles.without_ids) for _ in range(3)]
    for client, opening in zip(clients, ("Hi", "Hello", "Hey"), strict=True):
        client.say(opening)
        client.say("On")
    history = [said("Hello"), heard("First."), said("On"), heard("First."), said("And?")]
    assert 4 == followed(session, input=history)
    assert 6 == followed(session, input=history[2:])


def test_rule_3_stays_below_the_latest_known_id() -> None:
    session = start(TALK)
    first, second = Client(session, styles.in_full), Client(session, styles.in_full)
    first.say("Hello"), second.say("Hello")
    first.say("On"), second.say("On")
    history = [said("Hello"), *first.answers[0].output, said("On"), heard("Second."), said("And?")]
    assert 3 == followed(session, input=history)


def test_rule_3_prefers_the_same_context_to_the_newest() -> None:
    session = start(TALK)
    send(session, input=[said("Report A"), said("Sum up")])
    send(session, input=[said("Report B"), said("Sum up")])
    assert 1 == followed(session, input=[said("Report A"), said("Sum up"), heard("First."), said("On")])
    assert 2 == followed(session, input=[said("Summary"), said("Sum up"), heard("First."), said("On")])


@pytest.mark.parametrize("setting", [{"instructions": "Be brief."}, {"tools": [{"type": "web_search"}]}], ids=str)
def test_ties_in_rule_3_go_to_the_same_setting_then_the_newest(setting: JsonObject) -> None:
    session = start(TALK)
    opened(session, **setting), opened(session), opened(session)
    history = [said("Hello"), heard("First."), said("On")]
    assert 1 == followed(session, input=history, **setting)
    assert 3 == followed(session, input=history)


def test_ties_in_rule_3_share_equal_calls_out() -> None:
    session = start(TALK)
    opened(session), opened(session)
    history = [said("Hello"), heard("First."), said("On")]
    twins = [send(session, input=history) for _ in range(4)]
    assert ["a step 2"] * 4 == [answer.played for answer in twins]
    parents = [thread(session, previous_response_id=answer.id, input="x")[-2] for answer in twins]
    assert [1, 1, 2, 2] == sorted(parents)


def test_rule_4_finds_the_longest_beginning_when_only_users_speak() -> None:
    session = start(TALK)
    clients = [Client(session, styles.only_users) for _ in range(2)]
    for client, text in zip(clients, ("Hello", "Hi"), strict=True):
        client.say(text)
        client.say("On")
    assert 2 == followed(session, input=[said(" Hel lo "), said("On"), said("And?")])
    assert 1 == followed(session, input=[said("Hello"), said("Off")])


def test_rule_4_wants_at_least_one_message() -> None:
    session = start(TALK)
    send(session, input=[{"role": "developer", "content": "Be brief."}])
    assert [] == thread(session, input=[said("Hello")])


@pytest.mark.parametrize(
    "body",
    [
        {"input": [said("Hello")]},
        {"input": "Hello"},
        {"input": [said("On"), said("Hello"), said("And?")]},
        {"input": [said("Hello"), said("On")], "instructions": "Be brief."},
    ],
    ids=["equal", "text", "other", "setting"],
)
def test_rule_4_wants_a_proper_beginning_and_the_same_setting(body: JsonObject) -> None:
    session = start(TALK)
    opened(session)
    assert [] == thread(session, **body)


def test_rule_4_shares_equal_calls_out() -> None:
    session = start(TALK)
    opened(session), opened(session)
    twins = [send(session, input=[said("Hello"), said("On")]) for _ in range(2)]
    parents = [thread(session, previous_response_id=answer.id, input="x")[-2] for answer in twins]
    assert [2, 1] == parents


def test_rule_5_takes_the_latest_known_id() -> None:
    session = start(PINNED.replace("call_1", "call_one"))
    send(session, input="Go")
    history = [said(REWRITTEN), *calls("call_one"), said("And?"), heard(REWRITTEN), said("On")]
    assert 1 == followed(session, input=history)
    assert followed(session, input=[said("On"), *calls("unknown"), said("And?")]) is None


def test_rule_5_goes_by_the_setting_where_threads_share_the_id() -> None:
    session = start(PINNED)
    send(session, input="Go", instructions="Be brief."), send(session, input="Go")
    history = [said(REWRITTEN), *calls("call_1"), said("And?"), heard(REWRITTEN), said("On")]
    assert 1 == followed(session, input=history, instructions="Be brief.")
    assert 2 == followed(session, input=history)


def test_where_ids_contradict_each_other_the_latest_counts() -> None:
    session = start(TALK)
    made = [opened(session, text).output[0] for text in ("Hello", "Hi", "Hey")]
    assert 3 == followed(session, input=[said("Hello"), *made, said("On")])


def test_rule_4_looks_at_openings_only() -> None:
    session = start(TALK)
    first = opened(session)
    send(session, input="On", previous_response_id=first.id)
    assert [] == thread(session, input=[said("On"), said("And?")])
