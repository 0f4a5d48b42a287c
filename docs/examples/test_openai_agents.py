"""An agent of openai-agents, tested without the API."""

import asyncio

from agents import Agent, Runner, function_tool


@function_tool
def get_weather(city: str) -> str:
    """Tell the weather in a city."""
    return {"Paris": "18 °C"}[city]


agent = Agent(name="weather", model="gpt-5", tools=[get_weather])


async def stream(question):
    """Give the pieces of the answer."""
    result = Runner.run_streamed(agent, question)
    events = [event.data async for event in result.stream_events() if event.type == "raw_response_event"]
    return [event.delta for event in events if event.type == "response.output_text.delta"]


def test_weather(mockserver):
    mockserver.load("weather")

    assert Runner.run_sync(agent, "How is the weather in Paris?").final_output == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]


def test_weather_streamed(mockserver):
    mockserver.load("weather")

    assert "".join(asyncio.run(stream("How is the weather in Paris?"))) == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]
