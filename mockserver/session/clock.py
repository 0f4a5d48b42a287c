"""The times in response bodies, which are computed and never read from a clock."""

EPOCH = 1_767_225_600
"""The first second of 2026, UTC: when every thread begins."""


def created_at(depth: int) -> int:
    """Tell the second in which the reply at this depth of a thread is created."""
    return EPOCH + depth
