"""What the sessions of one server share, and what each has of its own."""

from collections.abc import Callable

import pytest

from mockserver.http.clock import ManualClock
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.terms import Terms
from mockserver.session.opener import Opener
from mockserver.session.settle import TermsError
from mockserver.values import ScenarioError
from tests.sessions.town import answering, ask, contract_of, opener

HELLO = answering("Hello", "Hi", clock="manual")


def test_what_is_worked_out_is_shared() -> None:
    opens = opener(HELLO)
    first, second = opens.open("a"), opens.open("b")

    assert (first.contract, first.candidates) == (second.contract, second.candidates)
    assert first.contract is second.contract


def test_what_a_session_is_given_is_worked_out_once() -> None:
    opens = opener()

    assert opens.open("a", [HELLO]).candidates is opens.open("b", [HELLO]).candidates


def test_the_latest_of_what_sessions_were_given_is_remembered() -> None:
    opens = opener()
    before = opens.open("a", [HELLO]).candidates
    others = [answering("Hello", "Hi") for _ in range(64)]
    for other in others:
        opens.open("b", [other])

    assert before is not opens.open("a", [HELLO]).candidates
    assert opens.open("b", [others[-1]]).candidates is opens.open("c", [others[-1]]).candidates


def test_candidates_stay_when_others_are_added() -> None:
    opens = opener(HELLO)
    more = opens.extended(opens.own, [answering("Bye", "See you", "other")])

    assert opens.own.candidates.all == more.candidates.all[:1]
    assert [0, 1] == [one.load_order for one in more.candidates.all]


def test_every_session_has_a_clock_of_its_own() -> None:
    opens = opener(HELLO)
    first, second = opens.open("a").clock, opens.open("b").clock
    assert isinstance(first, ManualClock)
    first.advance(1.0)

    assert (1.0, 0.0) == (first.now(), second.now())


def test_who_hears_of_evictions_knows_whose_they_are() -> None:
    gone: list[tuple[str, str]] = []

    def evictions_of(name: str) -> Callable[[str], None]:
        return lambda stored_id: gone.append((name, stored_id))

    opens = Opener(contract_of, [answering("Hello", "Hi")], evictions_of=evictions_of, max_stored=1)
    session = opens.open("a")
    oldest = ask(session, "Hello").body["id"]
    ask(session, "Hello")

    assert [("a", oldest)] == gone


def test_what_stands_above_holds_for_every_session() -> None:
    opens = Opener(contract_of, [answering("Hello", "Hi")], [Configuration(contract=Terms(mode="report"))])

    assert ["report", "report"] == [session.mode for session in (opens.open("a"), opens.open("b", []))]


def test_what_stands_above_has_to_make_sense() -> None:
    with pytest.raises(TermsError, match="no_such_rule"):
        Opener(contract_of, [], [Configuration(contract=Terms(rules={"no_such_rule": "off"}))])


def test_only_the_servers_own_scenarios_are_taken_at_their_word() -> None:
    wrong = [answering("Hello", "Hi", contract="{}"), answering("Hello", "Hi")]
    opens = Opener(contract_of, wrong[:1], proven=True)

    with pytest.raises(ScenarioError, match="already in"):
        opens.open("a", wrong)
