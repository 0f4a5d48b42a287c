"""Every path, asked in a way that is not offered."""

from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from mockserver.contract.operations import METHODS, OPERATIONS
from tests.operations.world import SCENARIO
from tests.server import Server, serving

PATHS = sorted({path for _, path in OPERATIONS})
OFFERED = {path: {method for method, other in OPERATIONS if other == path} for path in PATHS}
WRONG = [
    (method, path)
    for path in PATHS
    for method in METHODS
    if method not in OFFERED[path] | {"head", "options"} and (method, path) != ("get", "/responses")
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("methods"), SCENARIO) as one:
        yield one


def ask(server: Server, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Send a request without a body; gives the status, the headers and the body."""
    connection = HTTPConnection(*server.address, timeout=10)
    connection.request(method.upper(), f"/v1{path.replace('{}', 'x')}", headers={"authorization": "Bearer x"})
    with connection.getresponse() as response:
        answer = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    connection.close()
    return answer


def allowed(headers: dict[str, str]) -> set[str]:
    return {method.strip().lower() for method in headers["allow"].split(",")}


@pytest.mark.parametrize(("method", "path"), WRONG, ids=[f"{method} {path}" for method, path in WRONG])
def test_wrong_method(server: Server, method: str, path: str) -> None:
    status, headers, _ = ask(server, method, path)

    assert 405 == status
    assert allowed(headers) >= OFFERED[path] - ({"get"} if path == "/responses" else set())


def test_socket_is_not_for_plain_requests(server: Server) -> None:
    status, _, body = ask(server, "get", "/responses")

    assert 400 <= status < 500
    assert b'"error"' in body


@pytest.mark.parametrize("path", PATHS)
def test_options(server: Server, path: str) -> None:
    status, headers, body = ask(server, "options", path)

    assert (204, b"") == (status, body)
    assert allowed(headers) >= OFFERED[path] - {"get"}


@pytest.mark.parametrize("path", [path for path in PATHS if "get" in OFFERED[path] and path != "/responses"])
def test_head_is_get_without_a_body(server: Server, path: str) -> None:
    head, get = ask(server, "head", path), ask(server, "get", path)

    assert (get[0], get[1]["content-length"], b"") == (head[0], head[1]["content-length"], head[2])


@pytest.mark.parametrize(
    "path",
    ["", "/nothing", "/responses/", "/responses/a/b", "/response", "/conversations/a/items/b/c", "/chat/completions"],
)
def test_unknown_path(server: Server, path: str) -> None:
    status, _, body = ask(server, "get", path)

    assert 404 == status
    assert b"invalid_request_error" in body
