"""Asking a session, without changing it, which thread a call would go on with."""

import re
from typing import Any

from mockserver.session.clock import EPOCH
from mockserver.session.session import Session
from mockserver.values import JsonObject
from tests.session.client import Answer, Client, said, send

TALK = """
steps:
  - {when: {metadata: null}, reply: [{message: First.}]}
  - {when: {metadata: null}, reply: [{message: Second.}]}
  - {when: {metadata: null}, reply: [{message: Third.}]}
"""
PINNED = """
steps:
  - {when: {last_user: {$regex: ^Go}}, reply: [{function_call: {name: look, call_id: call_1}}]}
  - {when: {tool_output: {of: look}}, reply: [{function_call: {name: touch, call_id: call_2}}]}
  - {when: {tool_output: {of: touch}}, reply: [{message: Done.}]}
"""
REWRITTEN = "Rewritten by the client."


def thread(session: Session, **body: Any) -> list[int]:
    """Tell which calls' thread a call would go on with, by one that no step of TALK wants and that changes nothing."""
    message = send(session, metadata={"probe": "1"}, **body).error["message"]
    line = re.search(r"^the call goes on with the thread of (.*)$", message, re.MULTILINE)
    return [int(number) for number in re.findall(r"by call (\d+)", line[1])] if line else []


def followed(session: Session, **body: Any) -> int | None:
    """Tell which call a call would follow."""
    numbers = thread(session, **body)
    return numbers[-1] if numbers else None


def heard(text: str, **fields: str) -> JsonObject:
    return {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": text}], **fields}


def calls(call_id: str, name: str = "look") -> list[JsonObject]:
    """Write a call and its output as a client that stripped the item's id sends them back."""
    call = {"type": "function_call", "call_id": call_id, "name": name, "arguments": "{}"}
    return [call, {"type": "function_call_output", "call_id": call_id, "output": "{}"}]


def opened(session: Session, text: str = "Hello", **body: Any) -> Answer:
    return send(session, input=[said(text)], **body)


def depth(answer: Answer) -> int:
    return int(answer.response["created_at"]) - EPOCH


def played(client: Client) -> list[tuple[str | None, int]]:
    """Give what answered each of a client's calls, and how deep in its thread."""
    return [(answer.played, depth(answer)) for answer in client.answers]


def steps(count: int, name: str = "a") -> list[tuple[str | None, int]]:
    """Give what `played` gives of a client that gets a scenario's steps in turn."""
    return [(f"{name} step {number + 1}", number) for number in range(count)]
