"""The log probabilities of tokens, shared out to the deltas of a text, and made up where none were written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from mockserver.protocol.pieces import Cut
from mockserver.values import JsonObject

_ALTERNATIVES = re.findall(r"\w+", "the a of and to in is it for on as with that this by at from or an be not are")
_STEPS = 9


def told_in(pieces: Iterable[str], tokens: Sequence[JsonObject]) -> Iterator[tuple[str, list[JsonObject]]]:
    """Pair each delta with the tokens that begin in it."""
    end, start, told = 0, 0, 0
    for piece in pieces:
        end += len(piece)
        first = told
        while told < len(tokens) and start < end:
            start += len(tokens[told]["token"])
            told += 1
        yield piece, [*tokens[first:told]]


def made_up(text: str, cut: Cut, alternatives: int) -> list[JsonObject]:
    """Write log probabilities for a text whose deltas are its tokens, each with so many alternatives."""
    return [_token(piece, number, alternatives) for number, piece in enumerate(cut(text))]


def _token(piece: str, number: int, alternatives: int) -> JsonObject:
    likely = round(-(1 + number % _STEPS) / 100, 2)
    others = (word for word in _ALTERNATIVES if word != piece)
    ranked = chain([(piece, likely)], ((other, round(likely - 1 - place, 2)) for place, other in enumerate(others)))
    top = [_valued(token, logprob) for token, logprob in islice(ranked, alternatives)]
    return {**_valued(piece, likely), "top_logprobs": top}


def _valued(token: str, logprob: float) -> JsonObject:
    return {"token": token, "logprob": logprob, "bytes": list(token.encode())}
