"""The plugin's options on pytest's command line."""

from argparse import ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

if TYPE_CHECKING:
    from mockserver.scenario.terms import Mode
    from mockserver.values import Dialect, Severity

MODES: Final = ("enforce", "report", "off")
DIALECTS: Final = ("openai", "open-responses")
SEVERITIES: Final = ("error", "warn", "off")
"""Repeated here, since pytest reads them at every start, when nothing of the server may be imported."""

FORMS: Final = ("json", "html", "xml")


class Options(NamedTuple):
    """What the command line says; `None` where it says nothing."""

    mode: "Mode | None"
    dialect: "Dialect | None"
    rules: "Mapping[str, Severity]"
    verify: "Mapping[str, Severity]"
    seed: int
    speed: float
    scenarios: tuple[Path, ...]
    report: Path | None


def add_options(parser: pytest.Parser) -> None:
    """Make the options known to pytest."""
    group = parser.getgroup("mockserver", "mock of the Responses API")
    for name, settings in _OPTIONS.items():
        group.addoption(f"--mockserver-{name}", dest=f"mockserver_{name}", **settings)


def options_of(config: pytest.Config) -> Options:
    """Read what the command line said. Paths are seen from the folder that pytest was called in."""
    given = {name: config.getoption(f"mockserver_{name}") for name in _OPTIONS}
    here = config.invocation_params.dir
    return Options(
        given["mode"],
        given["dialect"],
        dict(map(_pair, given["rule"])),
        dict(map(_pair, given["verify"])),
        given["seed"],
        given["speed"],
        tuple(here / folder for folder in given["scenarios"]),
        here / given["report"] if given["report"] else None,
    )


def _pair(text: str) -> "tuple[str, Severity]":
    name, _, severity = text.partition("=")
    return name, severity  # type: ignore[return-value]  # `_severity` has looked at it


# The checks give the text back unread, since pytest-xdist hands options on to its workers as plain values only.


def _severity(text: str) -> str:
    name, severity = _pair(text)
    if not name or severity not in SEVERITIES:
        raise ArgumentTypeError(f"{text!r} is not NAME=SEVERITY with one of {', '.join(SEVERITIES)}")
    return text


def _report(text: str) -> str:
    if Path(text).suffix.removeprefix(".") not in FORMS:
        raise ArgumentTypeError(f"{text!r} must end in {', '.join(f'.{form}' for form in FORMS)}")
    return text


def _folder(text: str) -> str:
    if not Path(text).is_dir():
        raise ArgumentTypeError(f"{text!r} is no folder")
    return text


def _speed(text: str) -> float:
    speed = float(text)
    if not speed >= 0:
        raise ArgumentTypeError(f"{text!r} is less than 0")
    return speed


_OPTIONS: Final[Mapping[str, dict[str, Any]]] = {
    "mode": {
        "choices": MODES,
        "help": "Whether violations refuse a call, are only reported, or are not looked for; enforce unless a "
        "scenario says.",
    },
    "dialect": {"choices": DIALECTS, "help": "Whose API is spoken; openai unless a scenario says."},
    "rule": {
        "metavar": "ID=SEVERITY",
        "action": "append",
        "default": [],
        "type": _severity,
        "help": "Severity of one rule of the contract: error, warn or off. May be given again.",
    },
    "verify": {
        "metavar": "KIND=SEVERITY",
        "action": "append",
        "default": [],
        "type": _severity,
        "help": "Severity of one kind of finding: error fails the test, warn only tells, off is silent. May be given "
        "again.",
    },
    "seed": {"type": int, "default": 0, "help": "Changes all ids."},
    "speed": {
        "type": _speed,
        "default": 1.0,
        "help": "How many times as fast paced replies are sent; 0 does not wait at all, except at gates.",
    },
    "scenarios": {
        "metavar": "DIR",
        "action": "append",
        "default": [],
        "type": _folder,
        "help": "Folder in which tests find scenarios by their names. May be given again.",
    },
    "report": {
        "metavar": "FILE",
        "type": _report,
        "help": "Write what happened in all sessions to FILE, in the form of its suffix: .json, .html or .xml (JUnit).",
    },
}
