"""A real server for all tests."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openai import AsyncOpenAI, OpenAI

from tests.clients.blocking import Blocking
from tests.clients.lifecycle import SCENARIO, Gate, set_gate
from tests.server import running


@contextmanager
def _served(log: Path, *arguments: str | Path) -> Iterator[str]:
    """Serve tests; at the end the server must have had nothing to complain about."""
    with running(log, *arguments) as server:
        yield server.url
    assert "" == log.read_text()


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped scenarios."""
    with _served(tmp_path_factory.mktemp("server") / "log", "--no-auto") as url:
        yield url


@pytest.fixture(scope="session")
def lifecycle_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve what tests of stored responses need."""
    folder = tmp_path_factory.mktemp("lifecycle")
    scenario = folder / "lifecycle.yaml"
    scenario.write_text(SCENARIO)
    with _served(folder / "log", scenario, "--auto") as url:
        yield url


@pytest.fixture(scope="session")
def stateless_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve authors of SDKs."""
    with _served(tmp_path_factory.mktemp("stateless") / "log", "--stateless") as url:
        yield url


@contextmanager
def strict_client(kind: str, url: str) -> Iterator[Any]:
    """Open a client of the SDK, `sync` or `async`, that is used alike in both forms."""
    # A private name of the SDK: it makes the client hold every response and event against its own types.
    terms: dict[str, Any] = {"base_url": f"{url}/v1", "api_key": "test", "_strict_response_validation": True}
    with (
        asyncio.Runner() as runner,
        OpenAI(**terms) if kind == "sync" else Blocking(AsyncOpenAI(**terms), runner) as client,
    ):
        yield client


@pytest.fixture(scope="session", params=["sync", "async"])
def sdk(request: pytest.FixtureRequest, lifecycle_url: str) -> Iterator[Any]:
    """Give the SDK in both its forms."""
    with strict_client(request.param, lifecycle_url) as client:
        yield client


@pytest.fixture(scope="session", params=["sync", "async"])
def stateless(request: pytest.FixtureRequest, stateless_url: str) -> Iterator[Any]:
    """Give the SDK in both its forms, for a server that remembers nothing."""
    with strict_client(request.param, stateless_url) as client:
        yield client


@pytest.fixture
def gate(lifecycle_url: str) -> Iterator[Gate]:
    """Give what moves the scenario's gate, which is closed before and after."""
    yield partial(set_gate, lifecycle_url)
    set_gate(lifecycle_url, False)
