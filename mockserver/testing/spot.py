"""Where in the author's code something was said."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from types import FrameType
from typing import ParamSpec, TypeVar

from mockserver.values import Place, ScenarioError

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_OURS = "mockserver."
_AROUND = re.compile(r"^\$\.(?:stubs\[0\]\.)?")
"""What stands around a part that was read for itself, in the path before a message."""


def caller() -> Place:
    """Find the line outside of this package that is being carried out."""
    frame = sys._getframe(1)
    while _is_ours(frame) and frame.f_back:
        frame = frame.f_back
    line, column = _position(frame)
    return Place(_shortened(frame.f_code.co_filename), line, column)


@contextmanager
def said_at(place: Place) -> Iterator[None]:
    """Put the place in the test to what is wrong with something that was said there and has no place of its own."""
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError(place, _AROUND.sub("", error.message)) from None


def plainly(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Let a function tell what is wrong with what its author says without the way by which that was found.

    The traceback ends where the author called it.
    """

    @wraps(function)
    def told(*args: _Given.args, **more: _Given.kwargs) -> _Result:
        __tracebackhide__ = True
        try:
            return function(*args, **more)
        except ScenarioError as error:
            raise error.with_traceback(None) from None

    return told


def _is_ours(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith(_OURS)


def _position(frame: FrameType) -> tuple[int, int]:
    """Find where the call begins that is under way; Python counts columns from 0, and may not know them."""
    line, _, column, _ = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
    return line or frame.f_lineno, (column or 0) + 1


def _shortened(file: str) -> str:
    """Write a file below the current folder as seen from there, as reports of tests do."""
    here = os.getcwd() + os.sep  # noqa: PTH109 - strings are enough, and this runs for every item of every script
    return file.removeprefix(here)
