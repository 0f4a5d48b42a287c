"""The options that say what served sessions are like."""

from collections.abc import Callable
from functools import reduce, wraps
from math import isnan
from typing import Any, Final, NamedTuple, get_args

import click

from mockserver.http.clock import ManualClock, RealClock, clock_named
from mockserver.scenario.clock import CLOCKS, ClockName
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.terms import Mode
from mockserver.session.sessions import MAX_SESSIONS
from mockserver.session.store import MAX_STORED


class SessionOptions(NamedTuple):
    """What the command line says of the sessions, beside their terms."""

    seed: int
    mode: Mode | None
    clock: ClockName | None
    speed: float
    auto: bool | None
    stateless: bool
    max_stored: int
    strict_sessions: bool
    max_sessions: int

    @property
    def chosen_mode(self) -> Mode | None:
        """Give the mode that was asked for; one who takes any id for known wants no call refused either."""
        return self.mode or ("off" if self.stateless else None)

    @property
    def above(self) -> Configuration:
        """Give what comes before all that scenarios say of the clock."""
        return Configuration(clock=self.clock)

    def clock_named(self, name: ClockName) -> RealClock | ManualClock:
        """Make the clock of a session."""
        return clock_named(name, self.speed)

    def improvises(self, *, shipped: bool) -> bool:
        """Tell whether answers are made up: unless it is said, where no scenario was named or any id exists."""
        return shipped or self.stateless if self.auto is None else self.auto


def _number(context: click.Context, option: click.Parameter, given: float) -> float:
    if isnan(given):
        raise click.BadParameter("nan is not a number")
    return given


_OPTIONS: Final = (
    click.option("--seed", default=0, show_default=True, help="Changes all ids."),
    click.option(
        "--mode",
        type=click.Choice(get_args(Mode)),
        help="Whether violations refuse a call, are only reported, or are not looked for; enforce unless a scenario "
        "says.",
    ),
    click.option(
        "--clock",
        type=click.Choice(CLOCKS),
        help="Whether time passes by itself or is put forward at /__admin/clock; real unless a scenario says.",
    ),
    click.option(
        "--speed",
        default=1.0,
        show_default=True,
        type=click.FloatRange(0),
        callback=_number,
        help="How many times as fast paced replies are sent; 0 does not wait at all, except at gates.",
    ),
    click.option(
        "--auto/--no-auto",
        default=None,
        help="Make an answer up where nothing matches; on when no SCENARIO is named or with --stateless, else off.",
    ),
    click.option(
        "--stateless",
        is_flag=True,
        help="Take every id for known and every call for answerable, as generated test suites of SDKs want it; the "
        "mode is off unless given.",
    ),
    click.option(
        "--max-stored",
        default=MAX_STORED,
        show_default=True,
        type=click.IntRange(1),
        help="Most responses and most conversations that a session keeps; the oldest goes.",
    ),
    click.option(
        "--strict-sessions",
        is_flag=True,
        help="Answer /s/NAME/v1 for sessions that were made beforehand only, in place of making them on first use.",
    ),
    click.option(
        "--max-sessions",
        default=MAX_SESSIONS,
        show_default=True,
        type=click.IntRange(0),
        help="Most sessions beside the default one; a call that would make one more is refused.",
    ),
)


def session_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, as its parameter `options`."""

    @wraps(command)
    def with_options(**given: Any) -> None:
        own = {name: given.pop(name) for name in SessionOptions._fields}
        command(options=SessionOptions(**own), **given)

    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), with_options)
