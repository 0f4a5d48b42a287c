"""What a test asks of its session."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from mockserver import MockServer, ScenarioError, SessionHandle, VerificationError, call, error, say
from tests.testing.asking import TOOLS, ask, output_of


def test_it_has_a_url_of_its_own(server: MockServer) -> None:
    handle = SessionHandle(server._ground, "tests/a.py::test[x y]")

    assert f"{server.url}/s/tests%2Fa.py%3A%3Atest%5Bx%20y%5D/v1" == handle.base_url
    assert (f"{server.url}/v1", "default") == (server.base_url, server.name)


def test_what_went_well_has_no_findings(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session)

    assert [] == session.verify()
    session.check()


def test_a_step_that_was_left_out_fails(session: SessionHandle) -> None:
    session.script(call("get_weather"), say("18 °C"))
    ask(session, tools=TOOLS)

    with pytest.raises(
        VerificationError, match=r"script step 2 \(.*test_handle.py:\d+:41\) was never played"
    ) as raised:
        session.check()
    assert ["unplayed"] == [finding.kind for finding in raised.value.findings]
    assert raised.value.__cause__ is None


def test_the_advice_fits_what_was_written_in_python(session: SessionHandle, tmp_path: Path) -> None:
    (tmp_path / "weather.yaml").write_text("steps: [{reply: [{message: 18 °C}]}]")
    session.script(say("Hi."))
    session.load(tmp_path / "weather.yaml")
    [of_script, of_file] = [finding.message.splitlines()[-1] for finding in session.verify()]

    assert of_script.endswith("take the turn out, or answer with on(…), which need not be played")
    assert of_file.endswith("take the step out, or say `optional: true` in it")


def test_of_many_findings_the_rest_is_counted(session: SessionHandle) -> None:
    for number in range(12):
        ask(session, f"Hello {number}")
    with pytest.raises(VerificationError) as raised:
        session.check()
    assert (12, 10) == (len(raised.value.findings), str(raised.value).count("matches no step"))
    assert str(raised.value).endswith("\n\n… and 2 more miss")


def test_all_findings_are_told(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session, unknown=1)
    ask(session, "Hello", metadata={"a": "b"})
    ask(session)

    with pytest.raises(VerificationError) as raised:
        session.check()
    assert ["miss", "violation"] == sorted(finding.kind for finding in raised.value.findings)
    assert str(raised.value).startswith(f"session {session.name}: 2 findings\n\nmockserver: call ")


def test_what_only_warns_does_not_fail(session: SessionHandle) -> None:
    with session.expecting(violation="unknown_parameter"):
        ask(session, unknown=1)
        ask(session, unknown=1)

    assert {("retried_non_retryable", "warn")} == {(one.kind, one.severity) for one in session.verify()}
    session.check()


def test_the_test_says_what_fails_it(server: MockServer) -> None:
    server.session("lenient").script(say("Hi."))
    kinds = {"unplayed": "off"}

    assert ["unplayed"] == [one.kind for one in SessionHandle(server._ground, "lenient").verify()]
    assert [] == SessionHandle(server._ground, "lenient", severities=kinds).verify()  # type: ignore[arg-type]  # a severity
    server.session("lenient").close()


def test_control_characters_are_not_printed(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session)
    ask(session, "\x1b[31mred")

    with pytest.raises(VerificationError) as raised:
        session.check()
    assert "\x1b" not in str(raised.value)


REFUSED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"violation": True}, {"unknown": 1}),
    ({"violation": "unknown_parameter"}, {"unknown": 1}),
    ({"violation": "unknown"}, {"unknown": 1}),
    ({"violation": "invalid_type"}, {"model": 3}),
    ({"miss": True}, {"given": "Bye"}),
    ({"miss": "matches no step"}, {"given": "Bye"}),
]


@pytest.mark.parametrize(("wanted", "body"), REFUSED, ids=str)
def test_what_is_expected_does_not_fail(wanted: dict[str, Any], body: dict[str, Any], session: SessionHandle) -> None:
    session.on({"last_user": "Hello"}, say("Hi."))
    with session.expecting(**wanted):
        ask(session, **body)

    session.check()


@pytest.mark.parametrize(("wanted", "body"), REFUSED, ids=str)
def test_what_is_not_inside_fails(wanted: dict[str, Any], body: dict[str, Any], session: SessionHandle) -> None:
    session.on({"last_user": "Hello"}, say("Hi."))
    ask(session, **body)
    with session.expecting(**wanted):
        ask(session, **body)

    assert [1] == [finding.call for finding in session.verify() if finding.severity == "error"]


@pytest.mark.parametrize(
    ("wanted", "body", "message"),
    [
        ({"violation": True}, {}, "a violation was expected, and did not come\n  call 1 (responses.create): 200, on stub 1"),
        ({"violation": "model"}, {"unknown": 1}, "a violation of 'model' was expected, and did not come\n  call 1 (responses.create): 400, unknown_parameter\n    unknown_parameter (code unknown_parameter, param unknown): Unknown parameter: 'unknown'."),
        ({"miss": True}, {}, "a miss was expected, and did not come\n  call 1 (responses.create): 200, on stub 1"),
        ({"miss": "weather"}, {"given": "Bye"}, "a miss with 'weather' was expected, and did not come\n  call 1 (responses.create): 400, mock_no_match"),
        ({"miss": True}, None, "a miss was expected, and did not come\n  no call was made"),
    ],
    ids=range(5),
)  # fmt: skip
def test_what_was_expected_has_to_come(
    wanted: dict[str, Any], body: dict[str, Any] | None, message: str, session: SessionHandle
) -> None:
    session.on({"last_user": "Hello"}, say("Hi."))

    with pytest.raises(VerificationError, match=re.escape(message)), session.expecting(**wanted):
        ask(session, **body) if body is not None else None


def test_an_error_inside_flies_on(session: SessionHandle) -> None:
    session.on({"last_user": "Hello"}, say("Hi."))

    def swallow_nothing() -> None:
        with session.expecting(miss=True):
            ask(session, "Bye")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        swallow_nothing()
    session.check()


@pytest.mark.parametrize("wanted", [{}, {"violation": True, "miss": True}, {"miss": False}], ids=str)
def test_one_thing_is_expected(wanted: dict[str, Any], session: SessionHandle) -> None:
    with (
        pytest.raises(ScenarioError, match=r"test_handle.py:\d+:\d+: expecting\(\) wants"),
        session.expecting(**wanted),
    ):
        raise AssertionError("never reached")


def test_requests_are_asserted(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    ask(session, "One", metadata={"a": "b"})
    ask(session, "Two")

    assert ["Two"] == [request["input"] for request in session.assert_requested({"last_user": "Two"}, model="gpt-5")]
    assert 2 == len(session.assert_requested(times=2))
    assert [] == session.assert_requested(last_user="Three", times=0)
    assert 1 == len(session.assert_requested(metadata={"a": "b"}))


def test_what_was_not_requested_fails(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    ask(session, "One", metadata={"token": "sk-proj-abcdefghijkl1234567890"})

    with pytest.raises(VerificationError) as raised:
        session.assert_requested(last_user="Two")
    assert 'no request matches {"last_user":"Two"}\n  differs  call 1 (responses.create): {' in str(raised.value)
    assert str(raised.value).endswith('\n    $.input: expected "Two", got "One"')
    assert "abcdefghijkl" not in str(raised.value)
    with pytest.raises(VerificationError, match=r"1 request matched .*, not 2\n  matches  call 1"):
        session.assert_requested(last_user="One", times=2)


def test_no_request_at_all_is_said(session: SessionHandle) -> None:
    with pytest.raises(VerificationError, match=r"no request matches {}\nno request came at all"):
        session.assert_requested()


def test_only_the_latest_requests_are_shown(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    for _ in range(12):
        ask(session, "x" * 300)

    with pytest.raises(
        VerificationError,
        match=r"12 requests came, the latest 10:\n  differs  call 3 .*… \(\d+ characters\)\n    \$.input: ",
    ):
        session.assert_requested(last_user="Two")


def test_a_wrong_condition_is_one_clear_line(session: SessionHandle) -> None:
    with pytest.raises(ScenarioError, match=r"test_handle.py:\d+:\d+: when.last_usr: unknown key 'last_usr'"):
        session.assert_requested(last_usr="x")


def test_the_tools_that_were_called_are_listed(session: SessionHandle) -> None:
    session.script(call("get_weather", _id="call_1", city="Paris"), say("18"))
    first = ask(session, tools=TOOLS)
    ask(session, output_of(first, "18"), previous_response_id=first["id"], tools=TOOLS)
    expected = {"name": "get_weather", "arguments": {"city": "Paris"}, "output": "18"}

    assert [expected] == session.tool_trajectory()
    assert [{**expected, "call_id": "call_1"}] == session.tool_trajectory(call_ids=True)


def test_the_report_tells_all(session: SessionHandle) -> None:
    session.script(say("Hi."))
    ask(session)
    report = session.report()

    assert (True, [session.name], 1) == (report.passed, [one.name for one in report.sessions], report.counts.calls)


def test_the_report_leaves_out_what_was_expected(session: SessionHandle) -> None:
    with session.expecting(miss=True):
        ask(session)
    assert session.report().passed

    ask(session, "Bye")
    assert [2] == [one.finding.call for told in session.report().sessions for one in told.findings]


def test_it_is_shown_with_its_name_and_url(server: MockServer) -> None:
    session = server.session("mine")

    assert f"<SessionHandle 'mine' at {server.url}/s/mine/v1>" == repr(session)
    assert f"<MockServer 'default' at {server.url}/v1>" == repr(server)
    session.close()


def test_waiting_ends_with_the_requests(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    asking = Thread(target=lambda: [ask(session) for _ in range(3)])
    asking.start()

    assert ["Hello"] * 3 == [request["input"] for request in session.wait(requests=3)]
    asking.join()


def test_waiting_for_what_was_there_takes_no_time(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    ask(session)

    assert 1 == len(session.wait(requests=1, timeout=0))


def test_waiting_in_vain_fails(session: SessionHandle) -> None:
    with pytest.raises(VerificationError, match=r"^waited 0.01 s for 1 requests, 0 came$"):
        session.wait(requests=1, timeout=0.01)
    session.on({}, say("Hi."))
    ask(session)
    with pytest.raises(VerificationError, match=r"^waited 0 s for 2 requests, 1 came:\n  1: responses.create 200$"):
        session.wait(requests=2, timeout=0)


def test_an_event_loop_goes_on_while_it_waits(session: SessionHandle) -> None:
    session.on({}, say("Hi."))

    async def both() -> int:
        asking = asyncio.create_task(asyncio.to_thread(ask, session))
        found = await session.wait_async(requests=1)
        await asking
        return len(found)

    assert 1 == asyncio.run(both())


def test_an_event_loop_is_not_blocked(session: SessionHandle) -> None:
    async def wrong() -> None:
        session.wait(requests=1)

    with pytest.raises(RuntimeError, match=r"await wait_async\(requests=1\)"):
        asyncio.run(wrong())
    with pytest.raises(VerificationError, match="waited 0 s"):
        asyncio.run(_awaited(session))


async def _awaited(session: SessionHandle) -> None:
    await session.wait_async(requests=1, timeout=0)


def test_waiting_goes_on_after_a_reset(session: SessionHandle) -> None:
    session.on({}, say("Hi."))
    ask(session)
    session.wait(requests=1)
    session.reset()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(ask, session)

        assert 1 == len(session.wait(requests=1))


def test_a_session_in_many_threads_is_one_session(session: SessionHandle) -> None:
    session.on({}, lambda request: say(f"{request['input']}"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: ask(session, str(number)), range(40)))

    assert [str(number) for number in range(40)] == [one["output"][0]["content"][0]["text"] for one in answers]
    assert 40 == len(session.requests)


def test_a_reset_forgets_what_was_expected_and_raised(session: SessionHandle) -> None:
    session.on({}, lambda request: [][1], times=1)
    ask(session)
    session.reset()
    session.on({}, error(400), priority=-1)
    ask(session)

    session.check()
