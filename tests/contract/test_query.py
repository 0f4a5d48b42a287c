from typing import Any

import pytest

from mockserver.contract.query import read_query

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "limit": {"$ref": "#/$defs/Limit"},
        "order": {"enum": ["asc", "desc"]},
        "stream": {"type": ["boolean", "null"]},
        "include": {"type": "array", "items": {"type": "string"}},
        "after": {"type": ["string", "integer"]},
    },
    "$defs": {"Limit": {"type": "integer", "minimum": 1}},
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"limit": "20", "stream": "true"}, {"limit": 20, "stream": True}, id="typed"),
        pytest.param({"limit": "-1"}, {"limit": -1}, id="negative"),
        pytest.param({"limit": "2.5", "stream": "yes"}, {"limit": "2.5", "stream": "yes"}, id="no such value"),
        pytest.param({"limit": "9" * 5000}, {"limit": "9" * 5000}, id="endless number"),
        pytest.param({"limit": "٣"}, {"limit": "٣"}, id="other digits"),
        pytest.param({"order": "asc", "after": "5"}, {"order": "asc", "after": "5"}, id="texts"),
        pytest.param({"include": "a"}, {"include": ["a"]}, id="one of a list"),
        pytest.param({"include[]": ["a", "b"]}, {"include": ["a", "b"]}, id="list with brackets"),
        pytest.param({"limit": ["1", "2"]}, {"limit": 2}, id="the last counts"),
        pytest.param({"other": "x"}, {}, id="unknown"),
    ],
)
def test_texts_become_values(query: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == read_query(SCHEMA, query)
