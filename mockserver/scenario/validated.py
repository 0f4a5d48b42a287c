"""From a document to a form; the first problem is a ScenarioError with its place."""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import TypeVar

from pydantic import ValidationError

from mockserver.scenario import messages
from mockserver.scenario.form import Form
from mockserver.scenario.json_path import child
from mockserver.scenario.places import Places
from mockserver.scenario.problem import Problem
from mockserver.values import Json, Place, ScenarioError

Read = TypeVar("Read", bound=Form)


def validated(form: type[Read], value: Json, places: Places) -> Read:
    """Read a value as a form; raises `ScenarioError` for the first problem and counts the others."""
    try:
        return form.model_validate(value)
    except ValidationError as error:
        raise _first(messages.problems(error, form), places) from None


def _first(found: Iterable[Problem], places: Places) -> ScenarioError:
    placed = sorted(_placed(found, places), key=lambda pair: (pair[0].line, pair[0].column))
    place, message = placed[0]
    more = f" (and {len(placed) - 1} more)" if len(placed) > 1 else ""
    return ScenarioError(place, message + more)


def _placed(found: Iterable[Problem], places: Places) -> Iterator[tuple[Place, str]]:
    for path, message in found:
        where = "" if places.has_lines else f"{reduce(child, places.known(path), '$')}: "
        yield places.nearest(path), where + message
