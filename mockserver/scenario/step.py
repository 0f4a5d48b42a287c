"""The steps of a thread, and the stubs beside them."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Self, TypeAlias

from pydantic import Field, Strict, model_validator

from mockserver.scenario.background import Background
from mockserver.scenario.condition import OPERATION, Condition, When, beside_operation
from mockserver.scenario.form import Form
from mockserver.scenario.operations import BODY_KEYS, OPERATIONS
from mockserver.scenario.operators import is_operators
from mockserver.scenario.outcome import Outcome
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.reply import Reply, depth_of
from mockserver.values import Json, JsonObject, listed
from mockserver.values.operation import CREATE

Positive: TypeAlias = Annotated[int, Strict(), Field(ge=1)]

_PRIORITY: Final = "What is tried first: lower before higher, then in the order of the file."


class _StepOrStub(Form):
    when: When = Field(default_factory=dict, description="Selects: what a call must look like.")
    expect: Condition = Field(default_factory=dict, description="Asserts: what a selected call must hold.")
    reply: Reply | None = Field(default=None, description="What is answered.")
    attempts: tuple[Reply, ...] | None = Field(
        default=None,
        description="In place of `reply`: what is answered to the call and then to each of its retries.",
        json_schema_extra={"minItems": 1},
    )
    priority: Annotated[int, Strict()] = Field(default=0, description=_PRIORITY)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.reply is None and self.attempts is None:
            raise refusal(Problem((), f"{self.noun} needs 'reply' or 'attempts'"))
        if self.attempts == ():
            raise refusal(Problem(("attempts",), "'attempts' must not be empty"))
        if self.reply is not None and self.attempts is not None:
            raise refusal(Problem(("attempts",), "'attempts' stands in place of 'reply'; keep one of the two"))
        return self

    @model_validator(mode="after")
    def _of_its_operation(self) -> Self:
        found = [*self._misplaced()]
        if found:
            raise refusal(*found)
        return self

    def _misplaced(self) -> Iterator[Problem]:
        for key, condition in (("when", self.when), ("expect", self.expect)):
            for name in _strange_names(self.operation, condition.get("path")):
                yield Problem((key, "path", name), _no_name(self.operation, name))
            for name in _never_shown(self.operation, condition):
                yield Problem((key, name), f"a call of {self.operation} has no {name!r}, only {_shown(self.operation)}")
        for number, reply in enumerate(self.replies):
            at = ("attempts", number) if self.attempts else ("reply",)
            for key, message in _misfits(self.operation, reply):
                yield Problem((*at, key), message)

    @property
    def operation(self) -> str:
        """The operation that it answers."""
        named: str = self.when.get(OPERATION, CREATE)
        return named

    @property
    def conditions(self) -> JsonObject:
        """What a call of its operation must look like."""
        return beside_operation(self.when)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What answers the call and then each of its retries; one reply or more."""
        return self.attempts or ((self.reply,) if self.reply else ())


def _strange_names(operation: str, path: Json) -> Iterator[str]:
    """Find names that are wanted of a path and that those of the operation never have."""
    wanted = {} if path is None or is_operators(path) else path
    yield from (name for name, value in wanted.items() if value is not None and name not in OPERATIONS[operation].path)


def _no_name(operation: str, name: str) -> str:
    names = OPERATIONS[operation].path
    known = f", only {listed(names, 'and')}" if names else ""
    return f"the path of {operation} names no {name!r}{known}"


def _never_shown(operation: str, condition: JsonObject) -> Iterator[str]:
    """Find what is wanted of a body that no call of the operation has."""
    unseen = {*BODY_KEYS}.difference(OPERATIONS[operation].body)
    yield from (name for name, wanted in condition.items() if name in unseen and not _lets_nothing_pass(wanted))


def _lets_nothing_pass(wanted: Json) -> bool:
    return wanted is None or (isinstance(wanted, dict) and not _OF_NOTHING.isdisjoint(wanted))


def _shown(operation: str) -> str:
    """Name what calls of an operation show: `headers, path (response_id) and query`."""
    of_path = f"path ({', '.join(OPERATIONS[operation].path)})"
    return listed([of_path if name == "path" else name for name in OPERATIONS[operation].shown], "and")


def _misfits(operation: str, reply: Reply) -> Iterator[tuple[str, str]]:
    """Find the key of a reply that its operation has no place for."""
    depth, depths = depth_of(reply), OPERATIONS[operation].depths
    if depth not in depths:
        message = f"{operation} is answered with {listed(depths, 'or')}, not with {depth}"
        yield _KEY_OF.get(depth, depth), message
        return
    for key, (operations, default) in _ONLY_FOR.items():
        given = getattr(reply, key, default)
        if operation not in operations and isinstance(given, type(default)) and given != default:
            yield key, f"{key!r} is for {listed(operations, 'and')}, not for {operation}"


_OF_NOTHING: Final = frozenset({"$absent", "$not", "$any"})
"""The operators that may hold of what is not there."""
_KEY_OF: Final = {"items": "output"}
_ONLY_FOR: Final[dict[str, tuple[tuple[str, ...], Background | Outcome]]] = {
    "background": ((CREATE,), Background()),
    "status": ((CREATE, "responses.retrieve", "responses.cancel"), Outcome()),
}
"""Keys that some operations have no place for, and their defaults, whose type an error's `status` is not of."""


class Step(_StepOrStub):
    """One step of a thread: what the call must look like to select it, what it must hold, what is answered."""

    noun: ClassVar[str] = "a step"

    optional: Annotated[bool, Strict()] = Field(
        default=False, description="Whether the step may be left out: the one after it may come in its place."
    )
    repeat: Annotated[bool, Strict()] = Field(
        default=False, description="Whether the last step answers all further calls."
    )


class Stub(_StepOrStub):
    """An answer outside the order of the steps, for as many calls as `times` allows."""

    noun: ClassVar[str] = "a stub"

    priority: Annotated[int, Strict()] = Field(default=10, description=_PRIORITY)
    times: Positive | None = Field(default=None, description="How many calls it answers; any number when left out.")
