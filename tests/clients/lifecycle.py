"""What the tests of stored responses and conversations share: a scenario, gates, and words of errors."""

from collections.abc import Callable, Iterable
from typing import Any

import httpx2
import pytest
from openai import APIStatusError

from tests.clients.cases import MODEL

SCENARIO = """
stubs:
  - when: {last_user: Hello}
    reply: [{message: Hi there.}]
  - when: {last_user: Think}
    reply: [{reasoning: {summary: Thinking., encrypted_content: c2VhbGVk}}, {message: Thought.}]
  - when: {last_user: Weather}
    reply: [{message: '{"city":"Paris","temperature":18.5,"conditions":["sunny","windy"]}'}]
  - when: {last_user: Gated}
    reply:
      output: [{message: abcdef}]
      stream: {chunks: [1, 1, rest], gates: [{name: go, before: response.output_text.delta}]}
  - when: {last_user: Two}
    reply:
      output: [{message: First.}, {message: Second.}]
      stream: {chunks: [rest], gates: [{name: go, before: response.output_text.done}]}
  - when: {last_user: Tool}
    reply: [{function_call: {name: get_time, arguments: {}}}]
"""
GATE = "go"

Gate = Callable[[bool], None]
"""Opens the gate of the scenario, or closes it."""


def set_gate(url: str, wanted: bool) -> None:
    """Open or close the gate of a server that plays the scenario."""
    httpx2.post(f"{url}/__admin/gates/{GATE}", json={"open": wanted}).raise_for_status()


def failure(ask: Callable[[], Any]) -> tuple[int, str | None, str]:
    """Ask for something that is refused; give the status, the parameter and the message."""
    with pytest.raises(APIStatusError) as caught:
        ask()
    body: Any = caught.value.body
    return caught.value.status_code, caught.value.param, body["message"]


def ids(items: Iterable[Any]) -> list[str]:
    return [item.id for item in items]


def texts(items: Iterable[Any]) -> list[str]:
    """Give the first text of each message."""
    return [item.content[0].text for item in items]


def user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


def hello(client: Any, **more: Any) -> Any:
    """Have a plain response made."""
    return client.responses.create(**{"model": MODEL, "input": "Hello", **more})
