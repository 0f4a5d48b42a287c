"""The page about WebSockets says what the code does."""

import re
from pathlib import Path

import pytest

from mockserver.session.socket import refusals, steering
from mockserver.session.socket.connection import LIFETIME
from mockserver.session.socket.lanes import MOST_ACTIVE, MOST_NAMES

PAGE = (Path(__file__).parents[3] / "docs" / "websocket.md").read_text()
CODES = [violation.code for violation in (refusals.INVALID_NAME, refusals.TOO_MANY_NAMES, refusals.TOO_OLD)]
SOURCE = Path(steering.__file__).read_text()


@pytest.mark.parametrize(
    "words",
    [
        f"{MOST_ACTIVE} turns run",
        f"{MOST_NAMES} names",
        f"{LIFETIME / 60:.0f} minutes",
        f"{steering.MOST_STEERS} wait for it",
    ],
)
def test_limits(words: str) -> None:
    assert words in PAGE


def test_codes() -> None:
    steers = set(re.findall(r'"([a-z]+_[a-z_]+)"', SOURCE)) - {
        "previous_response_id",
        "context_management",
        "multi_agent",
    }
    named = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert {*CODES, "previous_response_not_found", "invalid_input"} | steers <= named
