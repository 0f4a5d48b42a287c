"""The page that lists the item types."""

from pathlib import Path

from mockserver.protocol.item_types import ITEM_TYPES
from tests.protocol.item_page import page

PAGE = Path(__file__).parents[2] / "docs" / "items.md"
REWRITE = "python -m tests.protocol.item_page > docs/items.md"


def test_the_page_is_what_the_rows_say() -> None:
    assert page() == PAGE.read_text(), f"docs/items.md is out of date; write it with: {REWRITE}"


def test_every_key_of_every_body_is_on_it() -> None:
    lines = {line.split("`")[1]: line for line in page().splitlines() if line.startswith("| `")}
    keys = {
        (row.name, key)
        for row in ITEM_TYPES.values()
        for name, field in row.fields.items()
        for key in (name, *field.shorts)
    }

    assert [] == [(name, key) for name, key in sorted(keys) if f"`{key}`" not in lines[name]]
    assert ITEM_TYPES.keys() == lines.keys()
