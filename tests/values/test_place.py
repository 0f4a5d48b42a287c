"""Places in files."""

from mockserver.values import Place


def test_a_place_is_written_for_people_and_for_programs() -> None:
    place = Place("a.yaml", 2, 3)

    assert "a.yaml:2:3" == str(place)
    assert {"file": "a.yaml", "line": 2, "column": 3} == place.as_json()
