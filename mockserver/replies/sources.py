"""What answers for each form that a reply may have."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from mockserver.replies.auto_source import AutoSource
from mockserver.replies.callable_source import CallableSource
from mockserver.replies.error_script import ErrorScript
from mockserver.replies.events_script import EventsScript
from mockserver.replies.items_script import ItemsScript
from mockserver.replies.raw_script import RawScript
from mockserver.replies.script import Source
from mockserver.replies.tokens_script import TokensScript
from mockserver.scenario.callable_reply import CallableReply
from mockserver.scenario.model import AutoReply, ErrorReply, EventsReply, ItemsReply, RawReply, Reply, TokensReply
from mockserver.values import Dialect


def _asking(reply: CallableReply, dialect: Dialect, seed: int) -> Source:
    return CallableSource(reply, partial(source_of, dialect=dialect, seed=seed))


_SOURCES: Mapping[type, Callable[[Any, Dialect, int], Source]] = {
    ItemsReply: ItemsScript,
    EventsReply: EventsScript,
    RawReply: RawScript,
    AutoReply: AutoSource,
    ErrorReply: ErrorScript,
    TokensReply: TokensScript,
    CallableReply: _asking,
}


def source_of(reply: Reply, dialect: Dialect, seed: int) -> Source:
    """Choose what answers for a reply; `seed` decides all that only looks like chance."""
    return _SOURCES[type(reply)](reply, dialect, seed)
