"""What docs/sessions.md says is kept apart: one test for each of its invariants, by the invariant's name."""

import re
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest

from mockserver.http.clock import ManualClock
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.values import Call
from tests.http.house import housing
from tests.operations.world import BEARER
from tests.sessions.town import answering, ask, call, found, scenario, town, words

DOCUMENT = Path(__file__).parents[2] / "docs" / "sessions.md"
OUTPUT = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]


def two(sessions: Sessions | None = None) -> tuple[Session, Session]:
    """Give two sessions of one server."""
    both = sessions or town()
    return found(both, "a"), found(both, "b")


def test_every_invariant_has_its_test() -> None:
    written = re.findall(r"^(\d+)\. \*\*(\w+)\.\*\*", DOCUMENT.read_text(), re.MULTILINE)

    assert [f"test_{name.lower()}" for _, name in written] == [one.__name__ for one in INVARIANTS]
    assert [*range(1, len(written) + 1)] == [int(number) for number, _ in written]


def test_scenarios() -> None:
    sessions = town()
    a, b = two(sessions)
    sessions.load("a", [answering("Bye", "See you")])

    assert (200, 400, 400) == tuple(ask(one, "Bye").status for one in (a, b, sessions.default))
    assert 400 == ask(found(sessions, "later"), "Bye").status


def test_terms() -> None:
    sessions = town(answering("Hello", "Hi", "own"))
    sessions.create("a", [answering("Hello", "Hi", dialect="open-responses")])
    sessions.create("b", [answering("Hello", "Hi", contract="{rules: {authorization: off}}")])
    statuses = [s.handle(Call("responses.create", {}, {"model": "gpt-5", "input": "Hello"})).status for s in sessions]

    assert [401, 401, 200] == statuses
    assert ["openai", "open-responses", "openai"] == [session.dialect for session in sessions]


def test_steps() -> None:
    a, b = two()
    opened, other = ask(a, "Hello").body["id"], ask(b, "Hello").body["id"]
    first = words(ask(a, OUTPUT, previous_response_id=opened))

    assert ("Hi.", "Hi.") == (first, words(ask(b, OUTPUT, previous_response_id=other)))


def test_counts() -> None:
    once = scenario("starts: 1\nsteps: [{when: {last_user: start}, reply: [{message: Started}]}]", "once")
    sessions = town(once, answering("x", "y"))
    a, b = two(sessions)

    assert ([200, 400], [200, 400]) == tuple([ask(one, "start").status for _ in range(2)] for one in (a, b))


THREADS: dict[str, Callable[[dict[str, object]], list[object]]] = {
    "ids": lambda response: [*response["output"], *OUTPUT],  # type: ignore[misc]  # JSON
    "call ids": lambda response: [
        {"type": "function_call", "call_id": "call_1", "name": "look", "arguments": "{}"},
        *OUTPUT,
    ],
}


@pytest.mark.parametrize("follow", THREADS.values(), ids=THREADS.keys())
def test_threads(follow: Callable[[dict[str, object]], list[object]]) -> None:
    a, b = two()
    response = ask(a, "Hello").body
    user = {"role": "user", "content": "Hello"}
    followed = [user, *follow(response)]

    assert (400, 200) == (ask(b, followed).status, ask(a, followed).status)


@pytest.mark.parametrize("operation", ["retrieve", "input_items", "cancel", "delete"])
def test_responses(operation: str) -> None:
    a, b = two()
    followed = ask(a, "Hello").body["id"]
    path = {"response_id": ask(a, "Hello", background=True).body["id"]}
    statuses = [
        (call(one, f"responses.{operation}", path).status, ask(one, OUTPUT, previous_response_id=followed).status)
        for one in (b, a)
    ]

    assert [(404, 400), (200, 200)] == statuses


def test_conversations() -> None:
    a, b = two()
    made = call(a, "conversations.create").body["id"]
    path = {"conversation_id": made}
    calls = ("conversations.retrieve", "conversations.items.list", "conversations.delete")

    assert ([404] * 3, 404) == ([call(b, one, path).status for one in calls], ask(b, "Hello", conversation=made).status)
    assert (200, [200] * 3) == (ask(a, "Hello", conversation=made).status, [call(a, one, path).status for one in calls])


def test_limits() -> None:
    a, b = two(town(max_stored=2))
    kept = [ask(a, "Hello", metadata={"number": str(number)}).body["id"] for number in range(2)]
    for number in range(5):
        ask(b, "Hello", metadata={"number": str(number)})

    assert [200, 200] == [call(a, "responses.retrieve", {"response_id": one}).status for one in kept]


def test_ids() -> None:
    a, b = two()
    first, second = ask(a, "Hello"), ask(b, "Hello")
    ids = [re.findall(rb'"((?:resp|msg|fc)_[0-9a-f]{40,}\w*)"', answer.raw) for answer in (first, second)]

    assert all(ids)
    assert not {*ids[0]} & {*ids[1]}


