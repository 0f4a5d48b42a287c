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
    "openai": "dfeb648ab7db9bb737e1230ebfb55f811a521de3ed07fbda5251e7adec2b575a",
    "open-responses": "2e405bc7adec8c764c600e3fcc618fe376d878b772d00784ec897716ca3f2024",
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
