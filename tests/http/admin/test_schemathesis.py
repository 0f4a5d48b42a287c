"""Schemathesis, which makes right and wrong requests out of the document, finds nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.isolated import IsolatedClient
from tests.http.admin.steering import HELLO
from tests.http.raw import create, talk
from tests.server import Server, running

# It would add itself to every run of pytest beside it, so it is kept apart.
SCHEMATHESIS = IsolatedClient(
    "schemathesis", ("schemathesis==4.32.5",), str(Path(__file__).with_name("schemathesis_run.py"))
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    scenario = tmp_path / "hello.yaml"
    scenario.write_text(HELLO)
    with running(tmp_path / "log", scenario, "--clock", "manual") as one:
        for text in ("hi", "else"):
            talk(one.address, create(text, headers={"connection": "close"}))
        yield one


@pytest.mark.slow
def test_schemathesis_finds_nothing(server: Server, pytestconfig: pytest.Config) -> None:
    assert pytestconfig.cache
    found = SCHEMATHESIS.talk(server.url, pytestconfig.cache.mkdir("clients"))

    assert 0 == found["code"], found["told"]
    assert "No issues found" in found["told"]
