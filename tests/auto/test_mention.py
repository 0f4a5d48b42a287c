from typing import Any

import pytest

from mockserver.auto.mention import mentioned
from mockserver.auto.tools import declared

TOOLS: list[dict[str, Any]] = [
    {"type": "function", "name": "get_weather"},
    {"type": "function", "name": "sendMail", "description": "Send a message to a person by electronic mail"},
    {"type": "function", "name": "delete_mail"},
    {"type": "function", "name": "lookup", "description": "Find the opening hours of a museum or gallery"},
    {"type": "custom", "name": "sql-runner"},
    {"type": "namespace", "name": "crm", "tools": [{"type": "function", "name": "find_customer"}]},
    {"type": "mcp", "server_label": "deepwiki"},
    *({"type": name} for name in ("web_search", "file_search", "code_interpreter", "image_generation", "shell")),
]


def found(said: str) -> str | None:
    tool = mentioned(declared({"tools": TOOLS}, []), said)
    return tool and (tool.name or tool.family)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("What is the weather like?", "get_weather"),
        ("Weather, please", "get_weather"),
        ("call get_weather", "get_weather"),
        ("Send the mail", "sendMail"),
        ("Delete those mails", "delete_mail"),
        ("Which opening hours has the museum?", "lookup"),
        ("run this in sql", "sql-runner"),
        ("Who is our best customer?", "find_customer"),
        ("ask deepwiki", "deepwiki"),
        ("Search the web for cats", "web_search"),
        ("searching my documents", "file_search"),
        ("compute it with Python", "code_interpreter"),
        ("Draw a cat", "image_generation"),
        ("open a terminal", "shell"),
    ],
)
def test_tool_is_heard(said: str, expected: str) -> None:
    assert expected == found(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Hello!",
        "get it",
        "How are you?",
        "Tell me a joke",
        "find the best one",
        "a good person",
        "Delete it",
        "send",
    ],
)
def test_nothing_is_heard(said: str) -> None:
    assert found(said) is None


def test_a_tool_named_by_one_weak_word_is_heard() -> None:
    tools = declared({"tools": [{"type": "function", "name": "search"}]}, [])

    assert mentioned(tools, "search the docs")
    assert not mentioned(tools, "go on")
