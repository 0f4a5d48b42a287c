"""The sessions of one server: made, loaded, reset and deleted."""

import pytest

from mockserver.session.session import Session
from mockserver.values import ScenarioError, Violation
from tests.sessions.town import answering, ask, call, found, refused, scenario, town, words


def test_the_default_session_is_always_there() -> None:
    sessions = town()

    assert (["default"], sessions.default) == (sessions.names, sessions.get("default"))
    assert sessions.default is found(sessions, "default")


def test_a_session_is_made_on_its_first_use_only() -> None:
    sessions = town()
    first = found(sessions, "a")

    assert (first, None) == (found(sessions, "a"), sessions.get("b"))
    assert (["default", "a"], 2, [sessions.default, first]) == (sessions.names, len(sessions), [*sessions])


def test_strict_sessions_are_made_beforehand() -> None:
    sessions = town(strict=True)
    made = sessions.create("weather")
    unknown = sessions.find("wether")

    assert (404, "mock_unknown_session") == refused(unknown)
    assert made is sessions.find("weather")
    assert isinstance(unknown, Violation)
    assert "did you mean 'weather'? Sessions are made beforehand here (--strict-sessions)." in unknown.message


@pytest.mark.parametrize("strict", [False, True])
def test_a_wrong_name_is_no_session(strict: bool) -> None:
    assert (404, "mock_unknown_session") == refused(town(strict=strict).find("a\nb"))


def test_more_than_the_limit_are_not_made() -> None:
    sessions = town(limit=2)
    first = found(sessions, "a")
    found(sessions, "b")

    assert (429, "mock_too_many_sessions") == refused(sessions.find("c"))
    assert (["default", "a", "b"], first) == (sessions.names, sessions.find("a"))


def test_a_deleted_session_makes_room() -> None:
    sessions = town(limit=1)
    found(sessions, "a")

    assert (None, None) == (sessions.delete("a"), sessions.get("a"))
    assert "b" == found(sessions, "b").name


def test_no_more_than_the_default_session_when_none_is_allowed() -> None:
    assert (429, "mock_too_many_sessions") == refused(town(limit=0).find("a"))


def test_a_name_is_taken_once() -> None:
    sessions = town()
    found(sessions, "a")

    assert (409, "mock_session_exists") == refused(sessions.create("a"))
    assert (409, "mock_session_exists") == refused(sessions.create("default"))


def test_the_default_session_is_not_deleted() -> None:
    sessions = town()

    assert (409, "mock_default_session") == refused(sessions.delete("default"))
    assert ["default"] == sessions.names


def test_what_is_not_there_is_neither_loaded_nor_reset_nor_deleted() -> None:
    sessions = town()
    answers = (sessions.load("a", []), sessions.reset("a"), sessions.delete("a"))

    assert [(404, "mock_unknown_session")] * 3 == [refused(answer) for answer in answers]


def test_a_session_may_have_scenarios_of_its_own() -> None:
    sessions = town()
    session = sessions.create("a", [answering("Bye", "See you")])
    assert isinstance(session, Session)

    assert ("See you", 400) == (words(ask(session, "Bye")), ask(session, "Hello").status)


def test_a_session_may_have_none() -> None:
    session = town().create("a", [])
    assert isinstance(session, Session)

    assert 400 == ask(session, "Hello").status


def test_a_wrong_scenario_makes_no_session() -> None:
    sessions = town()
    with pytest.raises(ScenarioError, match="nothing_at_all"):
        sessions.create("a", [scenario("stubs: [{reply: [{nothing_at_all: {}}]}]")])

    assert ["default"] == sessions.names


def test_what_is_loaded_is_played_beside_the_rest() -> None:
    sessions = town()
    before = words(ask(found(sessions, "a"), "Hello"))
    after = sessions.load("a", [answering("Bye", "See you")])
    assert isinstance(after, Session)

    assert ("look", "See you", "look") == (before, words(ask(after, "Bye")), words(ask(after, "Hello")))


