"""What fails a test, and how."""

import pytest

from tests.plugin.projects import ends, failure, outcomes, tried

pytest_plugins = ("pytester",)

SWALLOWED = {
    "miss": """
def test_agent(mockserver):
    mockserver.on({"last_user": "Hello"}, say("Hello."))
    ask("Hi")
    ask("Hello")
""",
    "unplayed": """
def test_agent(mockserver):
    mockserver.script(say("One."), say("Two."))
    ask()
""",
    "violation": """
def test_agent(mockserver):
    mockserver.on({}, say("Hello."))
    ask(temperature="hot")
    ask()
""",
}
"""What an application overlooks when it does not look at its answers."""


@pytest.mark.parametrize("kind", SWALLOWED)
def test_what_the_application_swallows_fails_the_test(pytester: pytest.Pytester, kind: str) -> None:
    result = tried(pytester, SWALLOWED[kind])

    assert {"failed": 1} == outcomes(result)


def test_the_own_error_of_a_test_comes_first(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.on({"last_user": "Hello"}, say("Hello."))
    ask("Hello")
    assert 200 == ask("Hi")[0]
""")  # fmt: skip
    text = failure(result, "test_agent")

    assert {"failed": 1} == outcomes(result)
    assert text.index("assert 200 == 400") < text.index("- mockserver -") < text.index("matches no step")


def test_a_test_that_failed_by_itself_alone_has_no_section(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    assert "Bye." == says()
""")  # fmt: skip

    assert {"failed": 1} == outcomes(result)
    assert "- mockserver -" not in failure(result, "test_agent")


def test_a_skipped_test_stays_skipped(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    pytest.skip("not now")
""")  # fmt: skip

    assert {"skipped": 1} == outcomes(result)


def test_a_test_that_is_expected_to_fail_does(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.mark.xfail(strict=True, reason="swallows errors")
def test_swallows(mockserver):
    ask()

@pytest.mark.xfail(strict=True, reason="fails by itself")
def test_fails(mockserver):
    assert 200 == ask()[0]

@pytest.mark.xfail(strict=True, reason="does not fail")
def test_passes(mockserver):
    mockserver.script(say("Hello."))
    assert "Hello." == says()
""")  # fmt: skip

    assert {"xfailed": 2, "failed": 1} == outcomes(result)


def test_a_test_of_unittest_fails(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
import unittest

@pytest.mark.scenario("text")
class TestMarked(unittest.TestCase):
    def test_passes(self):
        self.assertTrue(says("play text"))

@pytest.mark.usefixtures("mockserver")
class TestAgent(unittest.TestCase):
    def test_swallows(self):
        ask()

    def test_fails(self):
        self.assertEqual(200, ask()[0])

    def test_skips(self):
        ask()
        self.skipTest("not now")

    def test_passes(self):
        pass
""")  # fmt: skip
    text = failure(result, "TestAgent.test_fails")

    assert {"failed": 2, "skipped": 1, "passed": 2} == outcomes(result)
    assert text.index("200 != 400") < text.index("- mockserver -")


def test_an_error_in_another_fixture_stays_alone(pytester: pytest.Pytester) -> None:
    result = tried(pytester, BROKEN_FIXTURE.format(call=""))

    assert {"errors": 1} == outcomes(result)
    assert "- mockserver -" not in failure(result, "test_agent")


def test_an_error_in_another_fixture_is_followed_by_what_calls_did(pytester: pytest.Pytester) -> None:
    text = failure(tried(pytester, BROKEN_FIXTURE.format(call="ask(temperature='hot')")), "test_agent")

    assert text.index("no database") < text.index("- mockserver -") < text.index("breaks invalid_type")
    assert "never played" not in text


BROKEN_FIXTURE = """
@pytest.fixture
def broken(mockserver):
    mockserver.script(say("Hello."))
    {call}
    raise ValueError("no database")

def test_agent(broken):
    pass
"""


def test_what_goes_wrong_while_fixtures_end_is_an_error(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.fixture
def agent(mockserver):
    mockserver.script(say("Hello."))
    yield
    ask("Bye.")

def test_agent(agent):
    ask()
""")  # fmt: skip

    assert {"passed": 1, "errors": 1} == outcomes(result)
    assert "matches no step" in failure(result, "test_agent")


def test_what_failed_a_test_is_not_told_again(pytester: pytest.Pytester) -> None:
    result = tried(pytester, SWALLOWED["miss"])

    assert 1 == result.stdout.str().count("matches no step")


def test_the_summary_names_what_is_wrong(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    [line] = ends(tried(pytester, SWALLOWED["miss"]).outlines, "short test summary info")

    assert line.startswith("FAILED test_it.py::test_agent - ")
    assert "matches no step" in line


@pytest.mark.parametrize(("kind", "severity"), [("miss", "warn"), ("miss", "off")])
def test_the_severity_of_a_kind_can_be_chosen(pytester: pytest.Pytester, kind: str, severity: str) -> None:
    result = tried(pytester, SWALLOWED[kind], f"--mockserver-verify={kind}={severity}")

    assert {"passed": 1} == outcomes(result)
    assert (severity == "warn") == ("matches no step" in result.stdout.str())


def test_a_session_that_the_test_deletes_cannot_be_verified(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.close()
""", "--mockserver-report=report.json")  # fmt: skip

    assert {"failed": 1} == outcomes(result)
    assert "was deleted; what it went through cannot be verified" in failure(result, "test_agent")


def test_expected_findings_do_not_fail(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    with mockserver.expecting(violation="temperature"):
        assert 400 == ask(temperature="hot")[0]
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)
