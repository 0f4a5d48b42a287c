"""Small projects of users, and what pytest says of them."""

import re
from collections.abc import Sequence

import httpcore2
import openai
import pytest

import mockserver.plugin.kinds
import mockserver.plugin.stand

STAYS = (openai, httpcore2, mockserver.plugin)
"""What runs in this process share; pytest forgets after each of them what only that one has imported."""

CLIENT = '''
import json, os
from urllib.error import HTTPError
from urllib.request import Request, urlopen

TOOL = {"type": "function", "name": "get_weather", "parameters": {"type": "object"}}


def ask(input="Hi", url=None, **more):
    """Call the model as an application would, and give status and body."""
    body = json.dumps({"model": "gpt-5", "input": input, **more}).encode()
    headers = {"authorization": f"Bearer {os.environ.get('OPENAI_API_KEY', 'key')}", "content-type": "application/json"}
    try:
        with urlopen(Request(f"{url or os.environ['OPENAI_BASE_URL']}/responses", body, headers)) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)


def says(input="Hi", **more):
    return ask(input, **more)[1]["output"][-1]["content"][0]["text"]


def weather(input="Weather in Paris?"):
    """Do what an agent does: call the model, its tool, and the model again."""
    first = ask(input, tools=[TOOL])[1]
    call = first["output"][-1]
    output = {"type": "function_call_output", "call_id": call["call_id"], "output": "18"}
    return says([output], previous_response_id=first["id"], tools=[TOOL])
'''
"""What the application of every project does."""

WEATHER = """
steps:
  - when: {last_user: {$contains: Paris}}
    reply: [{function_call: {name: get_weather, arguments: {city: Paris}}}]
  - when: {tool_output: {of: get_weather}}
    reply: [{message: "18 °C in Paris."}]
"""

_OTHERS = ("inline_snapshot", "hypothesispytest", "faker", "pytest_httpserver", "cacheprovider")
QUIET = (
    *(f"-pno:{plugin}" for plugin in _OTHERS),
    *("--color=no", "-o", "asyncio_default_fixture_loop_scope=function"),
)
"""Keeps runs short, and what they print the same."""


def project(pytester: pytest.Pytester, test: str) -> None:
    """Write the application and a file of tests that imports it and what tests of models are written with."""
    pytester.makepyfile(client=CLIENT)
    pytester.makepyfile(test_it=f"{HEAD}\n\n{test}")


HEAD = "import os, pytest\nfrom pathlib import Path\nfrom urllib.error import URLError\nfrom client import ask, says, weather\nfrom mockserver import call, say"


def tried(pytester: pytest.Pytester, test: str, *arguments: str) -> pytest.RunResult:
    """Run a file of tests as its author would, in this process."""
    project(pytester, test)
    return pytester.runpytest_inprocess(*QUIET, "-Werror", *arguments)


def tried_apart(pytester: pytest.Pytester, test: str, *arguments: str) -> pytest.RunResult:
    """Run a file of tests in a process of its own."""
    project(pytester, test)
    return pytester.runpytest_subprocess(*QUIET, *arguments)


def failure(result: pytest.RunResult, test: str) -> str:
    """Give what pytest prints about a test that failed, without its heading."""
    lines = result.outlines
    begin = next(at for at, line in enumerate(lines) if re.fullmatch(rf"_+ (ERROR at \w+ of )?{test} _+", line))
    end = next(at for at in range(begin + 1, len(lines)) if re.match(r"_{5,} .+ _{5,}$|={5,} .+ ={5,}$", lines[at]))
    return "\n".join(lines[begin + 1 : end])


def outcomes(result: pytest.RunResult) -> dict[str, int]:
    """Count how the tests ended."""
    return result.parseoutcomes()


def ends(lines: Sequence[str], heading: str) -> list[str]:
    """Give the lines after a heading, up to the next one."""
    begin = next(at for at, line in enumerate(lines) if re.fullmatch(rf"[=-]+ {heading} [=-]+", line))
    after = lines[begin + 1 :]
    end = next((at for at, line in enumerate(after) if re.fullmatch(r"([=-])\1{4,} .+ \1{5,}", line)), len(after))
    return list(after[:end])
