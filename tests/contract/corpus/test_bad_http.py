"""One bad request of each kind, sent to a real server."""

import json
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import pytest

from mockserver.values import DIALECTS, Dialect
from tests.contract.corpus.cases import Case, cases
from tests.server import Server, running

BEARER = {"authorization": "Bearer key"}
FACTS = ("type", "code", "param")


def sample(dialect: Dialect) -> list[Case]:
    """Give one request for each code and status that is sent over HTTP today."""
    served = [case for case in cases("bad", dialect) if case["operation"] == "responses.create"]
    return [*{(case["status"], case["code"]): case for case in served}.values()]


@pytest.fixture(scope="module", params=DIALECTS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one dialect."""
    with running(tmp_path_factory.mktemp("corpus") / "log", "--dialect", request.param) as one:
        yield one


def post(server: Server, case: Case) -> tuple[int, dict[str, Any]]:
    """Send a request, and give the status and the error."""
    headers = {"content-type": "application/json", **case.get("headers", BEARER)}
    with closing(HTTPConnection(*server.address, timeout=30)) as connection:
        connection.request("POST", "/v1/responses", json.dumps(case["body"]), headers)
        response = connection.getresponse()
        return response.status, json.load(response)["error"]


@pytest.mark.parametrize(
    ("server", "case"),
    [pytest.param(name, case, id=f"{name}: {case['name']}") for name in DIALECTS for case in sample(name)],
    indirect=["server"],
    scope="module",
)
def test_the_refusal_on_the_wire(server: Server, case: Case) -> None:
    status, error = post(server, case)

    assert case["status"] == status
    assert {fact: case[fact] for fact in FACTS} == {fact: error[fact] for fact in FACTS}
    assert [] == [words for words in case["message_contains"] if words not in error["message"]]
