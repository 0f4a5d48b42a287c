from typing import Any

import pytest

from mockserver.protocol.event_types import EVENTS
from mockserver.protocol.fields import field_flaws, is_integer

DONE = {"output_index": 0, "item_id": "fc_1", "arguments": "{}"}


def test_integers_are_no_booleans() -> None:
    assert [True, False, False] == [is_integer(value) for value in (0, True, 0.0)]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, []),
        ({"name": "f"}, []),
        ({"name": None}, ["name"]),
        ({"arguments": {}, "output_index": "0"}, ["output_index", "arguments"]),
    ],
    ids=["whole", "with an optional field", "optional field of wrong type", "two fields of wrong type"],
)
def test_flaws_are_found_at_their_fields(changes: Any, places: list[str]) -> None:
    row = EVENTS["response.function_call_arguments.done"]

    assert places == [flaw.place for flaw in field_flaws(row, {**DONE, **changes})]


def test_missing_field_is_a_flaw() -> None:
    row = EVENTS["response.function_call_arguments.done"]

    assert ["output_index", "item_id", "arguments"] == [flaw.place for flaw in field_flaws(row, {})]


@pytest.mark.parametrize(
    ("error", "places"),
    [
        ({"code": None, "message": "No.", "param": None}, []),
        ({"error": {}}, []),
        ({"error": {}, "message": 1}, ["message"]),
        ({"error": None, "message": "No."}, ["code", "param"]),
    ],
    ids=["fields", "instead", "instead and a wrong field", "neither"],
)
def test_other_fields_may_stand_instead(error: Any, places: list[str]) -> None:
    assert places == [flaw.place for flaw in field_flaws(EVENTS["error"], error)]
