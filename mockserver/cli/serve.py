"""The command `mockserver serve`."""

import socket
import sys
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
from mockserver.scenario.load import load_all
from mockserver.scenario.terms import Mode
from mockserver.session.session import Session
from mockserver.session.settle import TermsError
from mockserver.values import ScenarioError


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
@term_options
def serve(
    scenarios: tuple[Path, ...],
    host: str,
    port: int,
    ready_file: Path | None,
    seed: int,
    max_body: int,
    mode: Mode | None,
    terms: TermOptions,
) -> None:
    """Answer POST /v1/responses from scenario files and folders.

    Without SCENARIO the shipped fixtures are served. A folder is taken in sorted order.
    """
    if ready_file:
        remove_ready_file(ready_file)
    session = _session(scenarios or (resources.fixtures(),), seed, terms, mode)
    listener = _listener(host, port)
    try:
        run(App(session, max_body=max_body), listener, lambda: _announce(url_of(listener), ready_file))
    finally:
        if ready_file:
            remove_ready_file(ready_file)


def _session(scenarios: tuple[Path, ...], seed: int, terms: TermOptions, mode: Mode | None) -> Session:
    try:
        return Session.open(terms.contract_of, load_all(scenarios), *terms.above(mode), seed=seed)
    except (ScenarioError, TermsError) as error:
        raise WrongInput(str(error)) from None


def _listener(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        # Python says the address once more, in parentheses.
        reason = str(error.strerror).partition(" (")[0]
        raise WrongInput(f"cannot listen on {host} port {port}: {reason}") from None


def _announce(url: str, ready_file: Path | None) -> None:
    if ready_file:
        write_ready_file(ready_file, url)
    click.echo(f"mockserver is listening on {url} (OPENAI_BASE_URL={url}/v1)")
    sys.stdout.flush()
