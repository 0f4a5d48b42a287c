"""The command `mockserver rules`."""

import json

import click

from mockserver.cli.catalogue import CATALOGUE, Entry


@click.command()
@click.option(
    "--format", "form", default="text", show_default=True, type=click.Choice(["text", "json"]), help="How to list them."
)
def rules(form: str) -> None:
    """List every rule: id, severity, statement, source."""
    click.echo(json.dumps([entry._asdict() for entry in CATALOGUE], indent=2) if form == "json" else _table())


def _table() -> str:
    width = max(len(entry.id) for entry in CATALOGUE)
    return "\n".join(_line(entry, width) for entry in CATALOGUE)


def _line(entry: Entry, width: int) -> str:
    return f"{entry.id:<{width}}  {entry.severity:<5}  {entry.about:<6}  {entry.statement} ({entry.source})"
