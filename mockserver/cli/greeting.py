"""What a server says once it answers."""

import sys
from pathlib import Path
from typing import NamedTuple

import click

from mockserver.cli.ready_file import remove_ready_file, write_ready_file


class Greeting(NamedTuple):
    """Where a server answers, on the screen and in the file that programs wait for.

    `admin` is the URL of the admin API where that is another; `auto` says that answers are made up.
    """

    url: str
    admin: str | None
    ready_file: Path | None
    auto: bool

    def say(self) -> None:
        """Say it. Raises `WrongInput` when the file cannot be written."""
        if self.ready_file:
            write_ready_file(self.ready_file, self.url)
        click.echo(f"mockserver is listening on {self.url} (OPENAI_BASE_URL={self.url}/v1)")
        if self.admin:
            click.echo(f"Its admin API is at {self.admin}/__admin.")
        if self.auto:
            click.echo("Where no scenario matches, the answer is made up (--no-auto refuses the call).")
        sys.stdout.flush()

    def take_back(self) -> None:
        """Take the file away. Raises `WrongInput` when that cannot be done."""
        if self.ready_file:
            remove_ready_file(self.ready_file)