def test_a_thread_goes_on_after_more_was_loaded() -> None:
    sessions = town()
    opened = ask(found(sessions, "a"), "Hello").body
    sessions.load("a", [answering("Bye", "See you")])
    output = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]
    answer = ask(found(sessions, "a"), output, previous_response_id=opened["id"])

    assert "Hi." == words(answer)


def test_what_was_used_up_stays_so_after_more_was_loaded() -> None:
    sessions = town()
    ask(found(sessions, "a"), "once")
    sessions.load("a", [answering("Bye", "See you")])

    assert 400 == ask(found(sessions, "a"), "once", store=True).status


def test_gates_of_what_is_loaded_can_be_opened() -> None:
    gated = "stubs: [{reply: {output: [{message: Hi}], stream: {gates: [{name: late, before: 0}]}}}]"
    sessions = town()
    session = found(sessions, "a")
    session.gates.open("go", 0.0)
    sessions.load("a", [scenario(gated)])

    assert (("go", "late"), True, False) == (
        session.gates.names,
        session.gates.is_open("go"),
        session.gates.is_open("late"),
    )


def test_terms_count_before_the_first_call() -> None:
    sessions = town()
    before = found(sessions, "a")
    after = sessions.load("a", [answering("Bye", "See you", contract="{mode: report}")])
    assert isinstance(after, Session)

    assert (("enforce", "report"), True) == ((before.mode, after.mode), sessions.get("a") is after)
    assert "See you" == words(ask(after, "Bye", temperature=9))


TERMS = {
    "mode": ("contract", {"contract": "{mode: report}"}),
    "rules": ("contract", {"contract": "{rules: {unknown_parameter: warn}}"}),
    "models": ("contract", {"contract": "{models: [{match: gpt-5}]}"}),
    "dialect": ("dialect", {"dialect": "open-responses"}),
    "clock": ("clock", {"clock": "real"}),
}


@pytest.mark.parametrize(("key", "terms"), TERMS.values(), ids=TERMS.keys())
def test_terms_stand_from_the_first_call_on(key: str, terms: dict[str, str]) -> None:
    sessions = town(answering("Hello", "Hi", "own", clock="manual", dialect="openai"))
    session = found(sessions, "a")
    ask(session, "Hello")
    with pytest.raises(ScenarioError, match=key) as caught:
        sessions.load("a", [answering("Bye", "See you", **terms)])

    assert (session, 400) == (sessions.get("a"), ask(session, "Bye").status)
    assert "more.yaml" == caught.value.place.file


def test_the_same_terms_may_be_said_again() -> None:
    sessions = town(answering("Hello", "Hi", "own", dialect="openai"))
    ask(found(sessions, "a"), "Hello")
    sessions.load("a", [answering("Bye", "See you", dialect="openai")])

    assert "See you" == words(ask(found(sessions, "a"), "Bye"))


def test_a_name_of_a_scenario_is_taken_once() -> None:
    sessions = town()
    sessions.load("default", [answering("Bye", "See you")])
    with pytest.raises(ScenarioError, match=r"the scenario 'more' is already in more\.yaml"):
        sessions.load("default", [answering("Bye", "Never")])

    assert "See you" == words(ask(sessions.default, "Bye"))


GIVEN = """
given:
  conversations: [{id: conv_1, items: []}]
  responses:
    - {id: resp_1, model: gpt-5, input: Hi, output: [{message: Hi}], conversation: conv_1}
    - {id: resp_2, model: gpt-5, input: [REFERENCE], output: [{message: Hi}]}
stubs: [{when: {last_user: Bye}, reply: [{message: See you}]}]
"""


def test_what_a_loaded_scenario_gives_is_there() -> None:
    sessions = town()
    ask(sessions.default, "Hello")
    sessions.load("default", [scenario(GIVEN.replace("REFERENCE", "{role: user, content: Hi}"))])

    assert 200 == call(sessions.default, "responses.retrieve", {"response_id": "resp_2"}).status


def test_what_a_wrong_scenario_gives_is_not_there() -> None:
    sessions = town()
    ask(sessions.default, "Hello")
    with pytest.raises(ScenarioError, match="msg_9"):
        sessions.load("default", [scenario(GIVEN.replace("REFERENCE", "{type: item_reference, id: msg_9}"))])

    assert 404 == call(sessions.default, "responses.retrieve", {"response_id": "resp_1"}).status
    assert 404 == call(sessions.default, "conversations.retrieve", {"conversation_id": "conv_1"}).status


