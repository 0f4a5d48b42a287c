"""What a client asked, as a test looks at it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from mockserver.session.exchange import Exchange
from mockserver.testing.frozen import FrozenObject, frozen, thawed
from mockserver.values import Call, Json, JsonObject, Violation, input_items


class Told(NamedTuple):
    """What is known of a request beside its body; `answered` is empty while it is being answered."""

    number: int
    operation: str
    headers: Mapping[str, str]
    path: Mapping[str, str]
    query: Mapping[str, Json]
    answered: Exchange | None = None


class RequestSnapshot(FrozenObject):
    """One request as it came: its body, a mapping that is equal to plain dicts and cannot be changed.

    What else came with it, and what became of it, are attributes: `number` counts the calls of the session from 1,
    `operation` is such as `responses.create`, names of `headers` are in lower case, `path` and `query` are what the URL
    named.
    """

    __slots__ = ("__dict__",)

    def __init__(self, body: JsonObject, told: Told) -> None:
        super().__init__({key: frozen(part) for key, part in body.items()})
        self.__dict__.update(told._asdict())

    number: int
    operation: str
    headers: Mapping[str, str]
    path: Mapping[str, str]
    query: Mapping[str, Json]
    answered: Exchange | None

    def __setattr__(self, name: str, value: object) -> None:
        raise TypeError("a request that came is not to be changed")

    def __reduce__(self) -> tuple[Callable[[Json], Json], tuple[Json]]:
        return frozen, (thawed(self),)

    @cached_property
    def input(self) -> list[JsonObject]:
        """The items of `input`; a plain text is one message of the user."""
        items: list[JsonObject] = frozen(input_items(thawed(self)))
        return items

    @property
    def status(self) -> int | None:
        """The HTTP status that answered it."""
        return self.answered.status if self.answered else None

    @cached_property
    def output(self) -> list[JsonObject]:
        """The output items of its answer."""
        output: list[JsonObject] = frozen(self.answered.output) if self.answered else []
        return output

    @cached_property
    def events(self) -> list[JsonObject]:
        """The events of its answer, when that was a stream."""
        events: list[JsonObject] = frozen(self.answered.events) if self.answered else []
        return events

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What it broke."""
        return self.answered.violations if self.answered else ()

    @property
    def played(self) -> str | None:
        """The step or stub that answered it, such as `weather step 2`."""
        return self.answered.played if self.answered else None

    @property
    def problem(self) -> str | None:
        """The error code that it was refused with."""
        return self.answered.problem if self.answered else None

    @property
    def retry_of(self) -> int | None:
        """The number of the call that it repeats."""
        return self.answered.retry_of if self.answered else None

    def function_call_output(self, call_id: str | None = None) -> Any:
        """Give what the client's function returned, by the id of its call, or the last that there is.

        Raises `LookupError`, which lists the outputs that there are.
        """
        outputs = {item["call_id"]: item["output"] for item in self.input if item.get("type") == _OUTPUT}
        wanted = next(reversed(outputs), None) if call_id is None else call_id
        if wanted not in outputs:
            known = f"outputs: {', '.join(outputs)}" if outputs else "the request brings no function_call_output"
            raise LookupError(f"call {self.number} has no output for {call_id!r}; {known}")
        return outputs[wanted]


_OUTPUT = "function_call_output"


def snapshot_of(exchange: Exchange) -> RequestSnapshot:
    """Take a request out of the journal."""
    asked = exchange.asked
    told = Told(exchange.number, asked.operation, asked.headers, asked.path, asked.query, exchange)
    return RequestSnapshot(asked.body, told)


def snapshot_at_arrival(call: Call, number: int) -> RequestSnapshot:
    """Show a request that is being answered."""
    return RequestSnapshot(call.body, Told(number, call.operation, call.headers, call.path, call.query))
