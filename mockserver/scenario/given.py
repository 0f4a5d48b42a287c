"""What a session knows from before its first call."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar, Final, Self, TypeAlias

from pydantic import BeforeValidator, Field, Strict, WithJsonSchema, model_validator

from mockserver.scenario.form import Form
from mockserver.scenario.item import WrittenItem
from mockserver.scenario.outcome import Outcome, WrittenOutcome
from mockserver.scenario.problem import Path, Problem, refusal
from mockserver.scenario.spelling import LIKENESS
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject, did_you_mean


def _input(value: Json) -> Json:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return _items(value)
    raise refusal(Problem((), must_be("'input'", "a text or a list of items", value)))


def _items(value: Json) -> Json:
    if not isinstance(value, list | tuple):
        raise refusal(Problem((), must_be("'items'", "a list of items", value)))
    wrong = (index for index, item in enumerate(value) if not isinstance(item, dict))
    for index in wrong:
        raise refusal(Problem((index,), must_be("an item", "a mapping, as the API takes it", value[index])))
    short = (index for index, item in enumerate(value) if _TELLING.isdisjoint(item))
    for index in short:
        raise refusal(Problem((index,), _SHORT))
    return tuple(value)


_TELLING: Final = frozenset({"type", "role", "id"})
"""One of these is in every item of an input; a reference may have its `id` alone."""
_SHORT: Final = (
    "an item that is given as input has a 'type' or a 'role', as the API takes it, such as {role: user, content: Hi}; "
    "short forms are for 'output'"
)
_LIST: Final[JsonObject] = {"type": "array", "items": {"type": "object"}}

InputItems: TypeAlias = Annotated[tuple[JsonObject, ...], BeforeValidator(_items), WithJsonSchema(_LIST)]
"""Items as the API takes them."""

Input: TypeAlias = Annotated[
    str | tuple[JsonObject, ...],
    BeforeValidator(_input),
    WithJsonSchema({"anyOf": [{"type": "string"}, _LIST]}),
]
"""An input as the API takes it: a text, or items."""

Id: TypeAlias = Annotated[str, Field(min_length=1)]


class GivenResponse(Form):
    """A response that was stored before the first call."""

    noun: ClassVar[str] = "a given response"

    id: Id = Field(description="Its id.")
    model: Id | None = Field(default=None, description="The model that made it.")
    instructions: str | None = Field(default=None, description="The instructions of its call.")
    input: Input = Field(default=(), description="The input of its call, as the API takes it.")
    output: tuple[WrittenItem, ...] = Field(default=(), description="The output items, in order, as in a reply.")
    status: WrittenOutcome = Field(default_factory=Outcome, description="How it ended.")
    usage: Usage | None = Field(default=None, description="Token counts; those left out are counted.")
    previous_response_id: Id | None = Field(default=None, description="The given response that it continues.")
    conversation: Id | None = Field(default=None, description="The id of the given conversation that it belongs to.")
    background: Annotated[bool, Strict()] = Field(default=False, description="Whether it was made in the background.")
    metadata: dict[str, str] = Field(default_factory=dict, description="The metadata of its call.")

    @model_validator(mode="after")
    def _one_past(self) -> Self:
        if self.conversation is not None and self.previous_response_id is not None:
            message = "'previous_response_id' and 'conversation' do not go together; keep one of the two"
            raise refusal(Problem(("conversation",), message))
        return self


class GivenConversation(Form):
    """A conversation that was there before the first call."""

    noun: ClassVar[str] = "a given conversation"

    id: Id = Field(description="Its id.")
    items: InputItems = Field(default=(), description="Its items, as the API takes them; those of responses follow.")
    metadata: dict[str, str] = Field(default_factory=dict, description="Its metadata.")


class Given(Form):
    """Responses, each after those that it continues, and conversations."""

    noun: ClassVar[str] = "'given'"

    responses: tuple[GivenResponse, ...] = Field(
        default=(), description="Stored responses, each after the one that it continues."
    )
    conversations: tuple[GivenConversation, ...] = Field(default=(), description="Conversations.")

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        found = [
            *_repeated("responses", self.responses),
            *_repeated("conversations", self.conversations),
            *_dangling(self),
        ]
        if found:
            raise refusal(*found)
        return self


def _repeated(group: str, given: Sequence[GivenResponse | GivenConversation]) -> Iterator[Problem]:
    ids = [one.id for one in given]
    for index, name in enumerate(ids):
        if ids.index(name) < index:
            yield Problem((group, index, "id"), f"the id {name!r} is given twice")


def _dangling(given: Given) -> Iterator[Problem]:
    """Find references to what is not given."""
    earlier = [one.id for one in given.responses]
    conversations = [one.id for one in given.conversations]
    for index, one in enumerate(given.responses):
        yield from _missing((index, "previous_response_id"), one.previous_response_id, earlier[:index], _EARLIER)
        yield from _missing((index, "conversation"), one.conversation, conversations, _CONVERSATION)


_EARLIER: Final = "no response with the id {!r} is given before this one"
_CONVERSATION: Final = "no conversation with the id {!r} is given"


def _missing(path: Path, name: str | None, known: Iterable[str], message: str) -> Iterator[Problem]:
    if name is not None and name not in known:
        yield Problem(("responses", *path), message.format(name) + did_you_mean(name, known, cutoff=LIKENESS))
