"""Scenarios that come over the wire."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from mockserver.scenario.condition import When
from mockserver.scenario.form import Form
from mockserver.scenario.injection import Injection
from mockserver.scenario.load import from_json, loads, part_from_json
from mockserver.scenario.model import Scenario
from mockserver.values import Json, JsonObject, ScenarioError

_UNNAMED: Final = "upload"


class _Query(Form):
    noun: ClassVar[str] = "a query"

    when: When


def uploaded(body: JsonObject, number: int = 1) -> Scenario:
    """Read a scenario out of a body, as JSON or as the text of a YAML file; `number` names one without a name.

    Raises `ScenarioError`.
    """
    name = f"{_UNNAMED}-{number}"
    if is_text(body):
        return loads(body["yaml"], f"{body.get('name') or name}.yaml")
    return from_json(body, name)


def is_text(body: JsonObject) -> bool:
    """Whether a body holds the text of a file."""
    return isinstance(body.get("yaml"), str) and not body.keys() - {"yaml", "name"}


def _problem_of_fault(body: Json) -> str | None:
    return _problem(lambda: part_from_json(Injection, body, "the fault"))


def _problem_of_scenario(body: Json) -> str | None:
    return _problem(lambda: uploaded(body)) if isinstance(body, dict) else None


def _problem_of_session(body: Json) -> str | None:
    given = body.get("scenarios") if isinstance(body, dict) else None
    for number, one in enumerate(given if isinstance(given, list) else ()):
        problem = _problem_of_scenario(one)
        if problem:
            return problem.replace("$", f"$.scenarios[{number}]", 1)
    return None


def _problem_of_query(body: Json) -> str | None:
    return _problem(lambda: part_from_json(_Query, body, "the query"))


def _problem(read: Callable[[], object]) -> str | None:
    try:
        read()
    except ScenarioError as error:
        return error.message
    return None


EXPLAINED: Final[Mapping[str, Callable[[Json], str | None]]] = {
    "scenarios.add": _problem_of_scenario,
    "sessions.create": _problem_of_session,
    "faults.inject": _problem_of_fault,
    "journal.query": _problem_of_query,
}
"""What says more of a wrong body than its schema does, by operation."""
