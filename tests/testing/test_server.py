"""Servers that live as long as a `with`."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openai import AsyncOpenAI

from mockserver import MockServer, ScenarioError, VerificationError, item, say
from mockserver.scenario.load import loads
from mockserver.values import Severity
from tests.testing.asking import KEY, ask, inside, words

WEATHER = "steps: [{when: {last_user: {$contains: weather}}, reply: [{message: 18 °C in Paris.}]}]"


@pytest.fixture(params=[True, False], ids=["listening", "local"])
def listen(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_it_lives_as_long_as_its_with(listen: bool) -> None:
    with MockServer(listen=listen) as server:
        server.script(say("Hi."))

        assert "Hi." == words(ask(server))
    assert ["Hello"] == [request["input"] for request in server.requests]


def test_it_answers_over_http() -> None:
    with MockServer() as server:
        server.script(say("Hi."))
        answer = httpx2.post(f"{server.base_url}/responses", json={"model": "gpt-5", "input": "Hello"}, headers=KEY)

        assert "Hi." == words(answer.json())


def test_a_client_goes_on_in_a_second_event_loop() -> None:
    async def run(client: AsyncOpenAI) -> str:
        async with client.responses.stream(model="gpt-5", input="Hello") as stream:
            streamed = (await stream.get_final_response()).output_text
        return streamed + (await client.responses.create(model="gpt-5", input="Hello")).output_text

    with MockServer() as server:
        server.on({}, say("Hi."))
        client = AsyncOpenAI(base_url=server.base_url, api_key="any")

        assert ["Hi.Hi."] * 2 == [asyncio.run(run(client)) for _ in range(2)]


def test_every_answer_ends_its_connection() -> None:
    with MockServer() as server:
        server.on({}, say("Hi."))
        body = {"model": "gpt-5", "input": "Hello"}
        with httpx2.Client(base_url=server.base_url, headers=KEY) as client:
            answers = [
                client.post("/responses", json=body),
                client.post("/responses", json={**body, "stream": True}),
                client.get("/models"),
                client.get(f"{server.url}/__admin/health"),
            ]

    assert ["close"] * 4 == [answer.headers["connection"] for answer in answers]


def test_it_is_steered_over_http() -> None:
    with MockServer() as server:
        httpx2.post(f"{server.url}/__admin/sessions", json={"name": "mine"}).raise_for_status()
        told = httpx2.get(f"{server.url}/__admin/sessions").json()

    assert ["default", "mine"] == [session["name"] for session in told["sessions"]]


def test_who_is_elsewhere_does_not_steer_it() -> None:
    with MockServer(host="0.0.0.0") as server:  # noqa: S104 - what is tested
        port = server.url.rpartition(":")[2]

        assert 401 == httpx2.get(f"http://127.0.0.1:{port}/__admin/sessions").status_code


def test_it_listens_no_more_after_its_end() -> None:
    with MockServer() as server:
        url = server.base_url

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{url}/models", headers=KEY)


def test_it_may_be_asynchronous(listen: bool) -> None:
    async def run() -> Any:
        async with MockServer(listen=listen) as server:
            server.script(say("Hi."))
            async with httpx2.AsyncClient(transport=server.async_transport(httpx2), headers=KEY) as client:
                body = {"model": "gpt-5", "input": "Hello"}
                return (await client.post(f"{server.base_url}/responses", json=body)).json()

    assert "Hi." == words(asyncio.run(run()))


def test_its_end_is_a_verdict(listen: bool) -> None:
    with (
        pytest.raises(VerificationError, match=r"script step 1 .* was never played"),
        MockServer(listen=listen) as server,
    ):
        server.script(say("Hi."))


def test_an_async_end_is_a_verdict(listen: bool) -> None:
    async def run() -> None:
        async with MockServer(listen=listen) as server:
            server.script(say("Hi."))

    with pytest.raises(VerificationError, match=r"script step 1 .* was never played"):
        asyncio.run(run())


def test_the_error_of_the_test_comes_first(listen: bool) -> None:
    def fail() -> None:
        with MockServer(listen=listen) as server:
            server.script(say("Hi."))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_it_can_be_started_again(listen: bool) -> None:
    server = MockServer(listen=listen)
    server.on({}, say("Hi."))
    for count in (1, 2):
        with server:
            assert "Hi." == words(ask(server))
        assert count == len(server.requests)


def test_it_is_shown_before_it_is_started() -> None:
    assert "<MockServer 'default' not started>" == repr(MockServer())


def test_it_has_no_url_before_it_is_started() -> None:
    with pytest.raises(RuntimeError, match="has a URL once it is started"):
        MockServer().base_url  # noqa: B018 - the look itself fails


@pytest.mark.parametrize("form", ["path", "text", "name", "folder", "scenario"])
def test_it_plays_scenarios(form: str, tmp_path: Path) -> None:
    file = tmp_path / "weather.yaml"
    file.write_text(WEATHER)
    given: dict[str, Any] = {
        "path": file,
        "text": str(file),
        "name": "weather",
        "folder": tmp_path,
        "scenario": loads(WEATHER, "weather.yaml"),
    }
    with MockServer(given[form], listen=False, folders=[tmp_path]) as server:
        assert "18 °C in Paris." == words(ask(server, "How is the weather?"))


def test_its_sessions_are_apart(listen: bool) -> None:
    with MockServer(loads(WEATHER, "weather.yaml"), listen=listen) as server:
        one, other = server.session("one"), server.session("other")
        one.script(say("One."))

        assert "One." == words(ask(one))
        with other.expecting(miss=True):
            assert "mock_no_match" == ask(other)["error"]["code"]
        assert ["18 °C in Paris."] * 3 == [words(ask(each, "weather")) for each in (one, other, server)]


def test_its_scenarios_are_played_in_some_session(listen: bool) -> None:
    weather = loads(WEATHER, "weather.yaml")
    with MockServer(weather, listen=listen) as server:
        ask(server.session("one"), "weather")
    with MockServer(weather, listen=listen) as server:
        gone = server.session("one")
        ask(gone, "weather")
        gone.close()


def test_a_scenario_that_no_session_played_is_told(listen: bool) -> None:
    server = MockServer(loads(WEATHER, "weather.yaml"), listen=listen).start()

    with pytest.raises(VerificationError, match=r"weather .* was played in no session"):
        server.check()
    server.stop()


@pytest.mark.parametrize("severity", ["warn", "off"])
def test_a_scenario_may_be_left_alone_where_that_is_said(listen: bool, severity: Severity) -> None:
    with MockServer(loads(WEATHER, "weather.yaml"), listen=listen, verify={"unplayed": severity}) as server:
        assert [] == server.requests


def test_its_end_is_a_verdict_on_all_sessions(listen: bool) -> None:
    server = MockServer(listen=listen)
    for session in (server, server.session("one")):
        session.script(say("Hi."))

    with pytest.raises(VerificationError, match="session default and one: 2 findings"), server:
        assert ["default", "one"] == [session.name for session in server.report().sessions]


def test_what_is_said_wrong_is_told_without_our_own_frames() -> None:
    with MockServer(listen=False) as server, pytest.raises(ScenarioError) as raised:
        server.script(item("web_search_call", qury="x"))
    assert ["told"] == [frame.name for frame in raised.traceback][1:]


def test_a_session_needs_a_name(listen: bool) -> None:
    with MockServer(listen=listen) as server, pytest.raises(ScenarioError, match=r"test_server.py:\d+:\d+: "):
        server.session("")


def test_a_session_is_reached_by_its_name() -> None:
    with MockServer() as server:
        session = server.session("tests/a.py::test[x y%]")
        session.script(say("Hi."))
        answer = httpx2.post(f"{session.base_url}/responses", json={"model": "gpt-5", "input": "Hello"}, headers=KEY)

        assert "Hi." == words(answer.json())
        assert 1 == len(session.requests)


def test_equal_servers_give_equal_answers(listen: bool) -> None:
    answers = []
    for seed in (1, 1, 2):
        with MockServer(seed=seed, listen=listen) as server:
            server.script(say("Hi."))
            answers.append(ask(server))

    assert answers[0] == answers[1] != answers[2]


def test_options_say_how_it_is_run() -> None:
    with MockServer(mode="off", auto=True, listen=False) as server:
        assert "completed" == ask(server, unknown=1)["status"]
    with MockServer(rules={"unknown_parameter": "warn"}, listen=False) as server:
        server.script(say("Hi."))
        assert "Hi." == words(ask(server, unknown=1))
    with MockServer(dialect="open-responses", listen=False, verify={"unplayed": "warn"}) as server:
        server.script(say("Hi."))
        assert "open-responses" == inside(server, lambda session: session.dialect)


def test_it_listens_where_it_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            MockServer(port=port).start()
    with MockServer(port=port) as server:
        assert f"http://127.0.0.1:{port}/v1" == server.base_url


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mode": "strict"}, "'mode' must be 'enforce', 'report' or 'off', not the text \"strict\""),
        ({"rules": {"unknown_paramter": "off"}}, "unknown_paramter"),
        ({"dialect": "azure"}, "'dialect' must be 'openai' or 'open-responses'"),
        ({"verify": {"unplayd": "off"}}, "there is no finding 'unplayd'; did you mean 'unplayed'?"),
        ({"verify": {"unplayed": "warning"}}, "'unplayed' must be one of error, warn, off, not 'warning'"),
        ({"contract": Path("nothing.json")}, "nothing.json"),
        ({"seed": "x"}, "'seed' must be a whole number, not 'x'"),
        ({"speed": -1}, "'speed' must be a number that is not below 0, not -1"),
    ],
    ids=str,
)
def test_a_wrong_option_is_one_clear_line(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=r"test_server.py:\d+:\d+: ") as raised:
        MockServer(**options)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("listn", "MockServer() has no option 'listn'; did you mean 'listen'?"),
        ("zzz", "MockServer() has no option 'zzz'; there are: listen, host, "),
    ],
)
def test_an_unknown_option_is_refused(option: str, message: str) -> None:
    wrong: Any = {option: 1}

    with pytest.raises(TypeError) as raised:
        MockServer(**wrong)
    assert message in str(raised.value)