def test_determinism() -> None:
    alone, crowded = town(), town()
    for name in ("x", "y"):
        ask(found(crowded, name), "Hello")
    crowded.delete("x")
    texts = ("Hello", "once", "retried")
    bodies = [[ask(found(sessions, "a"), text).raw for text in texts] for sessions in (alone, crowded)]

    assert bodies[0] == bodies[1]
    assert bodies[0] != [ask(found(town(seed=1), "a"), text).raw for text in texts]


def test_interleaving() -> None:
    alone, _ = two()
    a, b = two()
    texts = ("Hello", "Hello", "once", "retried", "unknown")
    expected = [ask(alone, text).raw for text in texts]

    assert expected == [[ask(one, text).raw for one in (b, a, b)][1] for text in texts]


def test_retries() -> None:
    a, b = two()
    first = ask(a, "retried").status, ask(b, "retried", retry=1).status

    assert (429, 429) == first
    assert (200, 200) == (ask(a, "retried", retry=1).status, ask(b, "retried", retry=1).status)
    assert [1] == [one.retry_of for one in a.journal if one.retry_of]


def test_journal() -> None:
    a, b = two()
    for one, text in ((a, "Hello"), (b, "unknown"), (b, "Hello")):
        ask(one, text)

    assert ([(1, 200)], [(1, 400), (2, 200)]) == tuple([(one.number, one.status) for one in s.journal] for s in (a, b))


def test_clock() -> None:
    a, b = two()
    assert isinstance(a.clock, ManualClock)
    a.clock.advance(3600.0)

    assert (3600.0, 0.0) == (a.clock.now(), b.clock.now())


def test_gates() -> None:
    a, b = two()
    a.gates.open("go", 0.0)

    assert (True, False) == (a.gates.is_open("go"), b.gates.is_open("go"))


def test_faults() -> None:
    a, b = two()
    a.faults.inject({"disconnect_after": 1})
    for one in (b, a):
        ask(one, "Hello", stream=True)

    assert [[()], [("disconnect_after",)]] == [[exchange.faults for exchange in one.journal] for one in (b, a)]


def test_connections() -> None:
    a, b = two()
    body = {"model": "gpt-5", "input": "Hello", "store": False}
    record = a.turn(Call("responses.connect", BEARER, {"type": "response.create", **body})).record
    assert record
    follow = {"type": "response.create", **body, "input": OUTPUT, "previous_response_id": record.id}
    failed = [one.turn(Call("responses.connect", BEARER, follow, kept=(record.id,))).failed for one in (b, a)]

    assert [True, False] == failed


def test_reset() -> None:
    sessions = town()
    a, b = two(sessions)
    made = [ask(one, "once").body["id"] for one in (a, b)]
    sessions.reset("a")
    fresh, same = two(sessions)
    known = [call(one, "responses.retrieve", {"response_id": made[at]}).status for at, one in enumerate((fresh, same))]

    assert ([404, 200], True) == (known, same is b)
    assert ([200, 400], made[0]) == (
        [ask(one, "once").status for one in (fresh, same)],
        call(fresh, "responses.retrieve", {"response_id": made[0]}).body["id"],
    )


def test_delete() -> None:
    sessions = town()
    gone: list[Session] = []
    sessions.watchers.append(gone.append)
    a, b = two(sessions)
    made = ask(a, "once").body["id"]
    sessions.delete("a")

    assert ([a], b) == (gone, found(sessions, "b"))
    assert 404 == call(found(sessions, "a"), "responses.retrieve", {"response_id": made}).status


def test_making() -> None:
    clients = 16
    with housing(limit=2) as house:
        together, statuses = Barrier(clients), []

        def come() -> None:
            together.wait()
            statuses.append(house.create("new").status)

        threads = [Thread(target=come) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seen = house.seen("new")

    assert ([200] * clients, [*range(1, clients + 1)]) == (statuses, [number for number, _ in seen])


def test_strays() -> None:
    with housing(strict=True) as house:
        for path in ("/s", "/s//v1/responses", "/s/unknown/v1/responses", "/s/a%00/v1/models"):
            house.ask(path)
        names, seen = house.run(lambda: house.host.sessions.names), house.seen("default")

    assert (["default"], [], 4) == (names, seen, len(house.host.strays))


INVARIANTS = (
    test_scenarios,
    test_terms,
    test_steps,
    test_counts,
    test_threads,
    test_responses,
    test_conversations,
    test_limits,
    test_ids,
    test_determinism,
    test_interleaving,
    test_retries,
    test_journal,
    test_clock,
    test_gates,
    test_faults,
    test_connections,
    test_reset,
    test_delete,
    test_making,
    test_strays,
)
