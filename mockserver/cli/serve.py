"""The command `mockserver serve`."""

import re
import socket
import sys
from functools import partial
from pathlib import Path

import click

from mockserver import resources
from mockserver.cli.evictions import Evictions
from mockserver.cli.ready_file import remove_ready_file, write_ready_file
from mockserver.cli.session_options import SessionOptions, session_options
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.wrong_input import WrongInput
from mockserver.http.app import MAX_BODY, App
from mockserver.http.server import listen, url_of
from mockserver.http.server import serve as run
from mockserver.scenario.bundle import read_bundle
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import load_all
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.session.settle import TermsError, settle
from mockserver.values import ScenarioError

_ORIGIN = re.compile(r"\*|null|[a-z][a-z0-9+.-]*://[^/?#\s*]+", re.IGNORECASE)


def _origins(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for origin in given:
        if not _ORIGIN.fullmatch(origin):
            raise click.BadParameter(f"{origin!r} is not an origin such as http://localhost:3000, or *")
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
@click.option(
    "--max-body",
    default=MAX_BODY,
    show_default=True,
    type=click.IntRange(1),
    help="Largest request body in bytes, packed and unpacked.",
)
@click.option(
    "--no-websocket", "websocket", flag_value=False, default=True, help="Refuse WebSockets, as a proxy would."
)
@click.option(
    "--cors",
    metavar="ORIGIN",
    multiple=True,
    callback=_origins,
    help="Answer web pages of this origin too, * for any. May be given again.",
)
@session_options
@term_options
def serve(
    scenarios: tuple[Path, ...],
    host: str,
    port: int,
    ready_file: Path | None,
    max_body: int,
    websocket: bool,
    cors: tuple[str, ...],
    options: SessionOptions,
    terms: TermOptions,
) -> None:
    """Answer the Responses API from scenario files and folders.

    Without SCENARIO the shipped fixtures are served. A folder is taken in sorted order.
    """
    if ready_file:
        remove_ready_file(ready_file)
    session = _session(scenarios, terms, options)
    app, listener = App(session, max_body=max_body, cors=cors, websocket=websocket), _listener(host, port)
    announce = partial(_announce, url_of(listener), ready_file, auto=options.improvises(shipped=not scenarios))
    try:
        run(app, listener, announce)
    finally:
        if ready_file:
            remove_ready_file(ready_file)


def _session(scenarios: tuple[Path, ...], terms: TermOptions, options: SessionOptions) -> Session:
    above = [options.above, *terms.above(options.chosen_mode)]
    try:
        loaded = load_all(scenarios) if scenarios else _shipped(above)
        return Session.open(
            terms.contract_of,
            loaded,
            *above,
            seed=options.seed,
            auto=options.improvises(shipped=not scenarios),
            # The tests hold the shipped scenarios to the shipped contract.
            proven=not scenarios and terms.contract is None,
            clock=options.clock_named(settle(loaded, *above).clock),
            max_stored=options.max_stored,
            stateless=options.stateless,
            on_evicted=Evictions(options.max_stored, partial(click.echo, err=True)).note,
        )
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
