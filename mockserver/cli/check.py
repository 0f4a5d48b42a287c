"""The command `mockserver check`."""

from functools import cache
from pathlib import Path
from typing import get_args

import click

from mockserver.check.checks import Standard
from mockserver.check.files import NothingToCheckError, check_paths
from mockserver.check.reports import REPORTS
from mockserver.check.subject import Kind
from mockserver.cli.catalogue import CATALOGUE
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.wrong_input import WrongInput
from mockserver.contract.operations import OPERATIONS
from mockserver.session.settle import TermsError, chosen_contract, settle
from mockserver.values import ScenarioError


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--as", "kind", type=click.Choice(get_args(Kind)), help="What the files are, when their keys do not tell."
)
@click.option(
    "--operation",
    type=click.Choice([*OPERATIONS.values()]),
    help="What saved requests ask for, responses.create unless said, and what answered saved replies.",
)
@click.option(
    "--format", "form", default="text", show_default=True, type=click.Choice([*REPORTS]), help="How to report."
)
@term_options
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    kind: Kind | None,
    operation: str | None,
    form: str,
    terms: TermOptions,
) -> None:
    """Check scenario files, and saved requests, responses, errors and event streams.

    A folder is searched for what looks like one of these; without PATH the working folder is. The exit code is 1 when
    a finding is an error, and 2 when nothing could be checked.
    """
    above = terms.above()
    contract_of = cache(terms.contract_of)
    standard = Standard(lambda scenarios: chosen_contract(contract_of, settle(scenarios, *above)), operation)
    try:
        _ = standard.contract  # so that a wrong option is told whatever the files are
        checked = check_paths(paths or (Path(),), standard, kind)
    except (NothingToCheckError, ScenarioError, TermsError) as error:
        raise WrongInput(str(error)) from None
    click.echo(REPORTS[form](checked, {rule.id: rule.statement for rule in CATALOGUE}))
    if any(finding.severity == "error" for one in checked for finding in one.findings):
        context.exit(1)
