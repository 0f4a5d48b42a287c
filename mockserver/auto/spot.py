"""Where in an instance a value stands, and the chances that it has there."""

from hashlib import blake2b
from typing import NamedTuple


class Spot(NamedTuple):
    """A place in a value that is being made.

    `chance` is a hash that decides everything which could as well be otherwise; `name` is that of the nearest property,
    `path` is written as `$.items[0]`, `level` counts from 0 at the top, and `turn` asks for another value in the same
    place.
    """

    chance: bytes
    name: str = ""
    path: str = "$"
    level: int = 0
    turn: int = 0

    def property(self, name: str) -> "Spot":
        """Go to a property."""
        return Spot(_hashed(self.chance, f"{self.turn}.{name}"), name, f"{self.path}.{name}", self.level + 1)

    def item(self, index: int) -> "Spot":
        """Go to an item; it is called as its array is, and is another value than its neighbours if there are enough."""
        return Spot(_hashed(self.chance, "[]"), self.name, f"{self.path}[{index}]", self.level + 1, self.turn + index)

    def again(self, turn: int) -> "Spot":
        """Stay, and ask for another value."""
        return self._replace(turn=turn)

    def pick(self, count: int, purpose: str = "") -> int:
        """Choose a number below `count`; turns run through all of them."""
        return (int.from_bytes(_hashed(self.chance, purpose)) + self.turn) % count

    def number(self, purpose: str = "") -> int:
        """Give a large number that differs in every spot and turn."""
        return int.from_bytes(_hashed(self.chance, f"{purpose}:{self.turn}"))


def _hashed(chance: bytes, word: str) -> bytes:
    # A property may be named by half of a surrogate pair.
    return blake2b(b"%b/%b" % (chance, word.encode(errors="surrogatepass")), digest_size=8).digest()
