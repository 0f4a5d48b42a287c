"""What a test tells its session."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockserver import MockServer, RequestSnapshot, ScenarioError, SessionHandle, call, error, item, say
from tests.testing.asking import TOOLS, ask, client, output_of, words


def test_a_script_is_played_in_order(session: SessionHandle) -> None:
    session.script(call("get_weather", city="Paris"), say("18 °C in Paris."))
    first = ask(session, tools=TOOLS)
    last = ask(session, output_of(first), previous_response_id=first["id"], tools=TOOLS)

    assert ("get_weather", '{"city":"Paris"}') == (first["output"][0]["name"], first["output"][0]["arguments"])
    assert "18 °C in Paris." == words(last)
    session.check()


def test_scripts_are_threads_of_their_own(session: SessionHandle) -> None:
    session.script(say("One."))
    session.script(say("Two."))

    assert ["One.", "Two."] == [words(ask(session)) for _ in range(2)]
    assert ["script step 1", "script 2 step 1"] == [request.played for request in session.requests]


def test_a_script_can_go_on_after_calls(session: SessionHandle) -> None:
    session.script(say("One."))
    ask(session)
    session.script(say("Two."))

    assert "Two." == words(ask(session))


def test_what_the_contract_forbids_is_found_at_once(session: SessionHandle) -> None:
    with pytest.raises(
        ScenarioError, match=r"test_author.py:\d+:24: unknown key 'txt' in a message; did you mean 'text'"
    ):
        session.script(item("message", txt="Hi."))
    assert [] == session.verify()


def test_a_stub_answers_what_looks_so(session: SessionHandle) -> None:
    session.on({"last_user": "Hello"}, say("Hi."), times=1)
    session.on({}, error(429), priority=20)

    assert "Hi." == words(ask(session))
    assert "rate_limit_error" == ask(session, "Bye")["error"]["type"]


def test_a_stub_may_expect_more(session: SessionHandle) -> None:
    session.on(None, say("Hi."), expect={"model": "gpt-4"})

    assert "mock_expectation_failed" == ask(session)["error"]["code"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"when": {"last_usr": "a"}}, "unknown key 'last_usr' in a condition; did you mean 'last_user'"),
        ({"when": {"model": object()}}, "not JSON"),
        ({"times": 0}, "'times' must be at least 1"),
        ({"reply": 3}, "the reply of on() must be"),
        ({"expect": {"operation": "x"}}, "'operation' selects"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_a_wrong_stub_is_one_clear_line(given: dict[str, Any], message: str, session: SessionHandle) -> None:
    with pytest.raises(ScenarioError, match=r"test_author.py:") as raised:
        session.on(**{"when": {}, "reply": say("Hi."), **given})
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "reply",
    [
        lambda request: say(f"{request['input']} {request.number}"),
        lambda request: [say(f"{request.input[0]['content']} {request.number}")],
        lambda request: {"output": [{"message": f"{request['input']} {request.number}"}], "status": "incomplete"},
    ],
    ids=["item", "list", "mapping"],
)
def test_a_function_may_answer(reply: Callable[[RequestSnapshot], Any], session: SessionHandle) -> None:
    session.on({"last_user": "Hello"}, reply)

    assert ["Hello 1", "Hello 2"] == [words(ask(session)) for _ in range(2)]
    session.check()


def test_a_function_may_answer_with_an_error_or_anything(session: SessionHandle) -> None:
    session.on({"last_user": "a"}, lambda request: error(400, "no_a"))
    session.on({"last_user": "b"}, lambda request: "auto")

    assert "no_a" == ask(session, "a")["error"]["code"]
    assert "completed" == ask(session, "b")["status"]


def test_a_function_sees_the_whole_request(session: SessionHandle) -> None:
    seen: list[RequestSnapshot] = []

    def note(request: RequestSnapshot) -> Any:
        seen.append(request)
        return say("Hi.")

    session.on({}, note)
    ask(session, metadata={"a": "b"})

    assert session.requests == seen
    assert ("responses.create", "Bearer sk-test", 1) == (
        seen[0].operation,
        seen[0].headers["authorization"],
        seen[0].number,
    )
    assert (None, [], None) == (seen[0].status, seen[0].output, seen[0].played)


def test_a_function_answers_other_operations_too(session: SessionHandle) -> None:
    session.on({"operation": "responses.input_tokens"}, lambda request: {"input_tokens": 7})
    with client(session) as opened:
        answer = opened.post("/responses/input_tokens", json={"model": "gpt-5", "input": "Hello"}).json()

    assert 7 == answer["input_tokens"]


def failing(request: RequestSnapshot) -> Any:
    raise KeyError("Paris")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (failing, "KeyError: 'Paris'"),
        (lambda request: pytest.fail("no more"), "Failed: no more"),
        (lambda request: 3, "what <lambda>() returns must be say(…)"),
        (lambda request: item("mesage"), "unknown item type 'mesage'"),
        (lambda request: item("message", txt="Hi."), "unknown key 'txt' in a message"),
        (lambda request: {"input_tokens": 7}, "responses.create is answered with"),
    ],
    ids=range(6),
)
def test_what_a_function_raises_fails_the_test(function: Any, message: str, session: SessionHandle) -> None:
    session.on({}, function)
    answer = ask(session)["error"]

    assert "mock_scenario_error" == answer["code"]
    assert message in answer["message"]
    with pytest.raises(AssertionError) as raised:
        session.check()
    assert message in str(raised.value)
    assert message.removeprefix("KeyError: ").removeprefix("Failed: ") in str(raised.value.__cause__)


def test_an_async_function_is_refused(session: SessionHandle) -> None:
    async def late(request: RequestSnapshot) -> Any:
        return say("Hi.")

    with pytest.raises(ScenarioError, match=r"test_author.py:\d+:\d+: late\(\) is async"):
        session.on({}, late)  # type: ignore[arg-type]  # that is what is wrong


def test_a_function_may_look_at_its_session(session: SessionHandle) -> None:
    session.on({}, lambda request: say(str(len(session.requests))))

    assert ["0", "1"] == [words(ask(session)) for _ in range(2)]


def test_a_retry_gets_the_same_answer(session: SessionHandle) -> None:
    session.on({}, lambda request: error(500, f"number_{request.number}"))

    assert ["number_1", "number_1"] == [ask(session)["error"]["code"] for _ in range(2)]


def test_a_scenario_is_loaded(session: SessionHandle) -> None:
    session.load("text")

    assert "completed" == ask(session, "play text")["status"]
    session.check()


def test_a_scenario_beside_the_test_comes_first(server: MockServer, tmp_path: Path) -> None:
    (tmp_path / "text.yaml").write_text("steps: [{reply: [{message: Ours.}]}]")
    handle = SessionHandle(server._ground, "beside", folders=[tmp_path])
    server.session("beside")
    handle.load("text")

    assert "Ours." == words(ask(handle))
    handle.close()


def test_a_gate_holds_until_it_is_opened(session: SessionHandle) -> None:
    session.script(
        {"output": [{"message": "Hi."}], "stream": {"gates": [{"name": "door", "before": "response.completed"}]}}
    )
    gate = session.gate("door")
    states = [gate.is_open]
    gate.open()
    states.append(gate.is_open)
    assert "Hi." == words(ask(session))
    gate.close()

    assert [False, True, False] == [*states, gate.is_open]


def test_an_unknown_gate_is_one_clear_line(session: SessionHandle) -> None:
    with pytest.raises(
        ScenarioError, match=r"test_author.py:\d+:\d+: no scenario has a gate 'door'; the scenarios name no gates"
    ):
        session.gate("door")


def test_a_fault_strikes_the_next_call(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    session.fault("empty_body", when={"last_user": "Bye"})
    with client(session) as opened:
        sizes = [
            len(opened.post("/responses", json={"model": "gpt-5", "input": text}).content)
            for text in ("Hello", "Bye", "Bye again", "Bye")
        ]

    assert [True, False, True, True] == [size > 0 for size in sizes]


def test_a_wrong_fault_is_one_clear_line(session: SessionHandle) -> None:
    with pytest.raises(
        ScenarioError, match=r"test_author.py:\d+:\d+: fault.empty_bdy: unknown key 'empty_bdy' .*did you mean"
    ):
        session.fault("empty_bdy")


def test_a_clock_that_runs_is_not_put_forward(session: SessionHandle) -> None:
    with pytest.raises(ScenarioError, match=r"test_author.py:\d+:\d+: the clock of this session runs by itself"):
        session.advance(60)


def test_a_session_begins_again(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session)
    session.reset()

    assert ([], "Hi.") == (session.requests, words(ask(session)))


def test_a_deleted_session_is_no_more(server: MockServer) -> None:
    handle = server.session("short")
    handle.close()

    with pytest.raises(LookupError, match="short"):
        handle.requests  # noqa: B018 - the look itself fails
    with pytest.raises(LookupError, match="default"):
        server.close()
