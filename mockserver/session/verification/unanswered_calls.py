"""Calls of tools that the client left open."""

from collections.abc import Iterator, Sequence

from mockserver.session.calls import tool_named, unanswered_in
from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.session.verification.tries import has_failed
from mockserver.values import listed

_SHOWN = 5


def unanswered_calls(evidence: Evidence) -> Iterator[Note]:
    """Find calls that the client had to answer and did not, though it went on, or though a step waits for more.

    What broke off, and what nothing follows in its scenario, asks for no output.
    """
    latest = {exchange.node: exchange for exchange in evidence.exchanges if exchange.node is not None}
    renamed = _last_of_strangers(evidence)
    for node, exchange in latest.items():
        still = _open(exchange, evidence)
        later = evidence.mentions.followed.get(node)
        if still and renamed < exchange.number and (later or evidence.goes_on(exchange) or not node.played.is_step):
            yield _note(exchange, later, still, evidence)


def _open(exchange: Exchange, evidence: Evidence) -> list[str]:
    """List the calls of an answer that no later call answers."""
    if has_failed(exchange) or exchange.delivery.outcome != "complete":
        return []
    answered = evidence.mentions.answered
    waiting = unanswered_in(evidence.told(exchange).output)
    return [call_id for call_id in waiting if answered.get(call_id, 0) < exchange.number]


def _last_of_strangers(evidence: Evidence) -> int:
    """Tell the last call that answers what nobody called: some gateways give calls new ids, and then nobody can say."""
    issued, answered = evidence.answers.issued, evidence.mentions.answered
    return max((number for call_id, number in answered.items() if call_id not in issued), default=0)


def _note(exchange: Exchange, later: Exchange | None, still: Sequence[str], evidence: Evidence) -> Note:
    output = evidence.told(exchange).output
    calls = [f"{tool_named(output, call_id)} ({call_id})" for call_id in still[:_SHOWN]]
    more = [f"{len(still) - _SHOWN} more"] if len(still) > _SHOWN else []
    reason = f"call {later.number} goes on in the thread without them" if later else "its thread ends there"
    return Note(
        f"nobody answered what {evidence.name(exchange)} was told to call",
        reason,
        "run the tool and send its output with the `call_id`, also when it failed",
        (f"  open: {shown_text(listed([*calls, *more], 'and'))}", *evidence.played(exchange)),
        later.number if later else exchange.number,
        exchange.place,
    )
