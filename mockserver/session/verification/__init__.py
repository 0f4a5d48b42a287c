"""Judging a run: what the scenarios wanted and did not get, and how the client behaved."""

from mockserver.session.verification.finding import Finding
from mockserver.session.verification.kinds import KINDS
from mockserver.session.verification.verify import verify

__all__ = ["KINDS", "Finding", "verify"]
