import re
from pathlib import Path

import pytest

from mockserver.testing.environment import environment

DOCS = Path(__file__).parents[2] / "docs"
URL = "http://127.0.0.1:4711"


def variables(**before: str) -> dict[str, str]:
    return environment(URL, f"{URL}/s/mine/v1", before)


def test_every_way_leads_to_the_session() -> None:
    expected = {
        "OPENAI_BASE_URL": "http://127.0.0.1:4711/s/mine/v1",
        "OPENAI_API_BASE": "http://127.0.0.1:4711/s/mine/v1",
        "OPENAI_WEBSOCKET_BASE_URL": "ws://127.0.0.1:4711/s/mine/v1",
        "OPENAI_API_KEY": "sk-mockserver",
        "OPENAI_PROXY": "",
        "OPENAI_AGENTS_DISABLE_TRACING": "1",
        "LANGSMITH_TRACING_V2": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGSMITH_TRACING": "false",
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "MOCKSERVER_URL": "http://127.0.0.1:4711",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }

    assert expected == variables()


def test_a_real_key_is_not_passed_on() -> None:
    assert "sk-mockserver" == variables(OPENAI_API_KEY="sk-real")["OPENAI_API_KEY"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param({"NO_PROXY": "a.example, .b.example"}, "a.example,.b.example,127.0.0.1,localhost", id="upper case"),
        pytest.param({"no_proxy": "a.example"}, "a.example,127.0.0.1,localhost", id="lower case"),
        pytest.param({"no_proxy": "a", "NO_PROXY": "b,a"}, "a,b,127.0.0.1,localhost", id="both"),
        pytest.param({"NO_PROXY": "localhost"}, "localhost,127.0.0.1", id="half of it"),
        pytest.param({"NO_PROXY": "*"}, "*", id="all hosts"),
        pytest.param({"NO_PROXY": ""}, "127.0.0.1,localhost", id="empty"),
    ],
)  # fmt: skip
def test_hosts_without_a_proxy_stay_so(before: dict[str, str], expected: str) -> None:
    found = variables(**before)

    assert (expected, expected) == (found["NO_PROXY"], found["no_proxy"])


@pytest.mark.parametrize("page", ["run.md", "pytest.md"])
def test_every_variable_is_described(page: str) -> None:
    rows = re.findall(r"(?m)^\| (`[A-Za-z_`, 0-9]+`) \|", (DOCS / page).read_text())

    assert sorted(variables()) == sorted(name for row in rows for name in re.findall(r"`(\w+)`", row) if "_" in name)
