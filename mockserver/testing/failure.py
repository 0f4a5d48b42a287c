"""What fails a test."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from mockserver.contract.words import counted
from mockserver.session.verification import Finding
from mockserver.values.printable import printable

_SHOWN: Final = 10
"""Findings that are written out."""


class VerificationError(AssertionError):
    """A session did not go as its test says; the text is for people, `findings` are what it is made of."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(printable(message))
        self.findings = tuple(findings)


def errors_of(findings: Sequence[Finding]) -> list[Finding]:
    """Give the findings that fail a test."""
    return [finding for finding in findings if finding.severity == "error"]


def failure_of(session: str, findings: Sequence[Finding]) -> VerificationError:
    """Put findings together: a line that counts them, and their blocks."""
    head = f"session {session}: {counted(len(findings), 'finding')}"
    return VerificationError(f"{head}\n\n{blocks_of(findings)}", findings)


def blocks_of(findings: Sequence[Finding]) -> str:
    """Write the blocks of the first findings, enough for a client that runs in circles, and count the rest."""
    blocks = [finding.message for finding in findings[:_SHOWN]]
    rest = Counter(finding.kind for finding in findings[_SHOWN:])
    more = [f"… and {', '.join(f'{count} more {kind}' for kind, count in rest.items())}"] if rest else []
    return "\n\n".join([*blocks, *more])
