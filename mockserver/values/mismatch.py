"""One difference between what was expected and what came."""

from dataclasses import dataclass

from mockserver.values.json import Json


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a value does not match: where (a JSON path such as `$.input[2].output`), what was expected, what came.

    `expected` is text for a person, such as `"get_weather"` or `a text that contains "Paris"`; `actual` is the value
    itself. A matcher returns its mismatches; none means yes.
    """

    path: str
    expected: str
    actual: Json
