"""Breaches of the contract."""

from collections.abc import Iterator, Sequence
from functools import partial

from mockserver.contract.rules import RULES
from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.refusal import EXPECTATION_FAILED
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.session.verification.kind import Find
from mockserver.session.verification.refused import INTERNAL
from mockserver.values import Severity, Violation, listed, words

_ADVICE = {rule.id: rule.advice for rule in RULES}
_SHOWN = 10


def _breaches(severity: Severity, evidence: Evidence) -> Iterator[Note]:
    """Find the calls that break rules of this severity, whether they were refused for it or not."""
    for exchange in evidence.known:
        found = [one for one in exchange.violations if _is_breach(one) and evidence.severity(one) == severity]
        if found:
            yield _note(exchange, found, evidence)


def _is_breach(violation: Violation) -> bool:
    return violation.code not in (EXPECTATION_FAILED, INTERNAL)


def _note(exchange: Exchange, found: Sequence[Violation], evidence: Evidence) -> Note:
    rules = [*dict.fromkeys(shown_text(violation.rule) for violation in found)]
    refused = exchange.refusal in found
    fate = f"it was refused with {exchange.status}" if refused else "it was answered all the same"
    return Note(
        f"{evidence.name(exchange)} breaks {listed(rules[:_SHOWN], 'and')}",
        fate,
        _ADVICE.get(found[0].rule, "send what the message asks for"),
        (*(f"  {shown_text(words(violation))}" for violation in found[:_SHOWN]), *_more(len(found))),
        exchange.number,
        exchange.place,
    )


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  … and {count - _SHOWN} more"


errors: Find = partial(_breaches, "error")
warnings: Find = partial(_breaches, "warn")
