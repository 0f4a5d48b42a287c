"""What any client must see of the shipped fixtures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest
from pydantic import BaseModel, ConfigDict

MODEL = "gpt-5"
TOOL_OUTPUT = '{"ok":true}'
DELTA = "response.output_text.delta"


@dataclass(frozen=True)
class Opening:
    """The response to a fixture's first call, and the retries that it took."""

    name: str
    items: tuple[str, ...] = ("message",)
    status: str = "completed"
    text: str = ""
    failure: str | None = None
    reason: str | None = None
    retries: int = 0

    def __str__(self) -> str:
        return self.name

    @property
    def prompt(self) -> str:
        """What the user says to have it."""
        return f"play {self.name}"

    @property
    def terminal(self) -> str:
        """The type of the event that ends its stream."""
        return f"response.{self.status}"


OPENINGS = (
    Opening("text", text="Hello! This answer comes from a scenario file, word for word, every time."),
    Opening("tool_call", ("function_call",)),
    Opening("parallel_tool_calls", ("function_call", "function_call")),
    Opening("reasoning_then_answer", ("reasoning", "message"), text="The largest prime below ten is 7."),
    Opening("refusal"),
    Opening("structured_output", text='{"city":"Paris","temperature":18.5,"conditions":["sunny","windy"]}'),
    Opening("multi_turn", text="Hello! What is your name?"),
    Opening("rate_limit_then_ok", text="The limit is lifted, and here is your answer.", retries=2),
    Opening("failed", (), "failed", failure="server_error"),
    Opening(
        "incomplete_max_tokens",
        status="incomplete",
        text="The history of bread begins long before the first",
        reason="max_output_tokens",
    ),
    Opening(
        "incomplete_content_filter",
        status="incomplete",
        text="The recipe you ask for starts with",
        reason="content_filter",
    ),
)
WITHOUT_RESPONSE = {"server_error", "mid_stream_error"}
"""Fixtures that no client gets a response out of, however often it tries."""

TOOL_LOOPS = {"tool_call": "It is 18 °C in Paris.", "parallel_tool_calls": "It is noon in Paris, and 18 °C."}
"""What the model says when the tools have answered."""

CONVERSATION = (
    ("play multi_turn", "Hello! What is your name?"),
    ("I am Ada.", "Nice to meet you, Ada. What shall we do?"),
    ("Bye.", "Goodbye, Ada."),
)
CALLS = [("get_weather", '{"city":"Paris"}'), ("get_time", '{"city":"Paris"}')]
"""What `parallel_tool_calls` calls."""

REFUSAL = "I'm sorry, but I cannot help with that."


class Weather(BaseModel):
    """What `structured_output` answers with."""

    model_config = ConfigDict(extra="forbid")

    city: str
    temperature: float
    conditions: list[str]


WEATHER = Weather(city="Paris", temperature=18.5, conditions=["sunny", "windy"])

Style: TypeAlias = Callable[[list[Any], Any, list[Any]], dict[str, Any]]
"""How a client goes on: out of what it sent, what came back and what is new."""


def by_reference(sent: list[Any], response: Any, new: list[Any]) -> dict[str, Any]:
    """Send what is new only, the history left to the server."""
    return {"input": new, "previous_response_id": response.id}


def by_history(sent: list[Any], response: Any, new: list[Any]) -> dict[str, Any]:
    """Send everything again, the SDK's own objects among it."""
    return {"input": [*sent, *response.output, *new], "store": False}


def said(text: str) -> dict[str, Any]:
    """Write a user's message."""
    return {"role": "user", "content": text}


def tool_outputs(response: Any) -> list[Any]:
    """Answer every function call of a response."""
    calls = [item for item in response.output if item.type == "function_call"]
    return [{"type": "function_call_output", "call_id": call.call_id, "output": TOOL_OUTPUT} for call in calls]


def seen(name: str, response: Any, retries: int = 0) -> Opening:
    """Put a response in the words of an `Opening`."""
    return Opening(
        name,
        tuple(item.type for item in response.output),
        response.status,
        response.output_text,
        response.error and response.error.code,
        response.incomplete_details and response.incomplete_details.reason,
        retries,
    )


def attempts(error: Any) -> int:
    """Count the requests that an SDK made before it gave up with this error."""
    return int(error.request.headers["x-stainless-retry-count"]) + 1


each_opening = pytest.mark.parametrize("opening", OPENINGS, ids=str)
each_completed = pytest.mark.parametrize("opening", [one for one in OPENINGS if one.status == "completed"], ids=str)
each_tool_loop = pytest.mark.parametrize(("name", "answer"), TOOL_LOOPS.items(), ids=list(TOOL_LOOPS))
each_style = pytest.mark.parametrize("style", [by_reference, by_history])
in_json_and_stream = pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
