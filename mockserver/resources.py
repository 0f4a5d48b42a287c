"""Where the shipped data lies; the only module that knows."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent
_INSTALLED = _PACKAGE / "_data"


def _folder(name: str) -> Path:
    # A checkout comes first: an editable install also holds a copy in _data, as old as the install.
    beside = _CHECKOUT / name
    is_checkout = (_CHECKOUT / "pyproject.toml").is_file() and beside.is_dir()
    return beside if is_checkout else _INSTALLED / name


def contracts() -> Path:
    """Find the folder of contract documents."""
    return _folder("contracts")


def fixtures() -> Path:
    """Find the folder of shipped scenarios."""
    return _folder("fixtures")
