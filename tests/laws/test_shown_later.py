"""What fixtures are there to show after the call that opens them: in later calls, and when time has passed."""

from collections.abc import Mapping
from typing import NamedTuple

import orjson
import pytest

from mockserver.session.clock import Stopped
from mockserver.session.session import Session
from mockserver.values import Call, JsonObject
from tests.laws.player import MODEL, contract, opening, scenarios
from tests.watch import Watch

BEARER = {"authorization": "Bearer test"}


class Shown(NamedTuple):
    """The status of an answer and its body."""

    status: int
    body: JsonObject


def shipped(watch: Watch | None = None) -> Session:
    return Session(contract(), scenarios("openai"), clock=watch or Stopped())


def ask(session: Session, operation: str, path: Mapping[str, str] | None = None, **body: object) -> Shown:
    reply = session.handle(Call(operation, BEARER, body, path=path or {}))
    return Shown(reply.status, orjson.loads(reply.body))


def queued(session: Session, name: str) -> Mapping[str, str]:
    """Open a scenario in the background; gives the path that leads to its response."""
    body = ask(session, "responses.create", **opening(name, streams=False), background=True).body
    assert "queued" == body["status"]
    return {"response_id": body["id"]}


def status(session: Session, path: Mapping[str, str]) -> str:
    found: str = ask(session, "responses.retrieve", path).body["status"]
    return found


def test_polling_finishes_a_response() -> None:
    session = shipped()
    path = queued(session, "background_polling")

    assert ["in_progress", "in_progress", "completed", "completed"] == [status(session, path) for _ in range(4)]


def test_time_finishes_a_response() -> None:
    watch = Watch()
    session = shipped(watch)
    path = queued(session, "background_time")
    seen = []
    for watch.time in (0.0, 0.019, 0.021, 0.03, 10.0):
        seen.append(status(session, path))

    assert ["queued", "queued", "in_progress", "in_progress", "completed"] == seen


def test_a_gate_lets_a_response_finish() -> None:
    session = shipped()
    path = queued(session, "background_gated")
    before = [status(session, path) for _ in range(3)]
    session.gates.open("finish", session.clock.now())

    assert ["in_progress"] * 3 == before
    assert "completed" == status(session, path)


def test_a_retrieval_fails_until_it_is_tried_again() -> None:
    session = shipped()
    path = {"response_id": "resp_retrieve_error"}
    shown = [ask(session, "responses.retrieve", path) for _ in range(3)]

    assert [500, 200, 200] == [one.status for one in shown]
    assert shown[1:] == [ask(session, "responses.retrieve", path)] * 2


def test_a_compaction_is_the_author_s() -> None:
    _, body = ask(shipped(), "responses.compact", model=MODEL, input="play compacted")

    assert ["c2VhbGVkIGJ5IHRoZSBhdXRob3I="] == [item["encrypted_content"] for item in body["output"]]
    assert 2150 == body["usage"]["total_tokens"]


@pytest.mark.parametrize(("text", "is_scripted"), [("play token_count", True), ("anything else", False)])
def test_a_token_count_is_the_author_s(text: str, is_scripted: bool) -> None:
    _, body = ask(shipped(), "responses.input_tokens", model=MODEL, input=text)

    assert is_scripted == (4096 == body["input_tokens"])


@pytest.mark.parametrize("past", [{"previous_response_id": "resp_given"}, {"conversation": "conv_given"}], ids=str)
def test_what_is_given_is_continued(past: JsonObject) -> None:
    session = shipped()
    alone = ask(session, "responses.create", model=MODEL, input="play given").body
    later = ask(session, "responses.create", model=MODEL, input="play given", **past).body

    assert alone["usage"]["input_tokens"] < later["usage"]["input_tokens"]


def test_what_is_given_is_found() -> None:
    session = shipped()

    assert "Be brief." == ask(session, "responses.retrieve", {"response_id": "resp_given"}).body["instructions"]
    assert {"topic": "names"} == ask(session, "conversations.retrieve", {"conversation_id": "conv_given"}).body[
        "metadata"
    ]
