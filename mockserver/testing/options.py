"""How the server of a test is run."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from math import inf
from pathlib import Path
from types import UnionType
from typing import Any, Final, TypedDict

from mockserver import resources
from mockserver.contract.contract import Contract, shipped_models
from mockserver.contract.load import load_contract
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.wrong import DocumentError
from mockserver.http.clock import ManualClock
from mockserver.scenario.clock import ClockName
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.model import Scenario
from mockserver.scenario.places import Places
from mockserver.scenario.terms import Mode
from mockserver.scenario.validated import validated
from mockserver.session.clock import Clock
from mockserver.session.opener import Opener
from mockserver.session.sessions import Sessions
from mockserver.session.settle import TermsError
from mockserver.session.verification.verify import UnknownKind, require_kind
from mockserver.values import Dialect, JsonObject, Place, ScenarioError, Severity, did_you_mean
from mockserver.values.severity import SEVERITIES


class Options(TypedDict, total=False):
    """What may be said of a server: the options of `mockserver serve`, as far as tests need them.

    `listen=False` starts no thread and opens no socket: clients then need a transport. `host` and `port` say where it
    listens, on a free port unless told otherwise. `mode` and `rules` say how strictly calls are held to the contract,
    `contract` is a document in place of the shipped one, `dialect` whose API is spoken. `seed` changes all ids; `clock`
    is `real` or `manual`, and delays pass `speed` times as fast. With `auto` an answer is made up where no scenario has
    one; `stateless` takes every id for known. `verify` gives kinds of findings another severity; `folders` are where
    `load` looks for scenarios.
    """

    listen: bool
    host: str
    port: int
    mode: Mode
    rules: Mapping[str, Severity]
    contract: str | Path
    dialect: Dialect
    seed: int
    clock: ClockName
    speed: float
    auto: bool
    stateless: bool
    verify: Mapping[str, Severity]
    folders: Sequence[str | Path]


_SAID, _TERMS = ("dialect", "clock"), ("mode", "rules")
_NUMBERS: Final[Mapping[str, tuple[type | UnionType, float, str]]] = {
    "seed": (int, -inf, "a whole number"),
    "speed": (int | float, 0, "a number that is not below 0"),
    "port": (int, 0, "a whole number from 0 on"),
}
"""The options that are numbers: their type, the least of them, and both in words."""


def check(options: Options, place: Place) -> None:
    """Raise `TypeError` for an option that there is none of, and `ScenarioError` for a value that cannot be meant."""
    for name in options:
        if name not in Options.__annotations__:
            there = f"; there are: {', '.join(Options.__annotations__)}"
            hint = did_you_mean(name, Options.__annotations__, there)
            raise TypeError(f"MockServer() has no option {name!r}{hint}")
    _check_numbers(options, place)
    for kind, severity in options.get("verify", {}).items():
        _check_severity(kind, severity, place)


def _check_numbers(given: Mapping[str, Any], place: Place) -> None:
    for name, (form, least, words) in _NUMBERS.items():
        value = given.get(name, 0)
        is_number = isinstance(value, form) and not isinstance(value, bool)
        if not (is_number and value >= least):
            raise ScenarioError(place, f"{name!r} must be {words}, not {value!r}")


def _check_severity(kind: str, severity: str, place: Place) -> None:
    try:
        require_kind(kind)
    except UnknownKind as error:
        raise ScenarioError(place, str(error)) from None
    if severity not in SEVERITIES:
        raise ScenarioError(place, f"{kind!r} must be one of {', '.join(SEVERITIES)}, not {severity!r}")


def sessions_of(
    scenarios: Sequence[Scenario], options: Options, place: Place, real_clock: Callable[[float], Clock]
) -> Sessions:
    """Open the sessions of a server. Raises `ScenarioError`, at `place` for what the options say."""
    try:
        opener = Opener(
            partial(_contract, Path(options["contract"]) if "contract" in options else None),
            scenarios,
            [_configuration(options, place)],
            partial(_clock, real_clock, options.get("speed", 1.0)),
            seed=options.get("seed", 0),
            auto=options.get("auto", False),
            stateless=options.get("stateless", False),
        )
    except (TermsError, DocumentError) as error:
        raise ScenarioError(place, str(error)) from None
    return Sessions(opener)


def _configuration(options: Options, place: Place) -> Configuration:
    given: JsonObject = {key: value for key, value in options.items() if key in (*_SAID, *_TERMS)}
    terms = {key: given.pop(key) for key in _TERMS if key in given}
    places = Places(place.file, lambda: {(): (place.line, place.column)})
    return validated(Configuration, {**given, "contract": terms}, places)


def _clock(real_clock: Callable[[float], Clock], speed: float, name: ClockName) -> Clock:
    return ManualClock(speed) if name == "manual" else real_clock(speed)


@cache
def _contract(document: Path | None, dialect: Dialect) -> Contract:
    """Read a contract once for all the servers of a process."""
    folder = resources.contracts()
    if document is None:
        return Contract.shipped(folder, dialect)
    return load_contract(document, dialect, RuleBook(dialect, models=shipped_models(folder)))
