"""Servers of both kinds, shared by the tests of a module, and a session for each test."""

from collections.abc import Iterator

import pytest

from mockserver import MockServer, SessionHandle


@pytest.fixture(params=[True, False], ids=["listening", "local"], scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[MockServer]:
    """Run a server whose default session no test uses."""
    started = MockServer(listen=request.param).start()
    yield started
    started.stop()


@pytest.fixture
def session(server: MockServer, request: pytest.FixtureRequest) -> Iterator[SessionHandle]:
    handle = server.session(request.node.nodeid)
    yield handle
    handle.close()


@pytest.fixture
def local() -> Iterator[MockServer]:
    """Run a server in this process alone."""
    started = MockServer(listen=False).start()
    yield started
    started.stop()
