from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

import pytest
from openai import pydantic_function_tool
from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, Field

from tests.contract.rules.asking import Told, told, violations

OPEN = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
FUNCTION = {"type": "function", "name": "f", "parameters": OPEN}
FORMAT = {"type": "json_schema", "name": "s", "schema": OPEN}


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Tree(BaseModel):
    """A thing that holds others of its kind."""

    name: Annotated[str, Field(description="What it is called.", min_length=1)]
    colour: Colour = Colour.RED
    first: Colour = Field(description="Inlined, since a reference cannot have a description.")
    parent: "Tree | None" = None
    leaves: list["Tree"]


class Plain(BaseModel):
    unit: Literal["c", "f"]
    size: int | float | None = Field(default=None, ge=0)
    words: list[str]
    tree: Tree


class Empty(BaseModel):
    pass


class Odd(BaseModel):
    """Whatever else the helpers of the SDK know to write."""

    at: datetime
    price: Decimal
    pair: tuple[int, str]
    unique: set[int]
    mixed: Literal["a", 1, None]
    one: Literal["only"]
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}\d+$", max_length=9)]
    either: Tree | Empty | None
    day: date = date(2026, 1, 1)
    key: UUID | None = None


MODELS = [Tree, Plain, Empty, Odd]


@pytest.mark.parametrize("model", MODELS)
def test_schemas_of_the_sdk_are_fine(model: type[BaseModel]) -> None:
    schema = to_strict_json_schema(model)

    assert [] == told({"text": {"format": {"type": "json_schema", "name": "s", "strict": True, "schema": schema}}})


@pytest.mark.parametrize("model", MODELS)
def test_tools_of_the_sdk_are_fine(model: type[BaseModel]) -> None:
    function = pydantic_function_tool(model)["function"]

    assert [] == told({"tools": [{"type": "function", **function}]})


@pytest.mark.parametrize("strict", [False, None])
def test_only_strict_mode_is_strict(strict: bool | None) -> None:
    assert [] == told({"tools": [{**FUNCTION, "strict": strict}], "text": {"format": {**FORMAT, "strict": strict}}})


def test_functions_without_parameters_are_fine() -> None:
    assert [] == told({"tools": [{**FUNCTION, "strict": True, "parameters": None}]})


def test_a_strict_function_is_refused_as_the_api_does() -> None:
    (violation,) = violations({"tools": [{"type": "web_search"}, {**FUNCTION, "strict": True}]})

    start = "Invalid schema for function 'f': In context=(), 'additionalProperties' is required"
    assert Told("strict_parameters", "tools[1].parameters", "invalid_function_parameters") == (
        violation.rule, violation.param, violation.code, violation.status
    )  # fmt: skip
    assert violation.message.startswith(start)


def test_functions_of_namespaces_are_looked_at() -> None:
    space = {"type": "namespace", "name": "n", "description": "d", "tools": [{**FUNCTION, "strict": True}]}

    assert ["tools[0].tools[0].parameters"] == [one.param for one in told({"tools": [space]})]


def test_a_strict_format_is_refused_as_the_api_does() -> None:
    (violation,) = violations({"text": {"format": {**FORMAT, "strict": True}}})

    assert ("strict_format", "text.format.schema", "invalid_json_schema") == (
        violation.rule, violation.param, violation.code
    )  # fmt: skip
    assert violation.message.startswith("Invalid schema for response_format 's': In context=(), ")


@pytest.mark.parametrize("operation", ["responses.connect", "responses.input_tokens"])
def test_other_operations_are_strict_too(operation: str) -> None:
    body = {"text": {"format": {**FORMAT, "strict": True}}}

    assert ["strict_format"] == [one.rule for one in told(body, operation=operation)]
