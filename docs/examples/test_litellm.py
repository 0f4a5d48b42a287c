"""A tool loop on LiteLLM, tested without the API."""

import json

import litellm
import pytest

WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "Tell the weather in a city.",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def get_weather(city):
    """Tell the weather in a city."""
    return {"Paris": "18 °C"}[city]


def whole(**request):
    """Give the response to a request."""
    return litellm.responses(**request)


def streamed(**request):
    """Give the response that a stream ends with."""
    *_, last = litellm.responses(stream=True, **request)
    return last.response


def ask(question, respond):
    """Run the tools that the model calls until it answers."""
    items = [{"role": "user", "content": question}]
    while True:
        response = respond(model="openai/gpt-5", input=items, tools=[WEATHER])
        calls = [item for item in response.output if item.type == "function_call"]
        if not calls:
            return response.output_text
        for call in calls:
            output = get_weather(**json.loads(call.arguments))
            items += [call.model_dump(), {"type": "function_call_output", "call_id": call.call_id, "output": output}]


@pytest.mark.parametrize("respond", [whole, streamed])
def test_weather(mockserver, respond):
    mockserver.load("weather")

    assert ask("How is the weather in Paris?", respond) == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]
