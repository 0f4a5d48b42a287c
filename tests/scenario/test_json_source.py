import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.scenario.json_source import parse
from mockserver.values import Json, Place, ScenarioError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


def error_of(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "s.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":', "1:6: not valid JSON: unexpected end of data"),
        ("{\n  'a': 1}", "2:3: not valid JSON: unexpected character"),
        ("[1,]", "1:3: not valid JSON: trailing comma is not allowed"),
        ("[1] [2]", "1:5: not valid JSON: unexpected content after document"),
        ("[NaN]", "1:2: not valid JSON: unexpected character"),
        ("[1e999]", "1:2: not valid JSON: number is infinity when parsed as double"),
        ('["\\ud800"]', "1:3: not valid JSON: no low surrogate in string"),
        ("\x00", "1:1: not valid JSON: unexpected character"),
        ('{"a": 1,\n "b": 2,\n "a": 3}', "3:2: duplicate key 'a', first at line 1, column 2"),
        ('[{"x": {"a": 1, "\\u0061": 2}}]', "1:17: duplicate key 'a', first at line 1, column 9"),
        ("[" * 100_000, "1:1026: not valid JSON: depth limit exceeded"),
        ("[" * 500 + "]" * 500, "1:101: nested deeper than 100 levels"),
        ('{"a":' * 500 + "1" + "}" * 500, "1:497: nested deeper than 100 levels"),
    ],
)
def test_every_error_has_its_place(text: str, expected: str) -> None:
    assert error_of(text).startswith(f"s.json:{expected}")


def test_equal_keys_of_different_mappings_are_no_duplicates() -> None:
    text = '[{"a": 1, "b": {"a": 2}}, {"a": "\\"a\\":"}]'

    assert json.loads(text) == parse(text, "s.json").value


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("a",), 2, 3),
        (("a", 0), 2, 9),
        (("a", 2, "b,]"), 3, 7),
        (("a", 2, "b,]", 1), 3, 19),
        (("c",), 5, 3),
        (("c", "unknown"), 5, 3),
    ],
)
def test_places_are_those_of_keys_and_elements(path: tuple[str | int, ...], line: int, column: int) -> None:
    text = '{\n  "a": ["\\"[", [{}, []],\n     {"b,]": [ 1, 2]}\n   ],\n  "c": -1.5e3}'

    assert Place("s.json", line, column) == parse(text, "s.json").places.nearest(path)


@given(VALUES)
def test_the_place_of_every_element_is_where_its_text_begins(value: Json) -> None:
    text = json.dumps([value, "last"])

    assert text.index('"last"]') + 1 == parse(text, "s.json").places.nearest((1,)).column
