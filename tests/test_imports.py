"""Who may import whom."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import mockserver

PACKAGE = Path(mockserver.__file__).parent

LAYERS: Sequence[frozenset[str]] = (
    frozenset({"values", "__version__"}),
    frozenset({"auto", "contract", "protocol", "scenario", "wire"}),
    frozenset({"replies"}),
    frozenset({"session"}),
    frozenset({"reports"}),
    frozenset({"check", "http", "resources"}),
    frozenset({"recording", "testing"}),
    frozenset({"", "cli", "plugin"}),
    frozenset({"__main__", "pytest_plugin"}),
)
"""The stages from the lowest up, each of which may import those below it, and no other of its own layer.

The one without a name is `mockserver` itself.
"""

CLOCKS = frozenset({"mockserver.session.clock", "mockserver.protocol.ids"})
DOORS: Mapping[str, frozenset[str]] = {
    "starlette": frozenset({"http"}),
    "websockets": frozenset({"http"}),
    "uvicorn": frozenset({"http"}),
    "pydantic": frozenset({"scenario"}),
    "ruamel": frozenset({"scenario", "contract"}),
    "jsonschema": frozenset({"contract"}),
    "jsonschema_rs": frozenset({"contract"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "watchfiles": frozenset({"cli"}),
    "httpx2": frozenset({"recording"}),
    "pytest": frozenset({"plugin", "pytest_plugin"}),
    "faker": frozenset({"auto"}),
    "openai": frozenset(),
    "brotli": frozenset({"wire"}),
    "zstandard": frozenset({"wire"}),
    **dict.fromkeys(("time", "datetime", "random", "uuid", "secrets"), CLOCKS),
    # Sessions in no event loop have none to take the time from.
    "time": CLOCKS | {"mockserver.testing.clock"},
}
"""For each library the stages, or single modules, that may import it."""

LAZY: Mapping[str, str] = {
    "mockserver.http.admin.admin": "most servers are never steered, and start sooner without what answers",
    "mockserver.http.room": "most servers talk over no WebSocket",
    "mockserver.auto.fakes": "Faker takes long to import, and most servers make nothing up",
    "mockserver.cli.run": "rich takes long to import, and where nobody watches there are plain lines",
    "mockserver.cli.terms": "documents are read only for --contract",
    "mockserver.cli.watch": "most servers watch no files",
    "mockserver.http.server": "most servers open no WebSocket, and the library takes long to import",
    "mockserver.pytest_plugin": "every run of pytest loads it, and few use the server",
    "mockserver.replies.auto_source": "most servers make nothing up",
    "mockserver.scenario.source_file": "a server that plays the shipped scenarios reads no YAML",
    "mockserver.wire.packed": "few clients compress, and a server starts sooner without the libraries",
}
"""The modules with imports inside functions, each with its reason."""


class Import(NamedTuple):
    name: str
    inside_function: bool


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(path): path.read_text() for path in sorted(PACKAGE.rglob("*.py"))}


def stage_of(module: str) -> str:
    return f"{module}..".split(".")[1]


def layer(stage: str) -> int:
    return next(height for height, stages in enumerate(LAYERS) if stage in stages)


def imports(source: str) -> Iterator[Import]:
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        for name in names(node):
            yield Import(name, id(node) in inside)


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        inside = [f"{base}.{alias.name}" for alias in node.names]
        return inside if base == "mockserver" else [base, *inside]
    return []


def forbidden(module: str, source: str, lazy: Mapping[str, str] = LAZY) -> list[str]:
    """List what a module's imports break."""
    found = {problem for one in imports(source) if (problem := _problem(module, one, lazy))}
    return sorted(found)


def _problem(module: str, one: Import, lazy: Mapping[str, str]) -> str | None:
    root, stage = one.name.split(".")[0], stage_of(module)
    if not root:
        return f"{module} imports relatively"
    if one.inside_function and module not in lazy:
        return f"{module} imports inside a function"
    if root == "mockserver":
        other = stage_of(one.name)
        return None if other == stage or layer(other) < layer(stage) else f"{module} imports {other or root}"
    allowed = DOORS.get(root, frozenset({stage}))
    return None if allowed & {stage, module} else f"{module} imports {root}"


def graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    return {
        module: {one.name for one in imports(source) if one.name in sources and one.name != module}
        for module, source in sources.items()
    }


def cycle(sources: Mapping[str, str]) -> list[str]:
    try:
        TopologicalSorter(graph(sources)).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


@pytest.mark.parametrize("module", SOURCES)
def test_module_imports_what_it_may(module: str) -> None:
    assert [] == forbidden(module, SOURCES[module])


def test_imports_make_no_cycle() -> None:
    assert [] == cycle(SOURCES)


def test_every_lazy_module_is_lazy() -> None:
    assert set(LAZY) <= {
        module for module, source in SOURCES.items() if any(one.inside_function for one in imports(source))
    }


@pytest.mark.parametrize(
    ("module", "source", "problem"),
    [
        ("values.call", "from mockserver.wire import sse", "imports wire"),
        ("values.call", "from mockserver import resources", "imports resources"),
        ("protocol.ids", "from mockserver.scenario.model import Step", "imports scenario"),
        ("wire.sse", "import mockserver.contract.contract", "imports contract"),
        ("session.node", "from mockserver.http.app import App", "imports http"),
        ("http.app", "from mockserver import cli", "imports cli"),
        ("session.node", "from mockserver.reports import Report", "imports reports"),
        ("http.app", "from mockserver.check.files import Checked", "imports check"),
        ("plugin.item", "from mockserver.cli import main", "imports cli"),
        ("session.node", "import starlette.routing", "imports starlette"),
        ("cli.serve", "from uvicorn import Config", "imports uvicorn"),
        ("session.node", "from pydantic import BaseModel", "imports pydantic"),
        ("scenario.match", "import jsonschema_rs", "imports jsonschema_rs"),
        ("session.session", "from time import monotonic", "imports time"),
        ("session.session", "if True:\n    import random", "imports random"),
        ("cli.serve", "import openai.types", "imports openai"),
        ("session.session", "from faker import Faker", "imports faker"),
        ("wire.sse", "from . import body", "imports relatively"),
        ("wire.sse", "def f():\n    import json", "imports inside a function"),
        ("wire.sse", "async def f():\n    from mockserver.wire import body", "imports inside a function"),
    ],
)  # fmt: skip
def test_wrong_import_is_found(module: str, source: str, problem: str) -> None:
    assert [f"mockserver.{module} {problem}"] == forbidden(f"mockserver.{module}", source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("protocol.ids", "import uuid"),
        ("session.clock", "from time import monotonic"),
        ("cli.serve", "from mockserver import __version__, resources"),
        ("http.endpoint", "from mockserver.values import Call"),
        ("wire.sse", "import json\nfrom mockserver.wire import body"),
    ],
)
def test_right_import_is_left_alone(module: str, source: str) -> None:
    assert [] == forbidden(f"mockserver.{module}", source)


def test_lazy_import_may_be_listed() -> None:
    assert [] == forbidden("mockserver.cli.x", "def f():\n    import click", {"mockserver.cli.x": "start-up"})


def test_cycle_is_found() -> None:
    sources = {"m.a": "from m.b import x", "m.b": "import m.c", "m.c": "from m import a"}

    assert {"m.a", "m.b", "m.c"} == set(cycle(sources))
