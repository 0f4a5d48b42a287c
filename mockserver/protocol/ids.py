"""Every id this server issues."""

from dataclasses import dataclass
from hashlib import blake2b

BASE_LENGTH = 46


class Bases:
    """Makes the part that all ids of a reply share (46 hex digits), for one seed and session."""

    def __init__(self, seed: int, session: str) -> None:
        self.session = session
        self._origin = blake2b(b"%d:%b" % (seed, session.encode()), digest_size=BASE_LENGTH // 2)

    def base(self, parent: str, digest: bytes, hit: int) -> str:
        """Hash what makes a reply unique: the base of its parent or none, its call's digest, its count there."""
        hashed = self._origin.copy()
        hashed.update(b":%b:%b:%d" % (parent.encode(), digest, hit))
        return hashed.hexdigest()


def base_of(issued: str) -> str:
    """Find the base inside an id; of an id that is not ours, some text that is no base of ours."""
    return issued.rpartition("_")[2][:BASE_LENGTH]


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one reply: what kind of thing, whose reply, which one in it."""

    base: str

    def of(self, kind: str, index: int) -> str:
        """Name the thing of this kind at this index, such as `msg_…00`."""
        return f"{kind}_{self.base}{index:02x}"

    def given(self, kind: str, index: int) -> str:
        """Name the thing of this kind at this index that came in with the call, such as `msg_…i00`."""
        return f"{kind}_{self.base}i{index:02x}"

    @property
    def response(self) -> str:
        """The response's own id."""
        return self.of("resp", 0)
