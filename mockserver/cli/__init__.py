"""The command line; one file per command."""

import click

from mockserver import __version__
from mockserver.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Mock the OpenAI Responses API from scenario files."""


main.add_command(serve)
