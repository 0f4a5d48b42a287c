"""The value that is not there."""

from enum import Enum


class Absent(Enum):
    """Stand for a value that is missing, which is not the same as `null`."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return self.value


ABSENT = Absent.ABSENT
