"""What a model says, written in a test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mockserver.testing.plain import plain
from mockserver.testing.spot import caller, plainly
from mockserver.values import Json, JsonObject, Place, ScenarioError


@dataclass(frozen=True, slots=True)
class BuiltItem:
    """One output item: its type, and what a scenario file would say of it; `place` is where the test says so."""

    type: str
    body: Json = None
    place: Place = field(default=Place("test"), compare=False)

    def as_json(self) -> JsonObject:
        """Write it as in a scenario file."""
        return {self.type: self.body}


@dataclass(frozen=True, slots=True)
class BuiltError:
    """An HTTP error in the place of a response, as a scenario file would say it."""

    body: JsonObject
    place: Place = field(default=Place("test"), compare=False)

    def as_json(self) -> JsonObject:
        """Write it as in a scenario file."""
        return {"error": self.body}

    @property
    def status(self) -> Json:
        """The HTTP status."""
        return self.body["status"]


@plainly
def say(text: Any, /, **more: Json) -> BuiltItem:
    """Let the model say a text, or an object as JSON; `more` are other keys of the message, such as `phase`.

    The object may also be a pydantic model or a dataclass. A reply that is an object is held against the schema that
    the call itself asks for.
    """
    place = caller()
    kind = "text" if isinstance(text, str) else "json"
    body = text if kind == "text" and not more else {kind: text, **more}
    return BuiltItem("message", plain(body, place), place)


@plainly
def call(name: str, /, _id: str | None = None, **arguments: Json) -> BuiltItem:
    """Let the model call a function of the client; `_id` is the `call_id`, which is computed unless given."""
    place = caller()
    if not isinstance(name, str):
        raise ScenarioError(place, f"call() wants the name of a function first, not {name!r}")
    if not isinstance(_id, str | None):
        raise ScenarioError(place, f"call() wants arguments by their names, such as city='Paris', not {_id!r}")
    body = {"name": name, "arguments": arguments, **({} if _id is None else {"call_id": _id})}
    return BuiltItem("function_call", plain(body, place), place)


@plainly
def reason(summary: str | None = None, /, **more: Json) -> BuiltItem:
    """Let the model think, and tell this summary of it."""
    place = caller()
    body = {**({} if summary is None else {"summary": summary}), **more}
    return BuiltItem("reasoning", plain(body, place), place)


@plainly
def item(type: str, /, **body: Json) -> BuiltItem:  # noqa: A002 - the API's own name for it
    """Give an output item of any type, with what is said of it; the server completes it."""
    place = caller()
    return BuiltItem(type, plain(body, place) or None, place)


@plainly
def error(
    status: int,
    code: str | None = None,
    message: str | None = None,
    *,
    type: str | None = None,  # noqa: A002 - the API's own name for it
    param: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> BuiltError:
    """Answer with an HTTP error; what is left out follows from the status."""
    place = caller()
    given = {"status": status, "code": code, "message": message, "type": type, "param": param, "headers": headers}
    told = {key: value for key, value in given.items() if value is not None}
    return BuiltError(plain({**told, **({"headers": dict(headers)} if headers else {})}, place), place)
