"""Matching: what matches, and the mismatch when one aspect differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.match import differences
from mockserver.values import Json, JsonObject, Mismatch

ACTUAL: JsonObject = {
    "model": "gpt-5",
    "store": True,
    "temperature": 1,
    "top_p": 0.5,
    "user": None,
    "input": [{"role": "user", "content": "What's the weather in Paris?"}, {"role": "assistant", "content": ""}],
    "tools": [{"type": "function", "name": "get_weather", "strict": True}, {"type": "web_search"}],
    "metadata": {"run-id": "7", "empty": {}},
}

MATCHES: list[JsonObject] = [
    {},
    {"model": "gpt-5", "store": True, "temperature": 1.0, "top_p": 0.5, "user": None},
    {"missing": None},
    {"input": [{"role": "user"}, {"role": "assistant"}]},
    {"metadata": {"run-id": "7"}},
    {"metadata": {"empty": {}}},
    {"metadata": {"$equals": {"empty": {}, "run-id": "7"}}},
    {"temperature": {"$equals": 1.0}},
    {"model": {"$contains": "gpt"}},
    {"model": {"$contains": ["gpt", "5"]}},
    {"model": {"$regex": "^gpt-[0-9]$"}},
    {"tools": {"$has": "get_weather"}},
    {"tools": {"$has": ["web_search", "get_weather"]}},
    {"tools": {"$has": {"name": {"$regex": "^get"}, "strict": True}}},
    {"metadata": {"$has": "run-id"}},
    {"metadata": {"$has": ["run-id", "empty"]}},
    {"missing": {"$absent": True}},
    {"user": {"$absent": False}},
    {"model": {"$any": True}},
    {"model": {"$any": ["gpt-4", {"$contains": "5"}]}},
    {"model": {"$type": "string"}, "store": {"$type": "boolean"}, "user": {"$type": "null"}},
    {"temperature": {"$type": "integer"}, "top_p": {"$type": "number"}},
    {"tools": {"$type": "array"}, "metadata": {"$type": "object"}},
    {"model": {"$schema": {"type": "string"}}},
    {"model": {"$not": "gpt-4"}},
    {"missing": {"$not": {"$contains": "x"}}},
    {"model": {"$regex": "^gpt", "$not": {"$contains": "4"}}},
]

DIFFERS: list[tuple[Json, list[Mismatch]]] = [
    ({"model": "gpt-4"}, [Mismatch("$.model", '"gpt-4"', "gpt-5")]),
    ({"model": None}, [Mismatch("$.model", "null", "gpt-5")]),
    ({"missing": "x"}, [Mismatch("$.missing", '"x"', ABSENT)]),
    ({"missing": {"a": 1}}, [Mismatch("$.missing", '{"a": 1}', ABSENT)]),
    ({"missing": {}}, [Mismatch("$.missing", "{}", ABSENT)]),
    ({"store": 1}, [Mismatch("$.store", "1", True)]),
    ({"temperature": True}, [Mismatch("$.temperature", "true", 1)]),
    ({"temperature": "1"}, [Mismatch("$.temperature", '"1"', 1)]),
    ({"top_p": 0.6}, [Mismatch("$.top_p", "0.6", 0.5)]),
    ({"metadata": {"run-id": "8"}}, [Mismatch('$.metadata["run-id"]', '"8"', "7")]),
    ({"metadata": []}, [Mismatch("$.metadata", "[]", ACTUAL["metadata"])]),
    ({"input": {}}, [Mismatch("$.input", "{}", ACTUAL["input"])]),
    ({"input": [{"role": "assistant"}, {"role": "assistant"}]}, [Mismatch("$.input[0].role", '"assistant"', "user")]),
    (
        {"input": [{"role": "x"}, {"role": "y"}]},
        [Mismatch("$.input[0].role", '"x"', "user"), Mismatch("$.input[1].role", '"y"', "assistant")],
    ),
    ({"input": [{"role": "user"}]}, [Mismatch("$.input", "a list of 1 element, not 2", ACTUAL["input"])]),
    (
        {"input": [{"role": "user"}, {"role": "x"}, {"role": "y"}]},
        [
            Mismatch("$.input", "a list of 3 elements, not 2", ACTUAL["input"]),
            Mismatch("$.input[1].role", '"x"', "assistant"),
        ],
    ),
    ({"metadata": {"$equals": {"run-id": "7"}}}, [Mismatch("$.metadata.empty", "nothing", {})]),
    ({"metadata": {"$equals": {"run-id": "7", "empty": {"a": 1}}}}, [Mismatch("$.metadata.empty.a", "1", ABSENT)]),
    ({"metadata": {"$equals": "x"}}, [Mismatch("$.metadata", '"x"', ACTUAL["metadata"])]),
    ({"store": {"$equals": 1}}, [Mismatch("$.store", "1", True)]),
    ({"missing": {"$equals": None}}, [Mismatch("$.missing", "null", ABSENT)]),
    ({"input": {"$equals": [ACTUAL["input"][0]]}}, [Mismatch("$.input[1]", "nothing", ACTUAL["input"][1])]),
    ({"model": {"$contains": "GPT"}}, [Mismatch("$.model", 'a text that contains "GPT"', "gpt-5")]),
    ({"model": {"$contains": ["gpt", "4"]}}, [Mismatch("$.model", 'a text that contains "4"', "gpt-5")]),
    ({"tools": {"$contains": "x"}}, [Mismatch("$.tools", 'a text that contains "x"', ACTUAL["tools"])]),
    ({"missing": {"$contains": "x"}}, [Mismatch("$.missing", 'a text that contains "x"', ABSENT)]),
    ({"model": {"$regex": "^5"}}, [Mismatch("$.model", 'a text that matches the pattern "^5"', "gpt-5")]),
    ({"temperature": {"$regex": "1"}}, [Mismatch("$.temperature", 'a text that matches the pattern "1"', 1)]),
    ({"tools": {"$has": "function"}}, [Mismatch("$.tools", 'a list or mapping with "function"', ACTUAL["tools"])]),
    ({"tools": {"$has": ["get_weather", "x"]}}, [Mismatch("$.tools", 'a list or mapping with "x"', ACTUAL["tools"])]),
    (
        {"tools": {"$has": {"type": "function", "strict": False}}},
        [Mismatch("$.tools", 'a list or mapping with {"type": "function", "strict": false}', ACTUAL["tools"])],
    ),
    ({"metadata": {"$has": "x"}}, [Mismatch("$.metadata", 'a list or mapping with "x"', ACTUAL["metadata"])]),
    ({"metadata": {"$has": {"a": 1}}}, [Mismatch("$.metadata", 'a list or mapping with {"a": 1}', ACTUAL["metadata"])]),
    ({"model": {"$has": "gpt"}}, [Mismatch("$.model", 'a list or mapping with "gpt"', "gpt-5")]),
    ({"user": {"$absent": True}}, [Mismatch("$.user", "nothing", None)]),
    ({"missing": {"$absent": False}}, [Mismatch("$.missing", "something, even null", ABSENT)]),
    ({"user": {"$any": True}}, [Mismatch("$.user", "anything but null", None)]),
    ({"missing": {"$any": True}}, [Mismatch("$.missing", "anything but null", ABSENT)]),
    ({"model": {"$any": ["a", "b"]}}, [Mismatch("$.model", '"a" or "b"', "gpt-5")]),
    ({"store": {"$type": "integer"}}, [Mismatch("$.store", "a whole number", True)]),
    ({"top_p": {"$type": "integer"}}, [Mismatch("$.top_p", "a whole number", 0.5)]),
    ({"missing": {"$type": "null"}}, [Mismatch("$.missing", "null", ABSENT)]),
    ({"model": {"$type": "object"}}, [Mismatch("$.model", "a mapping", "gpt-5")]),
    ({"model": {"$schema": {"type": "null"}}}, [Mismatch("$.model.inner", "a null", "x")]),
    ({"missing": {"$schema": {}}}, [Mismatch("$.missing", "a value that fits the schema {}", ABSENT)]),
    ({"model": {"$not": "gpt-5"}}, [Mismatch("$.model", 'anything but "gpt-5"', "gpt-5")]),
    ({"missing": {"$not": None}}, [Mismatch("$.missing", "anything but null", ABSENT)]),
    (
        {"model": {"$regex": "^x", "$not": {"$contains": "5"}}},
        [
            Mismatch("$.model", 'a text that matches the pattern "^x"', "gpt-5"),
            Mismatch("$.model", 'anything but a text that contains "5"', "gpt-5"),
        ],
    ),
    ("x", [Mismatch("$", '"x"', ACTUAL)]),
]


def knows_types_of_texts(schema: JsonObject, value: Json) -> list[Mismatch]:
    """Stand in for a JSON Schema check."""
    return [] if schema == {"type": "string"} else [Mismatch("$.inner", "a null", "x")]


@pytest.mark.parametrize("expected", MATCHES, ids=str)
def test_a_match_has_no_difference(expected: JsonObject) -> None:
    assert [] == differences(expected, ACTUAL, schema_check=knows_types_of_texts)


@pytest.mark.parametrize(("expected", "found"), DIFFERS, ids=str)
def test_one_aspect_differs(expected: Json, found: list[Mismatch]) -> None:
    assert found == differences(expected, ACTUAL, schema_check=knows_types_of_texts)


def test_paths_begin_where_the_caller_says() -> None:
    found = differences({"a": [1]}, {"a": [2]}, "$.input[3]", schema_check=knows_types_of_texts)

    assert ["$.input[3].a[0]"] == [mismatch.path for mismatch in found]


def test_absent_is_written_as_a_word() -> None:
    assert "absent" == repr(ABSENT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
)


@given(JSON)
def test_every_value_matches_itself(value: Json) -> None:
    assert [] == differences(value, value, schema_check=knows_types_of_texts)
    assert [] == differences({"$equals": value}, value, schema_check=knows_types_of_texts)


@given(JSON, JSON)
def test_equals_is_stricter_and_not_is_the_opposite(expected: Json, actual: Json) -> None:
    matches = not differences(expected, actual, schema_check=knows_types_of_texts)
    equals = not differences({"$equals": expected}, actual, schema_check=knows_types_of_texts)
    negated = not differences({"$not": expected}, actual, schema_check=knows_types_of_texts)

    assert matches != negated
    assert matches or not equals
