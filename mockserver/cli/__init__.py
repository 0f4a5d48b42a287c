"""The command line; one file per command, imported when it is called for: serving should start at once."""

from importlib import import_module

import click

from mockserver import __version__

COMMANDS = ("check", "draft", "explain", "rules", "run", "serve")


class Commands(click.Group):
    """The commands, each of the name of its file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name them all."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"mockserver.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Mock the OpenAI Responses API from scenario files, and check what is sent to it."""
