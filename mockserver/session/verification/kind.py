"""The kinds of findings."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.values import Severity

Find: TypeAlias = Callable[[Evidence], Iterable[Note]]


class Kind(NamedTuple):
    """One kind: how grave it is unless told otherwise, what it says in one line, and what finds it."""

    severity: Severity
    statement: str
    find: Find
