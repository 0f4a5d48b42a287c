"""The command `mockserver explain`."""

import click

from mockserver.cli.catalogue import BY_ID, Entry
from mockserver.cli.wrong_input import WrongInput
from mockserver.contract.rulebook import no_rule


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule demands, why, and how to switch it off."""
    entry = BY_ID.get(rule)
    if entry is None:
        raise WrongInput(no_rule(rule, BY_ID))
    click.echo("\n".join(_lines(entry)))


def _lines(entry: Entry) -> list[str]:
    return [
        f"{entry.id}: {entry.statement}",
        *([entry.advice] if entry.advice else []),
        f"About: {_ABOUT[entry.about]}. Severity: {entry.severity}. Source: {entry.source}.",
        _SWITCH[entry.about].format(entry.id),
    ]


_ABOUT = {"call": "a call", "stream": "an event stream, or a response", "file": "a file that is checked"}
_SWITCH = {
    "call": "To switch it: --rule {0}=off (or warn, or error); in a file, contract: {{rules: {{{0}: off}}}}.",
    "stream": "`mockserver check` asks it of streams and of the replies in scenario files.",
    "file": "`mockserver check` asks it of every file.",
}
