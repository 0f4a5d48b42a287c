"""What the README of the examples tells to type."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """One command, and the blocks that install what it needs."""

    command: str
    installs: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file that it runs."""
        return self.command.split()[-1]


def examples() -> Iterator[Example]:
    """Read the README: what it installs is there for every command below."""
    installs: tuple[str, ...] = ()
    for block in BLOCK.findall((EXAMPLES / "README.md").read_text()):
        if " install" in block:
            installs += (block,)
        else:
            yield from (Example(command, installs) for command in block.splitlines())
