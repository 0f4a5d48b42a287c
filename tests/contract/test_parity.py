from typing import Any

import pytest

from tests.contract.parity import (
    Field,
    document_shape,
    merged,
    missing,
    missing_nulls,
    needless,
    sdk_shape,
    stale,
    unexplained,
)

TEXT = {"type": "string"}


def shape(schema: Any, **others: Any) -> dict[str, Field]:
    return document_shape({"a.json": {"A": schema, **others}}, "a.json#/A")


def thing(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def test_paths_lead_through_objects_arrays_maps_and_members() -> None:
    tagged = thing(type={"const": "x"}, size={"type": "integer"})
    schema = thing(
        ("many",), many={"type": "array", "items": {"anyOf": [tagged, TEXT]}}, map={"additionalProperties": TEXT}
    )

    paths = shape(schema)

    assert {
        "",
        ".many",
        ".many[]",
        ".many[]<x>",
        ".many[]<x>.type",
        ".many[]<x>.size",
        ".map",
        ".map{}",
    } == paths.keys()
    assert Field(True, frozenset({"array"}), frozenset()) == paths[".many"]
    assert Field(False, frozenset({"string"}), frozenset({"x"})) == paths[".many[]<x>.type"]


def test_the_sdk_is_read_alike() -> None:
    assert shape({"type": "array", "items": {"type": ["string", "null"]}}) == sdk_shape(list[str | None])


def test_references_are_followed_until_they_repeat() -> None:
    paths = shape(thing(inner={"$ref": "#/A"}))

    assert {"", ".inner", ".inner.inner"} == paths.keys()


@pytest.mark.parametrize(
    ("wanted", "found", "lack"),
    [
        pytest.param(thing(a=TEXT, b=thing(c=TEXT)), thing(a=TEXT), [".b"], id="a field, but not what is in it"),
        pytest.param({"enum": ["a", "b"]}, {"enum": ["a"]}, [" = b"], id="a value"),
        pytest.param(TEXT, {"enum": ["a"]}, [" = *"], id="any text"),
        pytest.param({"enum": ["a"]}, TEXT, [], id="a value among any"),
        pytest.param({"type": ["string", "integer"]}, TEXT, [": integer"], id="a type"),
        pytest.param({"type": "integer"}, {"type": "number"}, [], id="an integer is a number"),
        pytest.param({"type": ["string", "null"]}, TEXT, [], id="null is compared by itself"),
        pytest.param({}, TEXT, [], id="a source that says nothing"),
        pytest.param(thing(type={"const": "x"}), thing(type={"const": "y"}), ["<x>"], id="a member"),
    ],
)
def test_what_is_missing_is_named(wanted: Any, found: Any, lack: list[str]) -> None:
    assert lack == missing(shape(wanted), shape(found))


def test_nulls_and_requirements_are_compared() -> None:
    lax, strict = shape(thing(a={"type": ["string", "null"]})), shape(thing(("a",), a=TEXT))

    assert ([".a"], []) == (missing_nulls(lax, strict), missing_nulls(strict, lax))
    assert ([".a"], []) == (needless(lax, strict), needless(strict, lax))


def test_merged_shapes_allow_what_either_allows() -> None:
    both = merged(shape({"enum": ["a"]}), shape({"enum": ["b", None]}))

    assert {"": Field(True, frozenset({"string", "null"}), frozenset({"a", "b"}))} == both


def test_exceptions_are_patterns_that_must_stay_in_use() -> None:
    assert [".b"] == unexplained([".a", ".b", "<x>.c = d"], {".a": "because", "<*>.c = *": "because"})
    assert [".z"] == stale([".a"], {".a": "because", ".z": "because"})
