"""What only looks like chance."""

from hashlib import blake2b

_BYTES = 4
_HALF = 1 << (8 * _BYTES - 1)


def swing(seed: int, number: int) -> float:
    """Give a number from -1 up to 1, the same for the same seed and number on every machine."""
    digest = blake2b(b"%d:%d" % (seed, number), digest_size=_BYTES).digest()
    return int.from_bytes(digest) / _HALF - 1
