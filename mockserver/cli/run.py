"""The command `mockserver run`."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mockserver.cli.child import run_child
from mockserver.cli.report_options import ReportOptions, report_options
from mockserver.cli.saying import say
from mockserver.cli.session_options import SessionOptions, session_options
from mockserver.cli.sessions import open_sessions
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.trial import Trial
from mockserver.contract.words import counted
from mockserver.http.admin.admin import Admin
from mockserver.http.app import App
from mockserver.http.host import Host
from mockserver.http.thread import ServerThread
from mockserver.reports import Report, as_text
from mockserver.testing.environment import environment

if TYPE_CHECKING:
    from mockserver.cli.terminal import Terminal

_FAILED: Final = 3
"""The exit code when the command passed and its calls did not."""


@click.command(context_settings={"allow_interspersed_args": False})
@click.argument("command", nargs=-1, required=True, metavar="-- COMMAND...", type=click.UNPROCESSED)
@click.option(
    "--scenario",
    "scenarios",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Scenario file or folder to serve, in place of the shipped ones. May be given again.",
)
@report_options
@session_options
@term_options
@click.pass_context
def run(
    context: click.Context,
    command: tuple[str, ...],
    scenarios: tuple[Path, ...],
    reporting: ReportOptions,
    options: SessionOptions,
    terms: TermOptions,
) -> None:
    """Run a test command against a server of its own, and verify what it called.

    The command finds the server by OPENAI_BASE_URL and its like. The exit code is the command's own; 3 when it passed
    and verification fails; 2 when something given is wrong.
    """
    if reporting.file:
        reporting.file.make_room()
    host, terminal = Host(open_sessions(scenarios, terms, options)), _terminal()
    trial = Trial(host.sessions, reporting.severities, demanding=bool(scenarios))
    code, report = _tried(command, App(host, routes=Admin(host).routes), trial, terminal)
    _tell(report, terminal)
    if reporting.file:
        reporting.file.write(report)
    context.exit(code or (0 if report.passed else _FAILED))


def _terminal() -> "Terminal | None":
    """Give the terminal of a person who watches; the logs of continuous integration are none, whatever they say."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        return None
    from mockserver.cli.terminal import Terminal  # rich takes long to import, and a log wants plain lines

    return Terminal()


def _tried(command: Sequence[str], app: App, trial: Trial, terminal: "Terminal | None") -> tuple[int, Report]:
    """Run a command while a server answers; give its exit code, and what it did."""
    server = ServerThread(app)
    server.start()
    try:
        with _followed(server, trial, terminal):
            code = run_child(command, {**os.environ, **environment(server.url, f"{server.url}/v1", os.environ)})
    finally:
        server.stop()
    # Only now it is known of every answer whether somebody read it to the end.
    return code, trial.report()


def _followed(server: ServerThread, trial: Trial, terminal: "Terminal | None") -> AbstractContextManager[None]:
    if terminal is None:
        return nullcontext()
    return terminal.following(lambda: counted(server.run(lambda: trial.calls), "call"))


def _tell(report: Report, terminal: "Terminal | None") -> None:
    if terminal:
        terminal.show(report)
    else:
        say(as_text(report))
    if not report.counts.calls:
        say("mockserver: no call came; does the command's client read OPENAI_BASE_URL?")
