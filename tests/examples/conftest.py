"""A copy of the examples, with what they need installed beside them."""

import shutil
from collections.abc import Callable
from functools import cache

import pytest

from tests.examples.readme import EXAMPLES, Example
from tests.examples.shell import Shell

Ready = Callable[[Example], Shell]
"""Gives the shell to run an example in."""


@pytest.fixture(scope="session")
def ready(pytestconfig: pytest.Config) -> Ready:
    """Copy the examples to where what is installed stays for the next run, and install each thing once."""
    folder = pytestconfig.cache.mkdir("examples")
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    # The folder lies in the checkout, whose settings of pytest a user's copy would not find.
    (folder / "pytest.ini").touch()
    install = cache(Shell(folder).install)

    def prepare(example: Example) -> Shell:
        for block in example.installs:
            install(block)
        return Shell(folder)

    return prepare
