"""The command `mockserver serve`."""

import socket
import sys
from math import isnan
from pathlib import Path
from typing import get_args

import click

from mockserver import resources
from mockserver.cli.ready_file import remove_ready_file, write_ready_file
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.wrong_input import WrongInput
from mockserver.http.app import MAX_BODY, App
from mockserver.http.server import listen, url_of
from mockserver.http.server import serve as run
from mockserver.scenario.bundle import read_bundle
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import load_all
from mockserver.scenario.model import Scenario
from mockserver.scenario.terms import Mode
from mockserver.session.session import Session
from mockserver.session.settle import TermsError, settle
from mockserver.values import ScenarioError


def _number(context: click.Context, option: click.Parameter, given: float) -> float:
    if isnan(given):
        raise click.BadParameter("nan is not a number")
    return given


@click.command()
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--ready-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that holds the URL while the server answers.",
)
@click.option("--seed", default=0, show_default=True, help="Changes all ids.")
@click.option(
    "--max-body", default=MAX_BODY, show_default=True, type=click.IntRange(1), help="Largest request body in bytes."
)
@click.option(
    "--mode",
    type=click.Choice(get_args(Mode)),
    help="Whether violations refuse a call, are only reported, or are not looked for; enforce unless a scenario says.",
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0),
    callback=_number,
    help="How many times as fast paced replies are sent; 0 does not wait at all, except at gates.",
)
@click.option(
    "--auto/--no-auto",
    default=None,
    help="Make an answer up where nothing matches; on when no SCENARIO is named, else off.",
)
@term_options
def serve(
    scenarios: tuple[Path, ...],
    host: str,
    port: int,
    ready_file: Path | None,
    seed: int,
    max_body: int,
    mode: Mode | None,
    speed: float,
    auto: bool | None,
    terms: TermOptions,
) -> None:
    """Answer POST /v1/responses from scenario files and folders.

    Without SCENARIO the shipped fixtures are served. A folder is taken in sorted order.
    """
    if ready_file:
        remove_ready_file(ready_file)
    improvises = not scenarios if auto is None else auto
    session = _session(scenarios, terms, terms.above(mode), seed=seed, auto=improvises)
    app, listener = App(session, max_body=max_body, speed=speed), _listener(host, port)
    try:
        run(app, listener, lambda: _announce(url_of(listener), ready_file, auto=improvises))
    finally:
        if ready_file:
            remove_ready_file(ready_file)


def _session(
    scenarios: tuple[Path, ...], terms: TermOptions, above: list[Configuration], *, seed: int, auto: bool
) -> Session:
    try:
        loaded = load_all(scenarios) if scenarios else _shipped(above)
        # The tests hold the shipped scenarios to the shipped contract.
        proven = not scenarios and terms.contract is None
        return Session.open(terms.contract_of, loaded, *above, seed=seed, auto=auto, proven=proven)
    except (ScenarioError, TermsError) as error:
        raise WrongInput(str(error)) from None


def _shipped(above: list[Configuration]) -> list[Scenario]:
    """Load the shipped fixtures that speak the dialect that was chosen."""
    dialect = settle([], *above).dialect
    folder = resources.fixtures()
    return [one for one in load_all([folder], read_bundle(folder)) if one.dialect in (None, dialect)]


def _listener(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        # Python says the address once more, in parentheses.
        reason = str(error.strerror).partition(" (")[0]
        raise WrongInput(f"cannot listen on {host} port {port}: {reason}") from None


def _announce(url: str, ready_file: Path | None, *, auto: bool) -> None:
    if ready_file:
        write_ready_file(ready_file, url)
    click.echo(f"mockserver is listening on {url} (OPENAI_BASE_URL={url}/v1)")
    if auto:
        click.echo("Where no scenario matches, the answer is made up (--no-auto refuses the call).")
    sys.stdout.flush()
