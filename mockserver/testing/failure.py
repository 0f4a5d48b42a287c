"""What fails a test."""

from collections.abc import Sequence

from mockserver.session.verification import Finding
from mockserver.values.printable import printable


class VerificationError(AssertionError):
    """A session did not go as its test says; the text is for people, `findings` are what it is made of."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(printable(message))
        self.findings = tuple(findings)


def failure_of(session: str, findings: Sequence[Finding]) -> VerificationError:
    """Put findings together: a line that counts them, and the block of each."""
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    blocks = [finding.message for finding in findings]
    return VerificationError("\n\n".join([f"session {session}: {count}", *blocks]), findings)
