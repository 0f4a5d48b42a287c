"""The page on Python: its examples run, and it leaves nothing out."""

import re
from pathlib import Path

import pytest

from mockserver import RequestSnapshot, SessionHandle
from mockserver.testing.options import Options

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def public(kind: type) -> list[str]:
    return [name for name in dir(kind) if not name.startswith("_") and name not in dir(dict)]


@pytest.mark.parametrize("code", EXAMPLES, ids=range(len(EXAMPLES)))
def test_its_examples_run(code: str) -> None:
    exec(compile(code, "python.md", "exec"), {"__name__": "example"})  # noqa: S102 - it is our own page


@pytest.mark.parametrize("name", [*public(SessionHandle), *public(RequestSnapshot), *Options.__annotations__])
def test_it_names_everything(name: str) -> None:
    assert re.search(rf"[`.( {{]{name}\b", PAGE.read_text())


def test_there_are_examples() -> None:
    assert 5 <= len(EXAMPLES)
    assert all(code.count("\n") <= 15 for code in EXAMPLES)
