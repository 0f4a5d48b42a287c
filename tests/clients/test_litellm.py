"""LiteLLM, which reads responses and events with parsers of its own."""

from typing import Any

import pytest

from tests.clients.isolated import IsolatedClient

pytestmark = pytest.mark.slow

# Without mcp every call of the Responses API fails, and the price list would come from the network.
LITELLM = IsolatedClient(
    "litellm", ("litellm>=1.106", "mcp"), "litellm_script.py", {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
)
TEXT = "Hello! This answer comes from a scenario file, word for word, every time."
ARGUMENTS = '{"city":"Paris","unit":"celsius"}'
FAILURE = {"code": "server_error", "message": "The model stopped working on this response."}
JSON = {
    "text": {"status": "completed", "text": TEXT, "calls": [], "error": None},
    "tool_call": {"status": "completed", "text": "", "calls": [["get_weather", ARGUMENTS]], "error": None},
    "failed": {"status": "failed", "text": "", "calls": [], "error": FAILURE},
}
STREAMED = {"text": (TEXT, None), "tool_call": (ARGUMENTS, None), "failed": ("", 500)}
EVENTS = {
    "text": """created in_progress output_item.added content_part.added output_text.delta output_text.done
               content_part.done output_item.done completed""",
    "tool_call": """created in_progress output_item.added function_call_arguments.delta
                    function_call_arguments.done output_item.done completed""",
    "failed": "created in_progress",
}
"""The types of the events, each named once; LiteLLM raises where a stream tells of a failure."""


@pytest.fixture(scope="module")
def read(server_url: str, pytestconfig: pytest.Config) -> dict[str, Any]:
    found: dict[str, Any] = LITELLM.talk(server_url, pytestconfig.cache.mkdir("clients"))
    return found


@pytest.mark.parametrize("name", JSON)
def test_response(read: dict[str, Any], name: str) -> None:
    assert JSON[name] == read[name]["json"]


@pytest.mark.parametrize("name", STREAMED)
def test_stream(read: dict[str, Any], name: str) -> None:
    assert STREAMED[name] == (read[name]["stream"]["text"], read[name]["stream"]["error"])


@pytest.mark.parametrize("name", EVENTS)
def test_events(read: dict[str, Any], name: str) -> None:
    types = [f"response.{event}" for event in EVENTS[name].split()]

    assert types == list(dict.fromkeys(read[name]["stream"]["types"]))
