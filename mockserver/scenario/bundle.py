"""Scenario files that were parsed before: their values by the digest of their texts, so that no stale one is ever read.

A server starts faster with its shipped scenarios as JSON than by reading YAML.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeAlias

import orjson

from mockserver.values import Json

Bundle: TypeAlias = Mapping[str, Json]
"""The values of files by `digest` of their text."""

EMPTY: Final[Bundle] = {}

_DIGEST_SIZE: Final = 16


def digest(text: str) -> str:
    """Name a text by what it says."""
    return blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()


def bundle_file(folder: Path) -> Path:
    """Say where the bundle of a folder of scenarios lies; no scenario file has such a name."""
    return folder / "bundle"


def read_bundle(folder: Path) -> Bundle:
    """Read what `dump_bundle` wrote for a folder; empty when there is none, and its files are then parsed."""
    file = bundle_file(folder)
    found: Bundle = orjson.loads(file.read_bytes()) if file.is_file() else EMPTY
    return found


def dump_bundle(files: Sequence[tuple[str, Json]]) -> bytes:
    """Write a bundle out of texts and what each was parsed to."""
    values = {digest(text): value for text, value in files}
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
