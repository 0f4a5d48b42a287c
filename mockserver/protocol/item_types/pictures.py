"""Tiny PNGs of one grey pixel each, as base64."""

from typing import Final

PICTURE: Final = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AP8BAQEAYIcStQAAAABJRU5ErkJggg=="
"""What an image generation gives when the author wrote no result."""

PARTIAL_PICTURES: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AEAAQgBBILCZywAAAABJRU5ErkJggg==",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AIAAggCBw24l4AAAAABJRU5ErkJggg==",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AMAAwgDBndux+QAAAABJRU5ErkJggg==",
)
"""What it shows on the way, as many as a call can ask for (surface/REPORT.md §4)."""
