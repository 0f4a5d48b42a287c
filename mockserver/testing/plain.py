"""Values of a test as plain JSON."""

from typing import Any

import orjson

from mockserver.scenario.document import DEEPEST, too_deep
from mockserver.values import Json, Place, ScenarioError


def plain(value: Json, place: Place) -> Json:
    """Give a value as JSON has it, models and dataclasses as objects. Raises `ScenarioError` for what is no JSON."""
    try:
        found = orjson.loads(orjson.dumps(value, default=_as_json))
    except (orjson.JSONEncodeError, RecursionError) as error:
        raise ScenarioError(place, f"not JSON: {error}") from None
    if too_deep(found):
        raise ScenarioError(place, f"nested deeper than {DEEPEST} levels")
    return found


def _as_json(value: Any) -> Json:
    """Give a pydantic model in its own form."""
    dump = getattr(value, "model_dump", None)
    if callable(dump) and not isinstance(value, type):
        return dump(mode="json")
    raise TypeError
