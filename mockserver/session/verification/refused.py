"""Calls that nothing could answer."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import orjson

from mockserver.session.diagnosis import written
from mockserver.session.exchange import Exchange
from mockserver.session.refusal import EXPECTATION_FAILED, NO_MATCH, SCENARIO_ERROR
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.session.verification.kind import Find
from mockserver.values.blame import Blame
from mockserver.values.printable import printable

INTERNAL: Final = "mock_internal_error"

_WHOLE: Final = "mockserver: "
_BLAMED: Final[dict[str, Blame]] = {SCENARIO_ERROR: "scenario", INTERNAL: "server"}


def _refused(problem: str, evidence: Evidence) -> Iterator[Note]:
    """Find the calls with this problem; an expectation that was only reported is one too."""
    for exchange in evidence.known:
        if exchange.problem == problem or any(one.code == problem for one in exchange.violations):
            yield _note(problem, exchange, evidence)


def _note(problem: str, exchange: Exchange, evidence: Evidence) -> Note:
    diagnosis = exchange.diagnosis
    blame = diagnosis.blame if diagnosis else _BLAMED.get(problem, "client request")
    block = written(diagnosis) if diagnosis else _block(problem, exchange, evidence, blame)
    return Note(call=exchange.number, place=exchange.place, blame=blame, block=block)


def _block(problem: str, exchange: Exchange, evidence: Evidence, blame: Blame) -> str:
    """Write what was said of the problem, which may be a whole diagnosis."""
    message = printable(_message(problem, exchange))
    if message.startswith(_WHOLE):
        return message
    return f"mockserver: {evidence.name(exchange)} was answered {exchange.status} {problem}\nblame: {blame}\n{message}"


def _message(problem: str, exchange: Exchange) -> str:
    told = [one.message for one in exchange.violations if one.code == problem]
    try:
        return str(told[0] if told else orjson.loads(exchange.reply.body)["error"]["message"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ""


misses: Find = partial(_refused, NO_MATCH)
expectations: Find = partial(_refused, EXPECTATION_FAILED)
scenario_errors: Find = partial(_refused, SCENARIO_ERROR)
internal_errors: Find = partial(_refused, INTERNAL)
