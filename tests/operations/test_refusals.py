"""Every operation asked for what is not there, in the wrong way, or at the wrong time; a refusal changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from mockserver.values import Call, Json
from tests.operations.world import World, said


@dataclass(frozen=True)
class Refused:
    """A call and the error that answers it: status, code and parameter, and how the message begins."""

    operation: str
    why: str
    error: tuple[int, str | None, str | None]
    message: str = ""
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Json] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.operation} {self.why}"


def _unknown() -> Iterator[Refused]:
    for name in ("retrieve", "delete", "cancel", "input_items"):
        for known in ("resp_none", "deleted", "unstored", "open", ""):
            yield Refused(
                f"responses.{name}", known or "empty", (404, None, None), "Response with id", {"response_id": known}
            )
    for name, body in OF_A_CONVERSATION.items():
        for known in ("conv_none", "closed", "stored"):
            path = {"conversation_id": known, "item_id": "open item"}
            yield Refused(f"conversations.{name}", known, (404, None, None), "Conversation with id", path, {}, body)
    for name in ("retrieve", "delete"):
        for known in ("msg_none", "open lost", "other item", "closed item"):
            path = {"conversation_id": "open", "item_id": known}
            yield Refused(f"conversations.items.{name}", known, (404, None, None), "Item with id", path)
    error = (404, "model_not_found", "model")
    yield Refused("models.retrieve", "none", error, "The model 'none' does not exist", {"model": "none"})


OF_A_CONVERSATION: Mapping[str, Mapping[str, Any]] = {
    "retrieve": {},
    "update": {"metadata": {}},
    "delete": {},
    "items.create": {"items": [said("x")]},
    "items.list": {},
    "items.retrieve": {},
    "items.delete": {},
}
STORED = {"response_id": "stored"}
OPEN = {"conversation_id": "open"}
ITEM = {**OPEN, "item_id": "open item"}
LISTS = {"responses.input_items": STORED, "conversations.items.list": OPEN}
"""Operations that give a list, each with the path of one that is there."""

SHOWS = {
    **LISTS,
    "responses.retrieve": STORED,
    "conversations.items.retrieve": ITEM,
    "conversations.items.create": OPEN,
}
"""Operations that take `include`."""

WRONG_PAGES: tuple[tuple[str, str, str], ...] = (
    ("limit", "0", "integer_below_min_value"),
    ("limit", "-1", "integer_below_min_value"),
    ("limit", "101", "integer_above_max_value"),
    ("limit", "many", "invalid_type"),
    ("limit", "2.5", "invalid_type"),
    ("limit", "", "invalid_type"),
    ("order", "up", "invalid_value"),
    ("order", "", "invalid_value"),
)
WRONG_STREAMS: tuple[tuple[str, str], ...] = (
    ("stream", "yes"),
    ("starting_after", "x"),
    ("starting_after", "1.5"),
    ("include_obfuscation", "1"),
)


def _bad_queries() -> Iterator[Refused]:
    for operation, path in LISTS.items():
        for name, value, code in WRONG_PAGES:
            yield Refused(operation, f"{name}={value}", (400, code, name), "", path, {name: value})
        yield Refused(operation, "after=none", (400, None, "after"), "", path, {"after": "msg_none"})
        yield Refused(operation, "after=lost", (400, None, "after"), "", path, {"after": "open lost"})
    for operation, path in SHOWS.items():
        body = {"items": [said("x")]} if operation.endswith("create") else {}
        error = (400, "invalid_value", "include[0]")
        yield Refused(operation, "include=all", error, "Invalid value: 'all'", path, {"include[]": ["all"]}, body)
    for name, value in WRONG_STREAMS:
        error = (400, "invalid_type", name)
        yield Refused("responses.retrieve", f"{name}={value}", error, "Invalid type", STORED, {name: value})


def _bad_bodies() -> Iterator[Refused]:
    many = [said("x")] * 21
    rows: tuple[tuple[str, Mapping[str, str], Mapping[str, Any], str, str], ...] = (
        ("conversations.create", {}, {"items": many}, "array_above_max_length", "items"),
        ("conversations.create", {}, {"items": [{"type": "none"}]}, "invalid_value", "items[0].type"),
        ("conversations.create", {}, {"metadata": []}, "invalid_type", "metadata"),
        ("conversations.create", {}, {"metadatas": {}}, "unknown_parameter", "metadatas"),
        ("conversations.update", OPEN, {}, "missing_required_parameter", "metadata"),
        ("conversations.update", OPEN, {"metadata": {"a": 1}}, "invalid_type", "metadata.a"),
        ("conversations.items.create", OPEN, {}, "missing_required_parameter", "items"),
        ("conversations.items.create", OPEN, {"items": many}, "array_above_max_length", "items"),
        ("conversations.items.create", OPEN, {"items": [{"role": "user"}]}, "missing_required_parameter", "items[0].content"),
        ("responses.compact", {}, {}, "missing_required_parameter", "model"),
        ("responses.compact", {}, {"model": 5}, "invalid_type", "model"),
        ("responses.input_tokens", {}, {"input": 5}, "invalid_type", "input"),
        ("responses.input_tokens", {}, {"tool": []}, "unknown_parameter", "tool"),
        ("responses.create", {}, {"model": "gpt-5", "input": 5}, "invalid_type", "input"),
    )  # fmt: skip
    for operation, path, body, code, param in rows:
        yield Refused(operation, f"{code} {param}", (400, code, param), "", path, {}, body)


def _not_stored() -> Iterator[Refused]:
    code = "previous_response_not_found"
    for operation in ("responses.create", "responses.compact", "responses.input_tokens"):
        body = {"model": "gpt-5", "input": "Hello", "previous_response_id": "resp_none"}
        yield Refused(operation, "previous", (400, code, "previous_response_id"), "Previous response", {}, {}, body)
    for operation in ("responses.create", "responses.input_tokens"):
        body = {"model": "gpt-5", "input": "Hello", "conversation": "conv_none"}
        yield Refused(operation, "conversation", (404, None, "conversation"), "Conversation with id", {}, {}, body)
    reference = {"items": [{"type": "item_reference", "id": "msg_none"}]}
    yield Refused("conversations.items.create", "reference", (404, None, "items"), "Item with id", OPEN, {}, reference)


def _wrong_states() -> Iterator[Refused]:
    for known, state in (("stored", "synchronous"), ("done", "completed")):
        message = f"Cannot cancel a {state} response."
        yield Refused("responses.cancel", known, (400, None, None), message, {"response_id": known})


REFUSED = [*_unknown(), *_bad_queries(), *_bad_bodies(), *_not_stored(), *_wrong_states()]


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_call_is_refused(settled: World, case: Refused) -> None:
    answer = settled.ask(case.operation, case.path, case.query, **case.body)
    error = answer.error

    assert case.error == (answer.status, error["code"], error["param"])
    assert error["message"].startswith(case.message)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_refusal_is_journalled(settled: World, case: Refused) -> None:
    settled.ask(case.operation, case.path, case.query, **case.body)
    *_, last = settled.session.journal

    assert case.error[0] == last.status


@pytest.mark.parametrize("operation", sorted({case.operation for case in REFUSED}))
def test_nobody_is_refused(settled: World, operation: str) -> None:
    assert 401 == settled.session.handle(Call(operation, {}, {}, {}, {})).status
