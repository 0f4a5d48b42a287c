"""The kinds of findings that the command line names."""

from collections.abc import Iterable

import pytest

from mockserver.session.verification.verify import UnknownKind, require_kind


def check_kinds(names: Iterable[str]) -> None:
    """Raise `pytest.UsageError` for a kind that there is not."""
    try:
        for name in names:
            require_kind(name)
    except UnknownKind as error:
        raise pytest.UsageError(f"--mockserver-verify: {error}") from None
