"""Replies of one scenario, asked for by a plain text."""

from functools import cache

import orjson

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.scenario.load import from_json
from mockserver.session.session import Session
from mockserver.values import Call, Dialect, Event, Json, JsonObject, Reply
from mockserver.wire import sse

shipped = cache(lambda dialect: Contract.shipped(resources.contracts(), dialect))


def session_of(*replies: Json, dialect: Dialect = "openai", auto: bool = False, seed: int = 0) -> Session:
    """Open a session whose stubs answer `0`, `1` and so on, one for each reply."""
    stubs = [{"when": {"last_user": str(number)}, "reply": reply} for number, reply in enumerate(replies)]
    scenarios = [from_json({"name": "told", "stubs": stubs}, "told")] if stubs else []
    return Session(shipped(dialect), scenarios, auto=auto, seed=seed)


def ask(session: Session, said: str = "0", /, **parameters: Json) -> Reply:
    body = {"model": "gpt-5", "input": [{"type": "message", "role": "user", "content": said}], **parameters}
    return session.handle(Call("responses.create", {"authorization": "Bearer x"}, body))


def tell(reply: Json, dialect: Dialect = "openai", /, **parameters: Json) -> Reply:
    return ask(session_of(reply, dialect=dialect), **parameters)


def body_of(reply: Reply) -> JsonObject:
    body: JsonObject = orjson.loads(reply.body)
    return body


def events_of(reply: Reply) -> list[Event]:
    return sse.decode(reply.body)
