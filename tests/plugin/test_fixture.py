"""What a test is given."""

import pytest

from tests.plugin.projects import QUIET, WEATHER, outcomes, tried

pytest_plugins = ("pytester",)


def test_a_scripted_tool_loop_passes(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.script(call("get_weather", city="Paris"), say("18 °C in Paris."))

    assert "18 °C in Paris." == weather()
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_the_environment_leads_to_the_session(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    monkeypatch.setenv("NO_PROXY", "example.org")
    result = tried(pytester, """
def test_environment(mockserver):
    assert mockserver.base_url == os.environ["OPENAI_BASE_URL"]
    assert mockserver.base_url.replace("http", "ws") == os.environ["OPENAI_WEBSOCKET_BASE_URL"]
    assert os.environ["OPENAI_API_KEY"] != "sk-real"
    assert {"example.org", "127.0.0.1", "localhost"} <= {*os.environ["NO_PROXY"].split(",")}
    assert os.environ["no_proxy"] == os.environ["NO_PROXY"]
    assert "1" == os.environ["OPENAI_AGENTS_DISABLE_TRACING"]
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_the_environment_is_the_tests_alone(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    result = tried(pytester, """
def test_before():
    assert "sk-real" == os.environ["OPENAI_API_KEY"]

def test_with(mockserver):
    assert "sk-real" != os.environ["OPENAI_API_KEY"]

def test_after():
    assert "sk-real" == os.environ["OPENAI_API_KEY"]
    assert "OPENAI_BASE_URL" not in os.environ
""")  # fmt: skip

    assert {"passed": 3} == outcomes(result)


def test_each_test_has_a_session_of_its_own(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.mark.parametrize("number", [1, 2])
def test_agent(mockserver, number, request):
    mockserver.script(say(f"Number {number}."))

    assert f"Number {number}." == says()
    assert 1 == len(mockserver.requests)
    assert request.node.nodeid == mockserver.name
""")  # fmt: skip

    assert {"passed": 2} == outcomes(result)


def test_all_tests_share_one_server(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
ports = set()

@pytest.mark.parametrize("number", range(3))
def test_agent(mockserver, number):
    ports.add(mockserver.base_url.split("/")[2])
    assert 1 == len(ports)
""")  # fmt: skip

    assert {"passed": 3} == outcomes(result)


def test_the_server_ends_with_the_run(pytester: pytest.Pytester) -> None:
    tried(pytester, """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    Path("url").write_text(mockserver.base_url)
    assert "Hello." == says()
""")  # fmt: skip
    result = tried(pytester, """
def test_it_is_gone():
    with pytest.raises(URLError):
        ask(url=Path("url").read_text())
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_a_session_ends_with_its_test(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
urls = []

def test_first(mockserver):
    urls.append(mockserver.base_url)

def test_second(mockserver):
    assert 404 == ask(url=urls[0])[0]
""")  # fmt: skip

    assert {"passed": 2} == outcomes(result)


def test_a_test_of_a_long_name_has_a_session(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.mark.parametrize("text", ["é/[" * 100 + "a", "é/[" * 100 + "b", "../x", "100%"])
def test_agent(mockserver, text):
    mockserver.script(say(text))

    assert text == says()
""")  # fmt: skip

    assert {"passed": 4} == outcomes(result)


def test_two_runs_give_the_same_ids(pytester: pytest.Pytester) -> None:
    test = """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    print("answered", ask()[1]["id"])
"""
    first, second = (tried(pytester, test, "-rP").outlines for _ in range(2))
    others = tried(pytester, test, "-rP", "--mockserver-seed=7").outlines

    assert [*ids(first)] == [*ids(second)]
    assert [*ids(first)] != [*ids(others)]


def ids(lines: list[str]) -> list[str]:
    found = [line for line in lines if line.startswith("answered ")]
    assert found
    return found


def test_a_test_that_is_run_again_begins_anew(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    for _ in range(2):
        runtestprotocol(item, nextitem=None)
    return True
""")
    result = tried(pytester, """
RUNS = []

@pytest.fixture
def flaky():
    RUNS.append(1)
    if len(RUNS) == 2:
        raise ConnectionError("no database")

def test_agent(flaky, mockserver):
    mockserver.script(say("Hello."))
    assert "Hello." == says()
    assert 1 == len(mockserver.requests)
""")  # fmt: skip

    assert {"passed": 1, "errors": 1} == outcomes(result)


def test_a_fixture_of_the_same_name_may_add_to_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
import pytest
from mockserver import say

@pytest.fixture
def mockserver(mockserver):
    mockserver.on({"last_user": "Hello"}, say("Hello."))
    return mockserver
""")
    result = tried(pytester, """
def test_passes(mockserver):
    assert "Hello." == says("Hello")

def test_swallows(mockserver):
    ask("Bye")
""")  # fmt: skip

    assert {"passed": 1, "failed": 1} == outcomes(result)


def test_scenarios_are_named_by_a_marker(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather=WEATHER)
    result = tried(pytester, """
@pytest.mark.scenario("weather.yaml")
def test_agent(mockserver):
    assert "18 °C in Paris." == weather()

@pytest.mark.scenario("weather")
class TestAll:
    def test_agent(self, mockserver):
        assert "18 °C in Paris." == weather()
""")  # fmt: skip

    assert {"passed": 2} == outcomes(result)


def test_a_marker_is_enough(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather=WEATHER)
    result = tried(pytester, """
@pytest.mark.scenario("weather.yaml")
def test_agent():
    assert "18 °C in Paris." == weather()
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_a_marker_of_one_case_is_for_that_case(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.mark.parametrize("has", [pytest.param(True, marks=pytest.mark.scenario("text")), False])
def test_agent(has, request):
    assert has == ("mockserver" in request.fixturenames)
    assert has == ("MOCKSERVER_URL" in os.environ)
    assert not has or says("play text")
""")  # fmt: skip

    assert {"passed": 2} == outcomes(result)


def test_scenarios_are_loaded_by_name(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", **{"scenarios/weather": WEATHER})
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.load("weather")

    assert "18 °C in Paris." == weather()
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_scenarios_are_loaded_from_a_folder_that_was_named(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", **{"elsewhere/weather": WEATHER})
    test = """
@pytest.mark.scenario("weather")
def test_agent():
    assert "18 °C in Paris." == weather()
"""

    assert {"errors": 1} == outcomes(tried(pytester, test))
    assert {"passed": 1} == outcomes(tried(pytester, test, "--mockserver-scenarios", "elsewhere"))


def test_shipped_scenarios_are_loaded_by_name(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
@pytest.mark.scenario("text")
def test_agent():
    assert says("play text")
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_an_unknown_name_is_told(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather=WEATHER)
    result = tried(pytester, """
@pytest.mark.scenario("wether")
def test_agent():
    pass
""")  # fmt: skip

    assert {"errors": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["*wether*weather*"])


@pytest.mark.parametrize("marker", ["scenario", "scenario(3)", "scenario(['a', 'b'])", "scenario(name='a')"])
def test_a_marker_without_a_name_is_told(pytester: pytest.Pytester, marker: str) -> None:
    result = tried(pytester, f"""
@pytest.mark.{marker}
def test_agent():
    pass
""")  # fmt: skip

    assert {"errors": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["*@pytest.mark.scenario wants the names of scenarios*"])


def test_the_marker_and_the_fixture_are_listed(pytester: pytest.Pytester) -> None:
    pytester.runpytest_inprocess(*QUIET, "--markers").stdout.fnmatch_lines(["@pytest.mark.scenario(name, *names)*"])
    pytester.runpytest_inprocess(*QUIET, "--fixtures").stdout.fnmatch_lines(["mockserver -- *"])
