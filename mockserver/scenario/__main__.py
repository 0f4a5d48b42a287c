"""Rebuild the bundle of a folder of scenarios: `python -m mockserver.scenario fixtures`."""

import sys
from pathlib import Path

from mockserver.scenario import source_file
from mockserver.scenario.bundle import bundle_file, dump_bundle
from mockserver.values import Json


def rebuild(folder: Path) -> None:
    """Write the bundle beside the files that it is made from."""
    bundle_file(folder).write_bytes(dump_bundle([_parsed(path) for path in source_file.found(folder)]))


def _parsed(path: Path) -> tuple[str, Json]:
    text = source_file.text(path)
    document = source_file.parse(text, str(path))
    return text, document.value if document else None


if __name__ == "__main__":
    rebuild(Path(*sys.argv[1:]))
