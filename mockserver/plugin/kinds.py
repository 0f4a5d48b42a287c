"""The kinds of findings that the command line names."""

from collections.abc import Iterable

import pytest

from mockserver.session.verification import KINDS
from mockserver.values import nearest


def check_kinds(names: Iterable[str]) -> None:
    """Raise `pytest.UsageError` for a kind that there is not."""
    for name in names:
        if name not in KINDS:
            meant = nearest(name, KINDS)
            hint = f"; did you mean {meant!r}?" if meant else f"; there are {', '.join(KINDS)}"
            raise pytest.UsageError(f"--mockserver-verify: there is no finding {name!r}{hint}")
