"""A real server for all tests."""

from collections.abc import Iterator

import pytest

from tests.server import running


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve all tests; at the end the server must have had nothing to complain about."""
    log = tmp_path_factory.mktemp("server") / "log"
    with running(log, "--no-auto") as server:
        yield server.url
    assert "" == log.read_text()
