"""The page of `docs/` on the admin API: it names every route and option, and its examples work."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockserver.cli.serve import serve
from mockserver.http.admin.operation import targets
from tests.http.admin.steering import CHECKOUT
from tests.server import Server, running

PAGE = (CHECKOUT / "docs" / "admin.md").read_text()
ROUTES = [f"{method} {target.path}" for target in targets() for method in target.operations]
OPTIONS = [name for option in serve.params for name in option.opts if re.match("--(admin|allowed)", name)]
EXAMPLES = "".join(re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)).replace("\\\n", "").splitlines()
CALLS = [line for line in EXAMPLES if line.startswith("curl")]
CODES = {
    *re.findall(
        r"\"(mock_\w+)\"",
        "".join(path.read_text() for path in (CHECKOUT / "mockserver" / "http" / "admin").glob("*.py")),
    )
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    with running(tmp_path_factory.mktemp("page") / "log", CHECKOUT / "fixtures", "--clock", "manual") as one:
        yield one


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_is_on_the_page(route: str) -> None:
    assert f"`{route}`" in PAGE


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_on_the_page(option: str) -> None:
    assert f"`{option} " in PAGE


@pytest.mark.parametrize("code", sorted(CODES - {"mock_internal_error"}))
def test_every_code_is_on_the_page(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_every_path_has_an_example() -> None:
    called = {re.sub(r"\?.*", "", path) for line in CALLS for path in re.findall(r"8080(/__admin[^'\s]*)", line)}
    named = {path.replace("/demo", "/{session}").replace("/go", "/{name}") for path in called}

    assert {target.path for target in targets()} - {"/__admin/gates/{name}"} == named


def test_the_examples_work_in_their_order(server: Server, tmp_path: Path) -> None:
    script = (
        "\n".join(CALLS)
        .replace("http://127.0.0.1:8080", server.url)
        .replace("curl ", "curl --silent --fail-with-body ")
    )
    finished = subprocess.run(["/bin/sh", "-ec", script], capture_output=True, text=True, cwd=tmp_path)

    assert (0, "") == (finished.returncode, finished.stderr), finished.stdout
