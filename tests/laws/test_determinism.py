"""The same calls get the same bytes, wherever and whenever they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.session.session import Session
from mockserver.values import DIALECTS, Call, Dialect, Reply
from tests.laws import player
from tests.laws.player import contract, play_together, scenarios

BYTES: dict[Dialect, str] = {
    "openai": "a5632baf4ef5fb3ff9ab49ead36233e5c79d717b24ef96e0862034e1502e21d3",
    "open-responses": "6166488ece9988cbf1a03ec9cc264bd0131a15a2cc3600ef9da0cfdf885e1236",
}
"""The digest of every byte of every fixture: the same on every Python, and another whenever users get other bytes."""
each_dialect = pytest.mark.parametrize("dialect", DIALECTS)


def names(dialect: Dialect) -> list[str]:
    return [scenario.name for scenario in scenarios(dialect)]


def digests_elsewhere(hash_seed: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(player.__file__).parents[2])}
    command = [sys.executable, player.__file__]
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout.split()


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    assert [player.digest(dialect) for dialect in DIALECTS] == digests_elsewhere(hash_seed)


@each_dialect
def test_another_version_gives_the_same_bytes(dialect: Dialect) -> None:
    assert BYTES[dialect] == player.digest(dialect)


@each_dialect
def test_order_of_unrelated_calls_changes_nothing(dialect: Dialect) -> None:
    forwards = names(dialect)

    assert play_together(forwards, dialect=dialect) == play_together(reversed(forwards), dialect=dialect)


class Reordered:
    """Hands calls on with the parameters in the opposite order."""

    def __init__(self) -> None:
        self._session = Session(contract(), scenarios("openai"))

    def handle(self, call: Call) -> Reply:
        return self._session.handle(call._replace(body=dict(reversed(call.body.items()))))


def test_order_of_parameters_changes_nothing() -> None:
    assert play_together(names("openai")) == play_together(names("openai"), Reordered())


def test_scenarios_share_no_bytes() -> None:
    # Equal bytes for everything would be equal in every order, too.
    assert len(names("openai")) == len(set(play_together(names("openai")).values()))
