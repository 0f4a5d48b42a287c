from typing import Any

import pytest

from mockserver.contract.clean import clean
from mockserver.contract.explain import Explanation
from mockserver.contract.finding import CODES, SENTENCES, Finding


def explained(schema: dict[str, Any], body: Any) -> list[tuple[str | None, str | None, str]]:
    return [(v.param, v.code, v.message) for v in Explanation(clean(schema)).violations(body)]


def only(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


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


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"dependentRequired": {"k": ["l"]}}, {"k": 1}),
        ({"dependentSchemas": {"k": {"required": ["l"]}}}, {"k": 1}),
        ({"contains": {"const": 1}}, [2]),
        ({"contains": {"const": 1}, "maxContains": 1}, [1, 1]),
        ({"prefixItems": [{"type": "string"}], "items": False}, [1, 2]),
        ({"unevaluatedItems": False}, [1]),
        ({"unevaluatedProperties": False}, {"k": 1}),
        ({"patternProperties": {"^k": {"type": "string"}}, "additionalProperties": False}, {"k": 1, "l": 1}),
        ({"propertyNames": {"anyOf": [{"const": "l"}, {"const": "m"}]}}, {"k": 1}),
        ({"propertyNames": False}, {"k": 1}),
        ({"not": {"type": "string"}}, "k"),
        ({"if": {"type": "string"}, "then": False}, "k"),
        ({"if": {"type": "string"}, "else": {"minimum": 5}}, 1),
        ({"oneOf": [{"type": "string"}, {"minimum": 6}]}, 5.5),
        ({"properties": {"k": False}}, {"k": 1}),
        ({"allOf": [{"required": ["k"]}, {"anyOf": [{"required": ["l"]}, False]}]}, {}),
        ({"multipleOf": 2}, 3),
    ],
    ids=lambda case: str(case)[:60],
)
def test_every_keyword_is_explained(schema: dict[str, Any], value: Any) -> None:
    found = explained(only(a=schema), {"a": value})

    assert found
    assert all((param or "").startswith("a") and code and message for param, code, message in found)


def test_a_missing_property_is_the_place() -> None:
    expected = [("a.b", "missing_required_parameter", "Missing required parameter: 'a.b'.")]

    assert expected == explained(only(a={"required": ["b"]}), {"a": {}})


def test_an_unknown_property_is_the_place() -> None:
    schema = {"properties": {"temperature": {}}, "additionalProperties": False}

    assert [
        ("temprature", "unknown_parameter", "Unknown parameter: 'temprature'. Did you mean 'temperature'?"),
        ("zzz", "unknown_parameter", "Unknown parameter: 'zzz'."),
    ] == sorted(explained(schema, {"temprature": 1, "zzz": 2}))


def test_a_property_with_a_wrong_name_is_the_place() -> None:
    schema = only(a={"propertyNames": {"maxLength": 1}})

    assert [("a.key", "string_above_max_length")] == [
        found[:2] for found in explained(schema, {"a": {"k": 1, "key": 1}})
    ]


def test_the_body_itself_has_no_place() -> None:
    sentence = "Invalid type for the body: expected an object, but got an array instead."

    assert [(None, "invalid_type", sentence)] == explained({"type": "object"}, [])


def test_a_wrong_type_is_not_also_an_unsupported_value() -> None:
    assert ["invalid_type"] == [code for _, code, _ in explained(only(a={"type": "string", "enum": ["x"]}), {"a": 1})]


def test_the_deepest_place_comes_first() -> None:
    schema = only(a={"type": "string"}, b=only(c={"type": "string"}))

    assert ["b.c", "a"] == [param for param, _, _ in explained(schema, {"a": 1, "b": {"c": 1}})]


def part(*types: str) -> dict[str, Any]:
    return {"type": "object", "required": ["text"], "properties": {"kind": {"enum": list(types)}, "text": {}}}


def message(*types: str) -> dict[str, Any]:
    return {"type": "object", "properties": {"parts": {"type": "array", "items": part(*types)}}}


