"""A run that does not use the plugin does not pay for it."""

import pytest

from tests.plugin.projects import QUIET, outcomes

pytest_plugins = ("pytester",)

CONFTEST = """
import sys

def pytest_unconfigure():
    print("imported:", *sorted(name for name in sys.modules if name.split(".")[0] in HEAVY or name.startswith("mockserver")))

HEAVY = {"starlette", "uvicorn", "pydantic", "ruamel", "orjson", "jsonschema_rs", "click", "rich"}
"""


def test_without_a_use_nothing_of_the_server_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile("def test_it(): pass")
    result = pytester.runpytest_subprocess(*QUIET)

    assert {"passed": 1} == outcomes(result)
    assert ["imported: mockserver mockserver.plugin mockserver.plugin.options mockserver.pytest_plugin"] == [
        line for line in result.outlines if line.startswith("imported:")
    ]
