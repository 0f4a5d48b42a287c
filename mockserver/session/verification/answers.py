"""What the answers of a session gave out."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from mockserver.session.exchange import Exchange
from mockserver.session.reading import ids_of
from mockserver.session.turn import squeeze
from mockserver.session.verification.told import Told
from mockserver.values import text_of


class Answers:
    """The answers by what they gave out, each named by its play: the number of the call, for all its attempts.

    `issued` are the ids of items and calls, of more than one play only where an author wrote them; `said` the texts of
    whole messages, without white space; `attempts` the exchanges of each play.
    """

    def __init__(self, exchanges: Sequence[tuple[Exchange, Told]]) -> None:
        issued, said = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        attempts = defaultdict[int, list[Exchange]](list)
        for exchange, told in exchanges:
            play = play_of(exchange)
            attempts[play].append(exchange)
            for item in told.output:
                said[squeeze(text_of(item.get("content")))].add(play)
                for its_id in ids_of(item):
                    issued[its_id].add(play)
        self.issued: Mapping[str, Collection[int]] = issued
        self.said: Mapping[str, Collection[int]] = said
        self.attempts: Mapping[int, Sequence[Exchange]] = attempts


def play_of(exchange: Exchange) -> int:
    """Name the play that a call is, or tries again."""
    return exchange.retry_of or exchange.number
