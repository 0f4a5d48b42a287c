"""What the contract has against a part of a reply, in an author's words."""

from collections.abc import Iterable, Iterator

from mockserver.protocol.author import Problem
from mockserver.values import Violation, path_of, words

_MISSING = "missing_required_parameter"


def forbidden(part: str, path: tuple[str | int, ...], violations: Iterable[Violation]) -> Iterator[Problem]:
    """Tell what is wrong with the `part` at `path`, a misspelt key before the key that is missing for it."""
    for violation in sorted(violations, key=lambda violation: violation.rule == _MISSING):
        yield (*path, *path_of(violation.param)), f"the contract does not allow this {part}: {words(violation)}"
