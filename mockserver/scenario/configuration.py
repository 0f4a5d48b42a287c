"""The configuration file of a server."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field

from mockserver.scenario import source_file
from mockserver.scenario.clock import ClockName
from mockserver.scenario.placed import Placed
from mockserver.scenario.terms import Terms
from mockserver.scenario.validated import validated
from mockserver.values import Dialect


class Configuration(Placed):
    """What holds for all scenarios of a server, and comes before what they say themselves."""

    noun: ClassVar[str] = "a configuration"

    dialect: Dialect | None = Field(default=None, description="Whose API is spoken.")
    clock: ClockName | None = Field(default=None, description="Whether the clock runs, or a test puts it forward.")
    contract: Terms = Field(default_factory=Terms, description="How strictly calls are held to the contract.")


def load_configuration(path: Path) -> Configuration:
    """Read a YAML or JSON file; an empty one says nothing. Raises `ScenarioError` with its place when it is wrong."""
    document = source_file.read(path)
    if document is None:
        return Configuration()
    return validated(Configuration, document.value, document.places).placed(document.places)