def test_a_reset_session_begins_again() -> None:
    sessions = town()
    found(sessions, "a")
    sessions.load("a", [answering("Bye", "See you")])
    first = [ask(found(sessions, "a"), text).raw for text in ("Hello", "once", "Bye")]
    fresh = sessions.reset("a")
    assert isinstance(fresh, Session)

    assert (0, 0.0, first) == (
        fresh.journal.calls,
        fresh.clock.now(),
        [ask(fresh, text).raw for text in ("Hello", "once", "Bye")],
    )


def test_who_watches_hears_which_sessions_are_no_more() -> None:
    sessions = town()
    gone: list[Session] = []
    sessions.watchers.append(gone.append)
    default, a, b = sessions.default, found(sessions, "a"), found(sessions, "b")
    sessions.reset("default")
    sessions.delete("a")
    sessions.load("b", [answering("Bye", "See you", contract="{mode: report}")])

    assert [default, a, b] == gone


RELOADED = [answering("Bye", "See you", "own", clock="manual")]


def test_reloading_changes_what_all_sessions_play_that_have_the_old_scenarios() -> None:
    sessions = town()
    found(sessions, "a")
    apart = sessions.create("apart", [answering("Hello", "Still here", "apart")])
    sessions.reload(RELOADED)

    assert [200, 200, 200] == [ask(found(sessions, name), "Bye").status for name in ("default", "a", "new")]
    assert isinstance(apart, Session)
    assert ("Still here", 400) == (words(ask(apart, "Hello")), ask(apart, "Bye").status)


def test_reloading_leaves_what_has_happened() -> None:
    sessions = town()
    session = sessions.default
    opened = ask(session, "Hello").body["id"]
    sessions.reload([scenario("clock: manual\nname: own\nsteps:\n" + STEPS)])
    output = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]

    assert (session, 1) == (sessions.default, session.journal.calls)
    assert "Hi there." == words(ask(session, output, previous_response_id=opened))


STEPS = """
  - when: {last_user: Hello}
    reply: [{function_call: {name: look, arguments: {}, call_id: call_1}}]
  - when: {tool_output: {of: look}}
    reply: [{message: Hi there.}]
"""


def test_a_thread_whose_scenario_is_gone_has_no_next_step() -> None:
    sessions = town()
    opened = ask(sessions.default, "Hello").body["id"]
    sessions.reload(RELOADED)
    output = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]

    assert 400 == ask(sessions.default, output, previous_response_id=opened).status


def test_what_was_loaded_stays_when_the_rest_is_reloaded() -> None:
    sessions = town()
    sessions.load("default", [answering("Aloha", "Mahalo")])
    sessions.reload(RELOADED)

    assert ("Mahalo", "See you") == (words(ask(sessions.default, "Aloha")), words(ask(sessions.default, "Bye")))


def test_on_other_terms_a_reloaded_session_begins_anew() -> None:
    sessions = town()
    before = sessions.default
    ask(before, "Hello")
    sessions.reload([answering("Bye", "See you", "own", contract="{mode: report}")])

    assert (False, "report", 0) == (
        before is sessions.default,
        sessions.default.mode,
        sessions.default.journal.calls,
    )


@pytest.mark.parametrize(
    "wrong",
    [scenario("stubs: [{reply: [{nothing_at_all: {}}]}]"), answering("Bye", "See you", "more")],
    ids=["wrong in itself", "named as what was loaded"],
)
def test_a_wrong_scenario_is_not_reloaded(wrong: object) -> None:
    sessions = town()
    sessions.load("default", [answering("Aloha", "Mahalo")])
    with pytest.raises(ScenarioError):
        sessions.reload([wrong])  # type: ignore[list-item]  # the table holds scenarios

    assert ("look", "look") == (words(ask(sessions.default, "Hello")), words(ask(found(sessions, "new"), "Hello")))
