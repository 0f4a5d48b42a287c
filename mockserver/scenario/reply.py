"""What a step answers, in any of the forms that a file may use."""

from collections.abc import Collection, Iterable
from typing import Annotated, Final, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Discriminator, Tag

from mockserver.scenario.auto_reply import AUTO, AutoReply
from mockserver.scenario.background import BACKGROUND_KEYS
from mockserver.scenario.error_reply import ErrorBody, ErrorReply
from mockserver.scenario.events_reply import EventsReply
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.items_reply import ItemsReply
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.raw_reply import RawBody, RawReply
from mockserver.scenario.spelling import LIKENESS, belongs_inside, unknown
from mockserver.scenario.tokens_reply import TokensReply
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import describe
from mockserver.values import Json, JsonObject, nearest


class _Depth(NamedTuple):
    """One way to say what is answered: the form it is read into, the keys that only it has, and those beside them."""

    name: str
    form: type[Form]
    own: tuple[str, ...]
    shared: tuple[str, ...] = ("stream", "fault", "background")

    @property
    def keys(self) -> tuple[str, ...]:
        """All the keys that may stand together."""
        return (*self.own, *self.shared)


_DEPTHS: Final = (
    _Depth("items", ItemsReply, ("output", "status", "usage")),
    _Depth("items", ItemsReply, ("response",)),
    _Depth("auto", AutoReply, (AUTO,)),
    _Depth("events", EventsReply, ("events", "invalid")),
    _Depth("raw", RawReply, ("raw",), ("stream", "fault")),
    _Depth("error", ErrorReply, ("error",), ("fault",)),
    _Depth("input_tokens", TokensReply, ("input_tokens",), ("fault",)),
)
_OWNER: Final = {key: depth for depth in _DEPTHS for key in depth.own}

KEYS: Final = (*_OWNER, "stream", "fault", "background")
"""All the keys that a reply may have."""

FORMS: Final = (*dict.fromkeys(depth.form.__name__ for depth in _DEPTHS),)
"""The names of the forms that replies are read into."""

_NAMES: Final = {depth.form: depth.name for depth in _DEPTHS}

_INSIDE: Final[dict[str, dict[str, str]]] = {"raw": RawBody.keys(), "error": ErrorBody.keys(), "usage": Usage.keys()}
"""The keys under the key of one, which are easily written beside it."""

_BESIDE: Final[dict[str, Collection[str]]] = {
    "stream": Pacing.keys().values(),
    "fault": Fault.keys().values(),
    "background": BACKGROUND_KEYS,
}
"""What stands under the keys that go with several."""


def _read(value: Json) -> Json:
    if value == AUTO or isinstance(value, list | tuple | Form):
        return value
    if not isinstance(value, dict):
        raise refusal(Problem((), _no_reply(value)))
    given = {key: part for key, part in value.items() if part is not None or key not in KEYS}
    _refuse_unfitting(given)
    return given


def _no_reply(value: Json) -> str:
    hint = "; a text is answered with [{message: …}]" if isinstance(value, str) else ""
    return f"a reply must be a list of items, a mapping or the word auto, not {describe(value)}{hint}"


def _refuse_unfitting(given: JsonObject) -> None:
    """Raise at the first key that is unknown, or that does not go with the one that says what the reply is."""
    telling = next((key for key in given if key in _OWNER), None)
    fitting = _OWNER[telling].keys if telling else KEYS
    for key in given:
        if key not in fitting:
            raise refusal(Problem((key,), _misfit(key, telling, fitting)))


def _misfit(key: str, telling: str | None, fitting: Iterable[str]) -> str:
    for outer, inner in ((telling, key), (key, telling)):
        if inner in _INSIDE.get(outer or "", ()):
            return belongs_inside(inner, outer)
    for outer, inside in _BESIDE.items():
        if key in inside:
            return belongs_inside(key, outer)
    if key not in KEYS:
        return unknown("key", key, fitting, "a reply") + _in_a_list(key, telling)
    return f"{telling!r} and {key!r} do not go together in a reply; keep one of the two"


def _in_a_list(key: str, telling: str | None) -> str:
    """Say how items are written, where an item seems to stand in the place of its list."""
    is_misspelt = nearest(key, KEYS, LIKENESS) is not None
    return "" if telling or is_misspelt else "; items stand in a list, such as [{message: …}]"


def _form(value: Json) -> str:
    if isinstance(value, Form):
        return type(value).__name__
    if value == AUTO:
        return AutoReply.__name__
    keys = value if isinstance(value, dict) else ()
    telling = next((_OWNER[key] for key in keys if key in _OWNER), _DEPTHS[0])
    return telling.form.__name__


# Pydantic puts the tag into the path of a problem; as the name of a class it is no key of any file.
_AnyForm: TypeAlias = Annotated[
    Annotated[ItemsReply, Tag("ItemsReply")]
    | Annotated[AutoReply, Tag("AutoReply")]
    | Annotated[EventsReply, Tag("EventsReply")]
    | Annotated[RawReply, Tag("RawReply")]
    | Annotated[ErrorReply, Tag("ErrorReply")]
    | Annotated[TokensReply, Tag("TokensReply")],
    Discriminator(_form),
]
Reply: TypeAlias = Annotated[_AnyForm, BeforeValidator(_read)]
"""A reply: a list of items, the word `auto`, or a mapping whose keys say what it is."""


def depth_of(reply: Reply) -> str:
    """Name the depth of a reply: items, auto, events, raw, error or input_tokens."""
    return _NAMES[type(reply)]
