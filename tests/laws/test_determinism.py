"""The same calls get the same bytes, wherever and whenever they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.session.session import Session
from mockserver.values import Call, Reply
from tests.laws import player
from tests.laws.player import contract, play_together, scenarios

BYTES = "d8e45f08132afb0c55ddda34e6560a887e7590b60b208f7df84c83e80caef079"
"""The digest of every byte of every fixture: the same on every Python, and another whenever users get other bytes."""
NAMES = [scenario.name for scenario in scenarios()]


def digest_elsewhere(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(player.__file__).parents[2])}
    command = [sys.executable, player.__file__]
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    assert player.digest() == digest_elsewhere(hash_seed)


def test_another_version_gives_the_same_bytes() -> None:
    assert BYTES == player.digest()


def test_order_of_unrelated_calls_changes_nothing() -> None:
    assert play_together(NAMES) == play_together(reversed(NAMES))


class Reordered:
    """Hands calls on with the parameters in the opposite order."""

    def __init__(self) -> None:
        self._session = Session(contract(), scenarios())

    def handle(self, call: Call) -> Reply:
        return self._session.handle(call._replace(body=dict(reversed(call.body.items()))))


def test_order_of_parameters_changes_nothing() -> None:
    assert play_together(NAMES) == play_together(NAMES, Reordered())


def test_scenarios_share_no_bytes() -> None:
    # Equal bytes for everything would be equal in every order, too.
    assert len(NAMES) == len(set(play_together(NAMES).values()))
