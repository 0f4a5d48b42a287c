"""The options of the admin API."""

import socket
import subprocess

import pytest
from click.testing import CliRunner

from mockserver.cli.serve import serve
from tests.server import COMMAND


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--admin-port", "70000"], "70000"),
        (["--admin-token", ""], "at least one"),
        (["--admin-token", "two words"], "ASCII"),
        (["--admin-token", "gehe\xefm"], "ASCII"),
        (["--allowed-host", "http://mock.test"], "is not a host"),
        (["--allowed-host", "*"], "is not a host"),
        (["--allowed-host", "mock.test:"], "is not a host"),
        (["--allowed-host", ""], "is not a host"),
    ],
)
def test_a_wrong_option_is_told(arguments: list[str], word: str) -> None:
    result = CliRunner().invoke(serve, arguments)

    assert 2 == result.exit_code
    assert word in result.output


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [str(COMMAND), "serve", "--port", "0", "--admin-port", str(taken.getsockname()[1])]
        finished = subprocess.run(command, capture_output=True, text=True)

    assert (2, "") == (finished.returncode, finished.stdout)
    assert "cannot listen" in finished.stderr
