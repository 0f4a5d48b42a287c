import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.rules.model_table import UNKNOWN_MODEL, ModelTable
from tests.contract.rules.asking import MODELS


def test_the_first_row_that_matches_counts() -> None:
    table = ModelTable().extended([{"match": "a", "source": "one"}, {"match": "a.*", "source": "two"}])

    assert ["one", "two"] == [table.row(name).source for name in ("a", "ab")]


@pytest.mark.parametrize("name", ["b", "xa", None, 5])
def test_other_models_are_unknown(name: Any) -> None:
    assert UNKNOWN_MODEL is ModelTable().extended([{"match": "a"}]).row(name)


def test_a_provider_before_the_name_is_skipped() -> None:
    assert "one" == ModelTable().extended([{"match": "a", "source": "one"}]).row("acme/a").source


def test_many_names_are_not_all_remembered() -> None:
    table = ModelTable().extended([{"match": "a[0-9]+"}])

    assert {"a[0-9]+"} == {table.row(f"a{number}").match for number in range(1_000)}


def test_long_names_are_not_remembered() -> None:
    table = ModelTable().extended([{"match": "a.*"}])

    tracemalloc.start()
    found = {table.row(f"a{number}" + "b" * 1_000_000).match for number in range(10)}
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert {"a.*"} == found
    assert kept < 500_000


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"supported": {}}, "needs a text `match`"),
        ("o3", "needs a text `match`"),
        ({"match": "a", "suported": {}}, "has no 'suported'"),
        ({"match": "("}, "no regular expression"),
        ({"match": "a", "supported": {"store": False}}, "lists values"),
        ({"match": "a", "advised": ["store"]}, "maps parameters"),
        ({"match": "a", "defaults": None}, "maps parameters"),
    ],
)
def test_a_wrong_row_is_refused(row: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ModelTable().extended([row])


def test_a_file_holds_a_list(tmp_path: Path) -> None:
    file = tmp_path / "models.json"
    file.write_text(json.dumps({"match": "a"}))

    with pytest.raises(ValueError, match="a list of rows"):
        ModelTable.load(file)


def test_every_shipped_row_says_where_it_is_from() -> None:
    assert MODELS.rows
    assert all(row.source and (row.supported or row.advised) for row in MODELS.rows)
