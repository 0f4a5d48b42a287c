"""Tests that do not run alone."""

import pytest

from tests.plugin.projects import outcomes, tried

pytest_plugins = ("pytester",)


@pytest.mark.parametrize("mark", ["asyncio", "anyio"])
def test_async_tests(pytester: pytest.Pytester, mark: str) -> None:
    result = tried(pytester, f"""
import asyncio

@pytest.mark.{mark}
async def test_passes(mockserver):
    mockserver.on({{}}, say("Hello."))
    found = await asyncio.gather(*(asyncio.to_thread(says) for _ in range(3)))
    assert ["Hello."] * 3 == found

@pytest.mark.{mark}
async def test_swallows(mockserver):
    await asyncio.to_thread(ask)

@pytest.fixture
def anyio_backend():
    return "asyncio"
""")  # fmt: skip

    assert {"passed": 1, "failed": 1} == outcomes(result)


def test_an_async_client(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
from openai import AsyncOpenAI

@pytest.mark.asyncio
async def test_agent(mockserver):
    mockserver.script(say("Hello."))
    async with AsyncOpenAI() as client:
        response = await client.responses.create(model="gpt-5", input="Hi")
    assert "Hello." == response.output_text
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_a_client_of_the_module_in_two_event_loops(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
import asyncio
from openai import AsyncOpenAI

client = AsyncOpenAI(api_key="any")

@pytest.mark.parametrize("number", range(3))
def test_agent(mockserver, number):
    mockserver.script(say("Hello."))
    here = client.with_options(base_url=mockserver.base_url)
    assert "Hello." == asyncio.run(here.responses.create(model="gpt-5", input="Hi")).output_text
""")  # fmt: skip

    assert {"passed": 3} == outcomes(result)


def test_a_session_that_is_there_already(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
from urllib.request import Request, urlopen

def test_takes(mockserver):
    body = b'{"name": "test_it.py::test_agent"}'
    urlopen(Request(os.environ["MOCKSERVER_URL"] + "/__admin/sessions", body, {"content-type": "application/json"}))

def test_agent(mockserver):
    pass
""")  # fmt: skip

    assert {"passed": 2, "errors": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["E *RuntimeError: There is a session 'test_it.py::test_agent' already."])


def test_a_second_event_loop(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
import asyncio, threading

def test_agent(mockserver):
    mockserver.on({}, say("Hello."))
    found = []
    def other():
        found.append(asyncio.run(asyncio.to_thread(says)))
    thread = threading.Thread(target=other)
    thread.start()
    found.append(asyncio.run(asyncio.to_thread(says)))
    thread.join()
    assert ["Hello."] * 2 == found
    assert 2 == len(mockserver.requests)
""")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_threads_of_a_test(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
from concurrent.futures import ThreadPoolExecutor

def test_passes(mockserver):
    mockserver.on({}, say("Hello."))
    with ThreadPoolExecutor(8) as pool:
        assert ["Hello."] * 16 == [*pool.map(says, ["Hi"] * 16)]
    assert 16 == len(mockserver.requests)

def test_swallows(mockserver):
    with ThreadPoolExecutor() as pool:
        pool.submit(says)
""")  # fmt: skip

    assert {"passed": 1, "failed": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["FAILED *::test_swallows *"])


def test_subprocesses_of_a_test(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
import subprocess, sys

def test_passes(mockserver):
    mockserver.script(say("Hello."))
    assert b"Hello." in subprocess.check_output([sys.executable, "-c", "import client; print(client.says())"])

def test_swallows(mockserver):
    subprocess.run([sys.executable, "-c", "import client; client.ask()"])
""")  # fmt: skip

    assert {"passed": 1, "failed": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["FAILED *::test_swallows *"])
