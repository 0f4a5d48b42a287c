"""Which findings are told of a body, and in what order."""

from typing import Any

import pytest

from tests.contract.explained import explained, only


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


@pytest.mark.parametrize("name", ["0", "07", "+7", "000", "9" * 19, "-1"], ids=repr)
def test_a_name_that_looks_like_a_number_is_a_name(name: str) -> None:
    schemas = [only(a={"additionalProperties": {"type": "string"}}), only(a={"properties": {name: {"type": "string"}}})]

    for schema in schemas:
        assert [(f"a.{name}", "invalid_type")] == [found[:2] for found in explained(schema, {"a": {name: 5}})]


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

    sentence = "Invalid value: 'no'. Supported values are: 'in', 'both', and 'out'."
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
