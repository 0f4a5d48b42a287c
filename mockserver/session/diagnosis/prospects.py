"""Who might have answered a call that nobody did."""

from collections.abc import Sequence
from typing import NamedTuple

from mockserver.session.candidate import Candidate
from mockserver.session.near_miss import NearMiss
from mockserver.session.node import Node
from mockserver.session.out_of_turn import OutOfTurn


class Prospects(NamedTuple):
    """The candidates that came nearest, those for other operations, and steps that match but are not next.

    `elsewhere` are the steps that may follow, or all candidates that may begin a thread. `failed` is the play of an
    equal call that went wrong, which this one does not say to retry.
    """

    near: Sequence[NearMiss]
    elsewhere: Sequence[Candidate] = ()
    out_of_turn: Sequence[OutOfTurn] = ()
    failed: Node | None = None
