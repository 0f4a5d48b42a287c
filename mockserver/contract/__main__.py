"""Rebuild the bundles from the documents: `python -m mockserver.contract contracts`."""

import sys
from pathlib import Path

from mockserver.contract.bundle import bundle_file
from mockserver.contract.document import read_document
from mockserver.values import DIALECTS


def rebuild(folder: Path) -> None:
    """Write the bundle of every dialect beside the documents it is made from."""
    for dialect in DIALECTS:
        file = bundle_file(folder, dialect)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(read_document(folder / dialect).dump())


if __name__ == "__main__":
    rebuild(Path(*sys.argv[1:]))
