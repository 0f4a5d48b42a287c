"""What is wrong with a part of a scenario file."""

from typing import NamedTuple, TypeAlias

from pydantic_core import PydanticCustomError

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list indexes that lead to a value of a document."""

REFUSED = "refused"
"""The error type under which the models report problems of our own."""


class Problem(NamedTuple):
    """One thing that is wrong: where, seen from the value that was examined, and what, as a full sentence."""

    path: Path
    message: str


def under(part: str | int, problem: Problem) -> Problem:
    """Re-root a problem of a part in the value that holds the part."""
    return Problem((part, *problem.path), problem.message)


def refusal(*problems: Problem) -> PydanticCustomError:
    """Carry problems through pydantic; the caller raises the result inside a validator."""
    text = "; ".join(problem.message for problem in problems)
    return PydanticCustomError(REFUSED, "{text}", {"text": text, "problems": problems})
