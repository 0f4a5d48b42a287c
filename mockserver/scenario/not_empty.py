"""Lists that say nothing when they are empty."""

from typing import Any

from pydantic import AfterValidator

from mockserver.scenario.problem import Problem, refusal


def not_empty(key: str) -> AfterValidator:
    """Refuse an empty list under a key, after its elements were looked at."""

    def checked(value: tuple[Any, ...]) -> tuple[Any, ...]:
        if not value:
            raise refusal(Problem((), f"{key!r} must not be empty"))
        return value

    return AfterValidator(checked)
