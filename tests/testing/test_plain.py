"""Values as plain JSON."""

from enum import StrEnum
from typing import Any

import pytest
from pydantic import BaseModel

from mockserver import ScenarioError
from mockserver.testing.plain import plain
from mockserver.values import Json, Place

PLACE = Place("test_x.py", 3)


class City(StrEnum):
    PARIS = "Paris"


class Trip(BaseModel):
    to: City


def nested(levels: int) -> Json:
    value: Json = None
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "expected"),
    [((1, 2), [1, 2]), (City.PARIS, "Paris"), ({"a": [Trip(to=City.PARIS)]}, {"a": [{"to": "Paris"}]}), (None, None)],
    ids=str,
)
def test_it_is_made_plain(value: Any, expected: Json) -> None:
    assert expected == plain(value, PLACE)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (object, "not JSON: Type is not JSON serializable: type"),
        (Trip, "not JSON: Type is not JSON serializable: ModelMetaclass"),
        ({1: 2}, "not JSON: Dict key must be str"),
        ("\ud800", "not JSON: str is not valid UTF-8"),
        (nested(101), "nested deeper than 100 levels"),
    ],
    ids=lambda one: str(one)[:20].encode("ascii", "replace").decode(),
)
def test_what_is_no_json_is_one_clear_line(value: Any, message: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        plain(value, PLACE)
    assert str(raised.value).startswith(f"test_x.py:3:1: {message}")
    assert "\n" not in str(raised.value)
