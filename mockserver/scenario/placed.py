"""A whole file, whose parts can be found in it again."""

from typing import Self

from pydantic import PrivateAttr

from mockserver.scenario.form import Form
from mockserver.scenario.places import Places
from mockserver.values import Place


class Placed(Form):
    """A form that is a file of its own."""

    _places: Places = PrivateAttr(default=Places())

    def place(self, *path: str | int) -> Place:
        """Find a key or element in the file; what has no place of its own, at the nearest thing that holds it."""
        return self._places.nearest(path)

    def placed(self, places: Places) -> Self:
        """Remember where the parts stand in the file."""
        self._places = places
        return self

    @property
    def is_file(self) -> bool:
        """Whether it was read from a file."""
        return bool(self._places.file)

    @property
    def in_program(self) -> bool:
        """Whether a program made it, in whose text its places are."""
        return self._places.in_program
