"""Taking changed files into sessions."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mockserver.cli.reload import Reload
from mockserver.cli.wrong_input import WrongInput
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import load_all
from mockserver.scenario.terms import Terms
from mockserver.session.sessions import Sessions
from mockserver.session.verification import verify
from tests.cli.scenarios import SCENARIO, file_in
from tests.sessions.town import ask, town, words

TWO_STEPS = SCENARIO + "  - when: {last_user: bye}\n    reply: [{message: Bye}]\n"


def served(folder: Path, text: str = SCENARIO) -> Sessions:
    """Open sessions on a file."""
    return town(*load_all([file_in(folder, text)]))


def no_more() -> Sequence[Configuration]:
    return ()


def reloaded(sessions: Sessions, folder: Path, above_of: Callable[[], Sequence[Configuration]] = no_more) -> list[str]:
    """Take a folder into sessions; give what is said."""
    said: list[str] = []

    async def reload() -> None:
        read = Reload(sessions, [folder], above_of, said.append).in_running_loop()
        await asyncio.to_thread(read)
        await asyncio.sleep(0)

    asyncio.run(reload())
    return said


def test_sessions_go_on_with_the_new(tmp_path: Path) -> None:
    sessions = served(tmp_path)
    file_in(tmp_path, SCENARIO.replace("Hello", "Hallo"))

    assert ["mockserver: reloaded 1 scenario"] == reloaded(sessions, tmp_path)
    assert "Hallo" == words(ask(sessions.default, "hi"))


def test_a_thread_goes_on_where_it_was(tmp_path: Path) -> None:
    sessions = served(tmp_path, TWO_STEPS)
    first = ask(sessions.default, "hi").body["id"]
    file_in(tmp_path, TWO_STEPS.replace("Bye", "Ciao"))
    reloaded(sessions, tmp_path)

    assert "Ciao" == words(ask(sessions.default, "bye", previous_response_id=first))
    assert [] == verify(sessions.default)


def test_what_was_played_before_counts_as_played(tmp_path: Path) -> None:
    sessions = served(tmp_path)
    ask(sessions.default, "hi")
    reloaded(sessions, tmp_path)

    assert [] == verify(sessions.default)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("steps: 5", ":1:1: 'steps' must be a list, not the number 5", id="in its form"),
        pytest.param("steps: [{reply: [{thing: {}}]}]", ":1:18: unknown item type 'thing'", id="in its items"),
        pytest.param(f"{SCENARIO}contract: {{rules: {{nothing: off}}}}", ":4:20: there is no rule", id="in its terms"),
    ],
)
def test_a_wrong_file_changes_nothing(tmp_path: Path, content: str, expected: str) -> None:
    sessions = served(tmp_path)
    file = file_in(tmp_path, content)
    (line,) = reloaded(sessions, tmp_path)

    assert line.startswith(f"mockserver: not reloaded: {file}{expected}")
    assert "Hello" == words(ask(sessions.default, "hi"))


def test_what_stands_above_changes_too(tmp_path: Path) -> None:
    sessions = served(tmp_path)
    reloaded(sessions, tmp_path, lambda: [Configuration(contract=Terms(mode="report"))])

    assert "report" == sessions.default.mode


def test_what_stands_above_may_be_wrong(tmp_path: Path) -> None:
    def wrong() -> Sequence[Configuration]:
        raise WrongInput("mock.yaml:1:1: no good")

    sessions = served(tmp_path)

    assert ["mockserver: not reloaded: mock.yaml:1:1: no good"] == reloaded(sessions, tmp_path, wrong)
    unknown = [Configuration(contract=Terms(rules={"nothing": "off"}))]
    assert ["mockserver: not reloaded: there is no rule 'nothing'"] == reloaded(sessions, tmp_path, lambda: unknown)
    assert "enforce" == sessions.default.mode


def test_a_loop_that_has_ended_is_left_alone(tmp_path: Path) -> None:
    sessions, said = served(tmp_path), list[str]()

    async def begin() -> Callable[[], None]:
        return Reload(sessions, [tmp_path], no_more, said.append).in_running_loop()

    asyncio.run(begin())()
    assert [] == said
