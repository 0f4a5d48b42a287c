"""Conditions that come from elsewhere than a scenario file."""

from collections.abc import Mapping
from typing import Final

from mockserver.scenario.load import from_json
from mockserver.scenario.model import Stub
from mockserver.session.candidate import Candidate
from mockserver.session.scenario_check import check_schemas
from mockserver.values import Json

_ANSWER: Final = {"error": {"status": 500}}
"""What a stub of any operation may answer."""


def stub_of(when: Mapping[str, Json], whose: str) -> Stub:
    """Read a `when` as a stub's, which finds all that is wrong with it; `whose` is how messages call it.

    Raises `ScenarioError`.
    """
    scenario = from_json({"name": whose, "stubs": [{"when": {**when}, "reply": _ANSWER}]}, whose)
    check_schemas(Candidate(scenario, scenario.stubs[0], 0, 0, "openai"))
    return scenario.stubs[0]
