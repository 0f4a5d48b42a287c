import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from mockserver.contract.discriminate import discriminate, tags_of
from mockserver.contract.document import read_document

CONTRACTS = Path(__file__).parents[2] / "contracts"
ODD_VALUES: list[Any] = [None, True, 0, -1, 17, 0.5, 10**20, "", "?", "message", "a\n", [], [None], {}, {"type": "?"}]


def validator(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema, offline=True)


def test_hardly_a_union_of_the_contract_is_left_undecided() -> None:
    body = read_document(CONTRACTS / "openai").part("responses.create", "body") or {}
    written, undecided = (json.dumps(schema).count('"anyOf"') for schema in (body, discriminate(body)))

    # What is left: messages without a role, and unions of one JSON type, such as a model's name or any other text.
    assert written > 100
    assert undecided < 10


OBJECT = {"type": "object"}
A = {**OBJECT, "required": ["type"], "properties": {"type": {"const": "a"}, "n": {"type": "integer"}}}
B = {**OBJECT, "required": ["type"], "properties": {"type": {"enum": ["b", "c"]}}}
OPEN = {**OBJECT, "required": ["k"], "properties": {"type": {"type": "string"}}}
CLOSED = {**OBJECT, "properties": {"k": {}}, "additionalProperties": False}
BARE = {**OBJECT, "required": ["n"], "properties": {"type": {"const": None}, "n": {}}, "additionalProperties": False}
SPOKEN = {**OBJECT, "required": ["role"], "properties": {"type": {"enum": ["m", None]}, "role": {"const": "r"}}}
ROLE = {**A, "properties": {"type": {"const": "a"}, "role": {"const": "r"}}}


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([A, B], id="closed set of types"),
        pytest.param([A, B, OPEN], id="open type"),
        pytest.param([A, CLOSED], id="type optional"),
        pytest.param([CLOSED, {**CLOSED, "properties": {"n": {}}}], id="no type anywhere"),
        pytest.param([CLOSED, {**CLOSED, "properties": {"n": {}}}, A], id="some without type"),
        pytest.param([A, B, SPOKEN], id="type or role"),
        pytest.param([A, BARE, SPOKEN], id="null for a type"),
        pytest.param([A, OPEN, BARE, SPOKEN], id="open, null, and role"),
        pytest.param([A, ROLE], id="same type"),
        pytest.param([{"type": "string"}, {"type": "array"}, {"type": "null"}, A], id="JSON types"),
        pytest.param([{"type": "integer"}, {"type": "number", "minimum": 5}], id="numbers"),
        pytest.param([{"type": "integer"}, {"enum": ["x", 1.5, None]}], id="literals"),
        pytest.param([{"minimum": 5}, {"maxLength": 1}], id="no types"),
        pytest.param([{"$ref": "#/$defs/U"}, B], id="named union"),
        pytest.param([{"allOf": [A, {"required": ["n"]}]}, B], id="allOf"),
        pytest.param([True, A], id="everything"),
        pytest.param([False, A], id="nothing or A"),
        pytest.param([{**A, "properties": {"type": {"const": 1}}}, B], id="type is no text"),
    ],
)
def test_a_discriminated_union_says_the_same(members: list[Any]) -> None:
    schema = {"anyOf": members, "$defs": {"U": {"anyOf": [A, {"type": "string"}]}}}
    plain, discriminated = validator(schema), validator(discriminate(schema))
    keys: list[dict[str, Any]] = [{}, {"k": 1}, {"n": 1}, {"n": "x"}, {"role": "r"}, {"role": 5}]
    tagged = [{**other, "type": tag} for other in keys for tag in ("a", "b", "c", "d", None, 1)]

    for value in [*keys, *tagged, *ODD_VALUES, 1.5, 5, "x", 1.0]:
        assert plain.is_valid(value) == discriminated.is_valid(value), value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({}, "required", id="nothing"),
        pytest.param({"n": 1, "k": 1}, "required", id="more than a closed member has"),
        pytest.param({"type": None, "n": 1, "k": 1}, "enum", id="null and more"),
    ],
)
def test_a_tag_is_asked_for_that_other_members_need(value: Any, expected: str) -> None:
    (error,) = validator(discriminate({"anyOf": [A, BARE, SPOKEN]})).iter_errors(value)

    assert expected == error.kind.name
    assert "type" in str(error.schema_path) + str(error.kind.value) + str(error.instance_path)


def test_a_closed_member_without_a_tag_is_explained_by_itself() -> None:
    member = {**BARE, "properties": {"n": {"type": "integer"}}}
    (error,) = validator(discriminate({"anyOf": [A, member, SPOKEN]})).iter_errors({"n": "x"})

    assert ["n"] == [*error.instance_path]


@pytest.mark.parametrize("place", ["beside", "above", "behind a reference"])
def test_what_a_union_looked_at_stays_the_same(place: str) -> None:
    union: dict[str, Any] = {"anyOf": [{"properties": {"k": {}}}, {**A, "required": ["n", "type"]}]}
    watched = {"beside": union, "above": {"allOf": [union]}, "behind a reference": {"$ref": "#/$defs/U"}}[place]
    schema = {**watched, "unevaluatedProperties": False, "$defs": {"U": union}}
    plain, discriminated = validator(schema), validator(discriminate(schema))

    for value in ({}, {"k": 1}, {"type": "y"}, {"k": 1, "type": "y"}, {"type": "a", "n": 1}, {"type": "a"}):
        assert plain.is_valid(value) == discriminated.is_valid(value), value


def test_unions_in_unions_do_not_multiply() -> None:
    schema: dict[str, Any] = {"minLength": 1}
    for level in range(20):
        schema = {"anyOf": [schema, {"maximum": level}], "minLength": 1}

    assert len(json.dumps(discriminate(schema))) < 10 * len(json.dumps(schema))


def test_siblings_of_a_union_hold_too() -> None:
    schema = {"anyOf": [{"type": "string"}, {"type": "array"}], "minLength": 2, "minItems": 1}
    discriminated = validator(discriminate(schema))

    assert [True, False, True, False, False] == [discriminated.is_valid(v) for v in ("ab", "a", [1], [], 5)]


def test_a_form_for_known_tags_has_no_other_cases() -> None:
    schema = {"anyOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}], "$defs": {"A": A, "B": B}}

    form = discriminate(schema, frozenset({"b"}))

    assert {"B"} == form["$defs"].keys()
    assert validator(form).is_valid({"type": "b"})
    assert not validator(form).is_valid({"type": "x"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, set()),
        ({"type": "a", "b": [{"role": "c"}, [{"type": None}]]}, {"a", "c", None}),
        ({"type": {"type": "d"}, "name": "e", "role": 7}, {"d"}),
    ],
    ids=["none", "nested", "no text"],
)
def test_tags_are_collected_from_anywhere(value: Any, expected: set[str | None]) -> None:
    assert expected == tags_of(value)
