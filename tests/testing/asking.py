"""Clients of sessions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx2

from mockserver import SessionHandle
from mockserver.session.session import Session

Result = TypeVar("Result")

TOOLS = [{"type": "function", "name": "get_weather", "parameters": {"type": "object"}, "strict": False}]
KEY = {"authorization": "Bearer sk-test"}
URL = "https://api.openai.com/v1"


@contextmanager
def client(session: SessionHandle) -> Iterator[httpx2.Client]:
    with httpx2.Client(transport=session.transport("httpx2"), base_url=URL, headers=KEY) as opened:
        yield opened


def ask(session: SessionHandle, given: Any = "Hello", **more: Any) -> Any:
    """Give the answer to one call as JSON."""
    with client(session) as opened:
        return opened.post("/responses", json={"model": "gpt-5", "input": given, **more}).json()


def output_of(response: Any, output: str = "{}") -> list[dict[str, str]]:
    """Answer the first call of a response."""
    return [{"type": "function_call_output", "call_id": response["output"][0]["call_id"], "output": output}]


def inside(handle: SessionHandle, look: Callable[[Session], Result]) -> Result:
    """Look into the session itself."""
    return handle._hold.run(look)


def words(response: Any) -> str:
    """Give what the last item says."""
    return str(response["output"][-1]["content"][0]["text"])
