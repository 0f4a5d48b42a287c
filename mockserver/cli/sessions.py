"""The sessions that a command serves."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from mockserver import resources
from mockserver.cli.evictions import Evictions
from mockserver.cli.saying import say
from mockserver.cli.session_options import SessionOptions
from mockserver.cli.terms import TermOptions
from mockserver.cli.wrong_input import WrongInput
from mockserver.scenario.bundle import read_bundle
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import load_all
from mockserver.scenario.model import Scenario
from mockserver.session.opener import Opener, unwatched
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.session.settle import TermsError, settle
from mockserver.values import ScenarioError


def open_sessions(
    paths: tuple[Path, ...],
    terms: TermOptions,
    options: SessionOptions,
    watch: Callable[[Session], None] = unwatched,
) -> Sessions:
    """Open the sessions of a server: on scenario files and folders, else on the shipped ones.

    `watch` is shown each session that begins. Raises `WrongInput`.
    """
    try:
        above = above_of(terms, options)
        opener = Opener(
            cache(terms.contract_of),
            load_all(paths) if paths else _shipped(above),
            above,
            options.clock_named,
            partial(_evictions, options.max_stored),
            watch,
            seed=options.seed,
            auto=options.improvises(shipped=not paths),
            # The tests hold the shipped scenarios to the shipped contract.
            proven=not paths and terms.contract is None,
            max_stored=options.max_stored,
            stateless=options.stateless,
        )
        return Sessions(opener, strict=options.strict_sessions, limit=options.max_sessions)
    except (ScenarioError, TermsError) as error:
        raise WrongInput(str(error)) from None


def above_of(terms: TermOptions, options: SessionOptions) -> list[Configuration]:
    """Give what stands above the scenarios, reading the configuration file. Raises `WrongInput`."""
    return [options.above, *terms.above(options.chosen_mode)]


def _shipped(above: list[Configuration]) -> list[Scenario]:
    """Load the shipped fixtures that speak the dialect that was chosen."""
    dialect = settle([], *above).dialect
    folder = resources.fixtures()
    return [one for one in load_all([folder], read_bundle(folder)) if one.dialect in (None, dialect)]


def _evictions(most: int, session: str) -> Callable[[str], None]:
    return Evictions(most, say, session).note
