"""How a response is asked for again."""

from collections.abc import Mapping
from typing import NamedTuple

from mockserver.protocol.wishes import Wishes
from mockserver.session.frame_reader import FROM_THE_START
from mockserver.values import Json
from mockserver.values.query import FLAGS, integer_in, last_text


class Look(NamedTuple):
    """What the query of a retrieval asks for: the events after a number, what else to include, padding or none.

    Without a word about padding it is as the call itself had it.
    """

    after: int = FROM_THE_START
    include: frozenset[str] = frozenset()
    obfuscates: bool | None = None

    def added_to(self, wishes: Wishes) -> Wishes:
        """Give the wishes of the call and of this look together."""
        pads = wishes.obfuscates if self.obfuscates is None else self.obfuscates
        return wishes._replace(include=wishes.include | self.include, obfuscates=pads)


PLAIN = Look()
"""Nothing beside what the call itself asked for."""


def read_look(query: Mapping[str, Json]) -> Look:
    """Read a query; what stands for nothing counts as left out, and of a name that came more than once the last."""
    after, flag = integer_in(last_text(query.get("starting_after"))), last_text(query.get("include_obfuscation"))
    return Look(FROM_THE_START if after is None else after, include_of(query), FLAGS.get(flag))


def include_of(query: Mapping[str, Json]) -> frozenset[str]:
    """Read what a query wants included; SDKs write `include[]`."""
    given = query.get("include[]", query.get("include"))
    names = given if isinstance(given, list) else [given]
    return frozenset(name for name in names if isinstance(name, str))
