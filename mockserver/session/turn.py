"""One exchange of words."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

_SHORT = 64


class Turn(NamedTuple):
    """What a user said and what the model said to it, as keys that clients' rewriting does not change.

    `user` is the user's last message. What stands before it in the same turn is `context`, which clients rewrite: they
    put summaries and reminders there.
    """

    context: str
    user: str
    model: str

    @property
    def exchange(self) -> tuple[str, str]:
        """What is left when the context is not looked at."""
        return self.user, self.model


NOTHING = Turn("", "", "")


def turn_of(messages: Sequence[str], model: str) -> Turn:
    """Make a turn of the texts of the user's messages and what the model said, without white space."""
    *context, user = [text_key(message) for message in messages] or ("",)
    return Turn("\n".join(context), user, model)


def squeeze(text: str) -> str:
    """Drop all white space, which clients change freely."""
    return "".join(text.split())


def text_key(text: str) -> str:
    """Drop all white space, and put a digest in place of a long text; the key of a key is the key."""
    squeezed = squeeze(text)
    return squeezed if len(squeezed) <= _SHORT else sha256(squeezed.encode()).hexdigest()
