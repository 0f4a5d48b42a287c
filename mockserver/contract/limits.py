"""How much is looked at before saying no: what comes from outside must cost a bounded time."""

from collections.abc import Iterator

from mockserver.values import Json

TOLD_VIOLATIONS = 100
"""Violations told of one call; a client repairs a few, and a hundred thousand would cost seconds to write."""

EXPLAINED_PLACES = 5_000
"""Places of a body up to which all its mistakes are sought; above only the first, since each costs microseconds."""

GUESSED_WORD = 64
"""Characters of the longest misspelt name that is compared with the known ones; no name of the API is as long."""

SCHEMA_DEPTH = 120
"""Levels of JSON in a user's schema; the library gives up at 255 and the API allows ten levels of objects."""

SCHEMA_PLACES = 50_000
"""Values in a user's schema; compiling more takes longer than a call should, and the API allows 5,000 properties."""

SCHEMA_STEPS = 100_000
"""Subschemas that one check may apply; beyond, unions that name each other multiply without end."""

VALUE_DEPTH = 200
"""Levels of a value in which mistakes are sought: the library copies what is wrong into its error, up to 255 levels."""

VALUE_PLACES = 1_000_000
"""Values in what is held against a user's schema; a body of 10 MB has as many."""

BACKTRACKS = 100_000
"""Steps back of one regular expression on one text, which takes about two milliseconds."""

DOCUMENT_DEPTH = 100
"""Levels of JSON in a contract document; published ones stay below forty, and rewriting them recurs."""

DOCUMENT_PLACES = 1_000_000
"""Values in a contract document, YAML's aliases written out; the largest published ones have a fifth of it."""

EXPANDED_SCHEMAS = 10_000
"""Schemas that one schema of a document may put upon one value; those of published ones are some hundreds."""

EXPANDED_REFERENCES = 100
"""References that lead from one schema to another for one value; following them recurs."""


def exceeds(value: Json, *, places: int, depth: int) -> str | None:
    """Say which limit a JSON value breaks: `deeper than … levels` or `more than … values`; None when neither.

    Looks at no more than `places` values, and does not recur.
    """
    seen = 0
    level = [value]
    for _ in range(depth + 1):
        if not level:
            return None
        seen += len(level)
        if seen > places:
            return f"more than {places:,} values"
        level = [inner for outer in level for inner in _inside(outer)]
    return f"deeper than {depth:,} levels" if level else None


def _inside(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
