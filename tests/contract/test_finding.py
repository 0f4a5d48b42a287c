"""One finding, said in the words of the API."""

from typing import Any

import pytest

from mockserver.contract.clean import clean
from mockserver.contract.explain import Explanation
from mockserver.contract.finding import CODES, SENTENCES, Finding
from tests.contract.explained import explained, only


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        pytest.param({"type": "string"}, 1, "expected a string, but got an integer", id="type"),
        pytest.param(
            {"type": ["integer", "boolean", "null"]},
            1.5,
            "expected one of a boolean or an integer, but got a decimal",
            id="types",
        ),
        pytest.param({"type": "null"}, [], "expected null, but got an array", id="null"),
    ],
)
def test_a_wrong_type(schema: dict[str, Any], value: Any, message: str) -> None:
    expected = [("a", "invalid_type", f"Invalid type for 'a': {message} instead.")]

    assert expected == explained(only(a=schema), {"a": value})


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        pytest.param({"enum": ["x", "y", None]}, "z", "'z'. Supported values are: 'x' and 'y'.", id="enum"),
        pytest.param({"const": {"k": 1}}, True, 'true. Supported values are: {"k": 1}.', id="const"),
        pytest.param({"enum": [None]}, 0, "0. Supported values are: null.", id="null"),
        pytest.param({"const": [1, 2]}, 0, "0. Supported values are: [1, 2].", id="const list"),
    ],
)
def test_an_unsupported_value(schema: dict[str, Any], value: Any, message: str) -> None:
    assert [("a", "invalid_value", f"Invalid value: {message}")] == explained(only(a=schema), {"a": value})


@pytest.mark.parametrize(
    ("schema", "value", "code", "expected"),
    [
        ({"type": "integer", "minimum": 2}, 1, "integer_below_min_value", "integer below minimum value|>= 2"),
        ({"type": ["integer", "null"], "maximum": 2}, 3, "integer_above_max_value", "integer above maximum value|<= 2"),
        ({"type": "number", "minimum": 0.5}, 0, "decimal_below_min_value", "decimal below minimum value|>= 0.5"),
        ({"exclusiveMinimum": 0}, 0, "decimal_below_min_value", "decimal below minimum value|> 0"),
        ({"exclusiveMaximum": 0}, 0, "decimal_above_max_value", "decimal above maximum value|< 0"),
    ],
    ids=["minimum", "maximum", "decimal", "exclusiveMinimum", "exclusiveMaximum"],
)
def test_a_number_out_of_bounds(schema: dict[str, Any], value: Any, code: str, expected: str) -> None:
    problem, bound = expected.split("|")
    message = f"Invalid 'a': {problem}. Expected a value {bound}, but got {value} instead."

    assert [("a", code, message)] == explained(only(a=schema), {"a": value})


@pytest.mark.parametrize(
    ("schema", "value", "code", "expected"),
    [
        ({"minLength": 2}, "x", "string_below_min_length", "string too short|a string|minimum length 2"),
        ({"maxLength": 2}, "xyz", "string_above_max_length", "string too long|a string|maximum length 2"),
        ({"minItems": 2}, [1], "array_below_min_length", "array too short|an array|minimum length 2"),
        ({"maxItems": 0}, [1], "array_above_max_length", "array too long|an array|maximum length 0"),
    ],
    ids=["minLength", "maxLength", "minItems", "maxItems"],
)
def test_a_size_out_of_bounds(schema: dict[str, Any], value: Any, code: str, expected: str) -> None:
    problem, kind, bound = expected.split("|")
    message = f"Invalid 'a': {problem}. Expected {kind} with {bound}, but got {kind} with length {len(value)} instead."

    assert [("a", code, message)] == explained(only(a=schema), {"a": value})


@pytest.mark.parametrize(
    ("schema", "value", "kind"),
    [({"minLength": 2}, "", "string"), ({"minItems": 1}, [], "array")],
    ids=["text", "list"],
)
def test_what_is_empty_has_codes_of_its_own(schema: dict[str, Any], value: Any, kind: str) -> None:
    bound = f"Expected {'an' if kind == 'array' else 'a'} {kind} with minimum length {2 if kind == 'string' else 1}"
    message = f"Invalid 'a': empty {kind}. {bound}, but got an empty {kind} instead."
    violations = Explanation(clean(only(a=schema))).violations({"a": value})

    assert [("a", f"empty_{kind}", message)] == explained(only(a=schema), {"a": value})
    assert [f"{kind}_below_min_length"] == [violation.rule for violation in violations]


def test_a_text_of_the_wrong_length_is_not_also_of_the_wrong_form() -> None:
    found = explained(only(a={"type": "string", "maxLength": 2, "pattern": "^x*$"}), {"a": "yyy"})

    assert ["string_above_max_length"] == [code for _, code, _ in found]


@pytest.mark.parametrize(
    ("schema", "value", "code", "message"),
    [
        pytest.param(
            {"pattern": "^x$"},
            "x\n",
            "invalid_value",
            "Invalid 'a': string does not match pattern. Expected a string that matches the pattern '^x$'.",
            id="pattern",
        ),
        pytest.param(
            {"minProperties": 1},
            {},
            "object_below_min_properties",
            "Invalid 'a': too few properties. Expected an object with at least 1 property, but got 0 instead.",
            id="minProperties",
        ),
        pytest.param(
            {"maxProperties": 0},
            {"k": 1},
            "object_above_max_properties",
            "Invalid 'a': too many properties. Expected an object with at most 0 properties, but got 1 instead.",
            id="maxProperties",
        ),
        pytest.param(
            {"uniqueItems": True},
            [1, 1],
            "invalid_value",
            "Invalid value for 'a': the contract's `uniqueItems` does not allow it.",
            id="any other keyword",
        ),
    ],
)
def test_other_sentences(schema: dict[str, Any], value: Any, code: str, message: str) -> None:
    assert [("a", code, message)] == explained(only(a=schema), {"a": value})


@pytest.mark.parametrize("keyword", SENTENCES)
def test_every_code_is_listed(keyword: str) -> None:
    finding = Finding(("a",), keyword, "string" if keyword == "type" else 1, "", {"type": ["integer"]})

    assert finding.violation().rule in CODES
