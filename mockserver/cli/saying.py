"""What is said beside a command's own output."""

from contextlib import suppress

import click


def say(text: str) -> None:
    """Write lines to standard error; that nobody reads there any more troubles no call that is being answered."""
    with suppress(OSError):
        click.echo(text, err=True)
