"""What the package itself offers."""

import subprocess
import sys

import pytest

import mockserver


@pytest.mark.parametrize("name", mockserver.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(mockserver, name)
    assert name in dir(mockserver)


def test_another_name_is_not() -> None:
    name = "sya"

    with pytest.raises(AttributeError, match="module 'mockserver' has no attribute 'sya'"):
        getattr(mockserver, name)


@pytest.mark.parametrize("code", ["import mockserver", "from mockserver import __version__"])
def test_importing_it_costs_nothing(code: str) -> None:
    check = f"{code}\nimport sys\nprint(sorted(name for name in sys.modules if name.startswith('mockserver')))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert "['mockserver']\n" == done.stdout
