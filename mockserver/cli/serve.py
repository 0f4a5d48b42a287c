"""The command `mockserver serve`."""

import re
from functools import partial
from pathlib import Path
from threading import Event

import click

from mockserver.cli.admin_options import AdminOptions, admin_options
from mockserver.cli.greeting import Greeting
from mockserver.cli.listeners import Listeners
from mockserver.cli.problems import Problems
from mockserver.cli.ready_file import remove_ready_file
from mockserver.cli.reload import Reload
from mockserver.cli.saying import say
from mockserver.cli.session_options import SessionOptions, session_options
from mockserver.cli.sessions import above_of, open_sessions
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.watch import Watch
from mockserver.cli.wrong_input import WrongInput
from mockserver.http.admin.admin import Admin
from mockserver.http.admin.elsewhere import Elsewhere
from mockserver.http.app import App
from mockserver.http.host import MAX_BODY, Host
from mockserver.http.server import Beside
from mockserver.http.server import serve as run
from mockserver.session.opener import unwatched

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
@click.option("--quiet", is_flag=True, help="Say nothing of calls that are refused or break the contract.")
@click.option("--watch", "watching", is_flag=True, help="Take changed scenario files without a new start.")
@admin_options
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
    quiet: bool,
    watching: bool,
    admin: AdminOptions,
    options: SessionOptions,
    terms: TermOptions,
) -> None:
    """Answer the Responses API from scenario files and folders.

    Without SCENARIO the shipped fixtures are served. A folder is taken in sorted order.
    """
    if watching and not scenarios:
        raise WrongInput("--watch has nothing to watch: name a SCENARIO")
    if ready_file:
        remove_ready_file(ready_file)
    watch = Watch([*scenarios, *([terms.config] if terms.config else [])] if watching else [])
    watch_session = unwatched if quiet else Problems(say).follow
    sessions_host = Host(open_sessions(scenarios, terms, options, watch_session), max_body=max_body)
    listeners = Listeners.open(host, port, admin.port)
    is_ready = Event()
    steering = Admin(sessions_host, admin.guard(listeners.admin.getsockname()[0]), is_ready.is_set)
    routes = Elsewhere(listeners.admin_url).routes if listeners.admin_url else steering.routes
    app = App(sessions_host, routes=routes, cors=cors, websocket=websocket)
    greeting = Greeting(listeners.url, listeners.admin_url, ready_file, auto=options.improvises(shipped=not scenarios))
    reload = Reload(sessions_host.sessions, scenarios, partial(above_of, terms, options), say)

    def ready() -> None:
        is_ready.set()
        greeting.say()
        if watching:
            watch.start(reload.in_running_loop())

    try:
        run(app, listeners.api, ready, [Beside(steering.alone, listeners.admin)] if listeners.are_two else ())
    finally:
        watch.stop()
        greeting.take_back()
