"""What is said of responses and conversations that are no longer kept."""

from collections.abc import Callable

from mockserver.session.how import DEFAULT
from mockserver.values.printable import printable_line


class Evictions:
    """Counts those of one session and says so: a warning for the first, then a line for every power of ten."""

    def __init__(self, most: int, say: Callable[[str], object], session: str = DEFAULT) -> None:
        self._most = most
        self._say = say
        self._where = "" if session == DEFAULT else f" in session {printable_line(session)}"
        self._count = 0

    def note(self, gone: str) -> None:
        """Note the id of one that is gone."""
        self._count += 1
        if self._count == 1:
            self._say(
                f"mockserver: {gone} is forgotten{self._where}, since {self._most} newer ones are kept (--max-stored)."
            )
        elif _is_power_of_ten(self._count):
            told = f"{self._count} responses and conversations are forgotten{self._where} by now"
            self._say(f"mockserver: {told} (--max-stored).")


def _is_power_of_ten(count: int) -> bool:
    return f"{count}".rstrip("0") == "1"
