"""What the user gave cannot be used."""

from typing import IO, Any

import click


class WrongInput(click.ClickException):
    """Ends a command with one line on standard error and exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line; a file's name may hold a line break."""
        click.echo(f"mockserver: {' '.join(self.message.splitlines())}", file, err=file is None)