def test_members_that_share_their_tags_name_their_values_together() -> None:
    found = explained(
        {"anyOf": [message("in", "both"), message("both", "out")]}, {"parts": [{"kind": "no", "text": ""}]}
    )

    sentence = "Invalid value: 'no'. Supported values are: 'in', 'both' and 'out'."
    assert [("parts[0].kind", "invalid_value", sentence)] == found


def test_only_the_deepest_place_in_a_union_is_told() -> None:
    members = [{**message("in"), "required": ["id"]}, {**message("out"), "required": ["id"]}]

    found = explained({"anyOf": members}, {"parts": [{"kind": "no", "text": ""}]})

    assert ["parts[0].kind"] == [param for param, _, _ in found]


def test_members_that_share_a_json_type_name_their_types_together() -> None:
    schema = only(a={"anyOf": [{"items": {"type": "string"}}, {"items": {"type": ["integer", "null"]}}]})

    sentence = "Invalid type for 'a[0]': expected one of a string or an integer, but got a boolean instead."
    assert [("a[0]", "invalid_type", sentence)] == explained(schema, {"a": [True]})


def test_the_member_with_the_fewest_errors_is_meant() -> None:
    one = {"type": "object", "required": ["a"]}
    two = {"type": "object", "required": ["b", "c"]}

    assert ["a"] == [param for param, _, _ in explained({"anyOf": [two, one]}, {})]


def test_a_deep_body_is_explained() -> None:
    schema = {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}}}}
    body: Any = 1
    for _ in range(1000):
        body = {"a": body}

    assert [".".join("a" * 1000)] == [param for param, _, _ in explained(schema, body)]


def test_what_is_of_no_known_kind_is_not_also_incomplete() -> None:
    schema = {
        "type": "object",
        "properties": {"type": {"const": "f"}, "b": only(c={"type": "string"})},
        "required": ["name"],
    }

    assert ["a[0].type"] == [
        param for param, _, _ in explained(only(a={"items": schema}), {"a": [{"type": "g", "b": {"c": 1}}]})
    ]


def test_another_item_beside_one_of_no_known_kind_is_told() -> None:
    schema = {"type": "object", "properties": {"type": {"const": "f"}}, "required": ["name"]}
    found = explained(only(a={"items": schema}), {"a": [{"type": "g"}, {"type": "f"}], "b": 1})

    assert ["a[0].type", "a[1].name"] == [param for param, _, _ in found]


def deep(levels: int, **innermost: Any) -> dict[str, Any]:
    value: dict[str, Any] = innermost
    for _ in range(levels):
        value = {"a": value}
    return value


LINK: dict[str, Any] = {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}}


def test_what_is_wrong_beside_the_depths_is_explained() -> None:
    schema = {"$ref": "#/$defs/A", "$defs": {"A": LINK}, "required": ["c"]}

    assert [("c", "missing_required_parameter", "Missing required parameter: 'c'.")] == explained(schema, deep(1_000))


def test_what_is_wrong_in_the_depths_is_said_to_be_there() -> None:
    schema = {"$ref": "#/$defs/A", "$defs": {"A": {**LINK, "maxProperties": 1}}}
    found = explained(schema, deep(300, x=deep(400), y=1))

    assert [
        (None, "invalid_value", "Invalid value for the body: something deeper than 200 levels is not allowed.")
    ] == found


def test_only_the_first_mistake_of_a_large_body_is_told() -> None:
    schema = only(a={"items": {"type": "string"}})

    assert ["a[0]"] == [param for param, _, _ in explained(schema, {"a": [1] * 10_000})]


def test_a_hundred_mistakes_are_told_at_most() -> None:
    schema = only(a={"items": {"type": "string"}})

    assert 100 == len(explained(schema, {"a": [1] * 1_000}))


def test_a_long_name_is_no_misspelling() -> None:
    schema = {"properties": {"x" * 100: {}}, "additionalProperties": False}

    assert ["Unknown parameter: '" + "x" * 99 + "'."] == [message for _, _, message in explained(schema, {"x" * 99: 1})]


@pytest.mark.parametrize("keyword", SENTENCES)
def test_every_code_is_listed(keyword: str) -> None:
    finding = Finding(("a",), keyword, "string" if keyword == "type" else 1, "", {"type": ["integer"]})

    assert finding.violation().rule in CODES
