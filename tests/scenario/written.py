"""Replies as an author writes them, and what becomes of them."""

import pytest
from jsonschema import Draft202012Validator

from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import Reply
from mockserver.scenario.schema import scenario_schema
from mockserver.scenario.yaml_source import parse
from mockserver.values import Json, ScenarioError

_SCHEMA = Draft202012Validator(scenario_schema())


def _file(reply: str) -> str:
    return f"steps: [{{reply: {reply}}}]"


def read(reply: str) -> Reply:
    """Read one reply."""
    [answer] = loads(_file(reply), "s.yaml").steps[0].replies
    return answer


def read_again(reply: Reply) -> Reply:
    """Read what a reply is dumped as."""
    [answer] = from_json({"steps": [{"reply": reply.as_json()}]}, "s.yaml").steps[0].replies
    return answer


def dumped(reply: str) -> Json:
    """Write one reply again, as short as it can be."""
    return read(reply).as_json()


def mistake(reply: str) -> str:
    """Give the column and the message of the first mistake; a key at the top of a mapping stands in column 18."""
    with pytest.raises(ScenarioError) as caught:
        loads(_file(reply), "s.yaml")
    return str(caught.value).removeprefix("s.yaml:1:")


def allowed(reply: str) -> bool:
    """Ask the JSON Schema."""
    return _SCHEMA.is_valid(parse(_file(reply), "s.yaml").value)
