"""What a miss suggests to a test that wrote the scenario itself."""

import re
from collections.abc import Iterator

import pytest

from mockserver import MockServer, say
from tests.testing.asking import ask, output_of, words


def suggested(answer: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Take apart where a suggestion goes, and what it is."""
    [(where, line)] = re.findall("(?ms)^to answer it, add (.*?):\n  (.*)", answer["error"]["message"])
    return where, line


@pytest.fixture
def mockserver() -> Iterator[MockServer]:
    started = MockServer(listen=False).start()
    yield started
    started.stop()


@pytest.mark.parametrize(
    "given",
    ["Hi", 'Say "no"\\', "two\nlines", "\u202eback\x1b[0m", "\U000e0001", "x" * 500, [], "key sk-proj-Ab1Cd2Ef3Gh4Ij5"],
    ids=repr,
)
def test_the_suggested_line_answers_the_call(mockserver: MockServer, given: object) -> None:
    mockserver.on({"last_user": "Hello"}, say("Hello."))
    where, line = suggested(ask(mockserver, given))
    eval(line, {"mockserver": mockserver, "say": say})  # noqa: S307 - pasting it is what is tested

    assert ("to the test", "…") == (where, words(ask(mockserver, given)))


@pytest.mark.parametrize("output", ["18", "{}"])
def test_the_suggested_line_answers_an_output(mockserver: MockServer, output: str) -> None:
    mockserver.on({"last_user": "Hello"}, [{"function_call": {"name": "look", "arguments": {}}}])
    first = ask(mockserver)
    asked = {"given": output_of(first, output), "previous_response_id": first["id"]}
    where, line = suggested(ask(mockserver, **asked))
    eval(line, {"mockserver": mockserver, "say": say})  # noqa: S307 - pasting it is what is tested

    assert ("to the test", "…") == (where, words(ask(mockserver, **asked)))


def test_behind_the_last_turn_of_a_script_one_more_is_suggested(mockserver: MockServer) -> None:
    mockserver.script(say("One."), say("Two."))
    before = ask(mockserver)["id"]
    before = ask(mockserver, previous_response_id=before)["id"]

    turn = ("to the turns of its script, after script step 2", 'say("…")')
    assert turn == suggested(ask(mockserver, previous_response_id=before))
