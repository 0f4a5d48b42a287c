"""What the projects of these tests find around them."""

import pytest


@pytest.fixture(autouse=True)
def nobody_integrates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pytest write its summary as at a desk, wherever these tests run."""
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
