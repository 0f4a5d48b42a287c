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
