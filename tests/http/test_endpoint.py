"""One operation's endpoint, without a socket."""

import asyncio
import gzip

import pytest
from starlette.types import Message

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.http.endpoint import Endpoint, read_query
from mockserver.http.perform import Performer
from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import Headers, Json
from tests.sessions.town import answering, found, town

PACED = """
steps:
  - when: {last_user: hi}
    reply: {output: [{message: abc}], stream: {chunks: [1, 1, rest], first: FIRST, between: BETWEEN}}
"""
HEADERS = [(b"authorization", b"Bearer key")]
BODY: Message = {"type": "http.request", "body": b'{"model":"m","input":"hi","stream":true}'}
GONE: Message = {"type": "http.disconnect"}


async def _stay() -> Message:
    await asyncio.Event().wait()
    raise AssertionError("unreachable because nobody sets the event")


async def _play(text: str, *messages: Message) -> tuple[list[Message], int]:
    """Give what is sent, and how many other tasks are left.

    The client goes once it has read something; after the messages it waits in silence.
    """
    session = Session(Contract.shipped(resources.contracts()), [loads(text, "paced.yaml")])
    left, sent, answered = iter(messages), [], asyncio.Event()

    async def receive() -> Message:
        message = next(left, None) or await _stay()
        if message is GONE:
            await answered.wait()
        return message

    async def send(message: Message) -> None:
        sent.append(message)
        if message.get("body"):
            answered.set()

    async with asyncio.timeout(30):
        await Endpoint("responses.create", session, 1000, Performer())(
            {"type": "http", "headers": HEADERS}, receive, send
        )
    return sent, len(asyncio.all_tasks()) - 1


def play(first: str, between: str, *messages: Message) -> tuple[list[Message], int]:
    text = PACED.replace("FIRST", first).replace("BETWEEN", between)
    return asyncio.run(_play(text, *messages))


def test_a_stream_ends_with_its_client() -> None:
    sent, tasks = play("1ms", "1000s", BODY, GONE)

    assert (1 + 1, 0) == (len(sent), tasks)
    assert sent[-1]["more_body"]


def test_a_stream_to_a_patient_client_is_played_to_its_end() -> None:
    sent, tasks = play("1ms", "1ms", BODY, {"type": "http.request", "body": b""})

    assert (1 + 5, 0) == (len(sent), tasks)
    assert [True, True, True, True, False] == [message["more_body"] for message in sent[1:]]


def test_a_request_that_breaks_off_is_not_answered() -> None:
    sent, _ = play("0s", "0s", {**BODY, "more_body": True}, {**GONE})

    assert [] == sent


@pytest.mark.parametrize(
    ("query", "read"),
    [
        (b"", {}),
        (b"limit=5&order=asc", {"limit": "5", "order": "asc"}),
        (b"include[]=a&include[]=b&include%5B%5D=c", {"include[]": ["a", "b", "c"]}),
        (b"after=msg%2F1+2&stream&=x", {"after": "msg/1 2", "stream": "", "": "x"}),
        (b"a=%C3%A9&b=%FF", {"a": "\u00e9", "b": "\ufffd"}),
    ],
)
def test_a_query_is_taken_as_it_came(query: bytes, read: dict[str, Json]) -> None:
    assert read == read_query(query)


JSON = b'{"model":  "gpt-5", "input": "Hello"}'
BODIES = {
    "JSON": ({}, JSON, JSON),
    "packed": ({"content-encoding": "gzip"}, gzip.compress(JSON), b'{"model":"gpt-5","input":"Hello"}'),
    "form": ({"content-type": "application/x-www-form-urlencoded"}, b"{=1&model=gpt-5", b'{"{":1,"model":"gpt-5"}'),
    "no JSON": ({}, b"{", b"{}"),
}


@pytest.mark.parametrize(("headers", "body", "kept"), BODIES.values(), ids=BODIES.keys())
def test_the_text_of_a_body_is_written_down(headers: dict[str, str], body: bytes, kept: bytes) -> None:
    session = found(town(answering("Hello", "Hi", dialect="open-responses")), "a")
    given = Headers([(name.encode(), value.encode()) for name, value in headers.items()])
    Endpoint("responses.create", session, 1000, Performer()).decide(given, body)

    assert [("responses.create", kept)] == [(one.asked.operation, one.asked.raw) for one in session.journal]
