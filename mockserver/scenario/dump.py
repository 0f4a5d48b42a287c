"""Writing a scenario as a file that reads back as the same scenario."""

from typing import Literal

import orjson

from mockserver.scenario.model import Scenario
from mockserver.scenario.yaml_text import yaml_text


def dump(scenario: Scenario, format: Literal["yaml", "json"] = "yaml") -> str:  # noqa: A002 - the word callers know
    """Write a scenario as short as it can be, as YAML or as JSON."""
    document = scenario.as_json()
    if format == "yaml":
        return yaml_text(document)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
