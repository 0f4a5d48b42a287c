"""An agent of Pydantic AI, tested without the API."""

from pydantic_ai import Agent

# Unless the check is deferred, the model is made here, and OPENAI_BASE_URL is read before the test has begun.
agent = Agent("openai-responses:gpt-5", defer_model_check=True)


@agent.tool_plain
def get_weather(city: str) -> str:
    """Tell the weather in a city."""
    return {"Paris": "18 °C"}[city]


def test_weather(mockserver):
    mockserver.load("weather")

    assert agent.run_sync("How is the weather in Paris?").output == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]


def test_weather_streamed(mockserver):
    mockserver.load("weather")
    stream = agent.run_stream_sync("How is the weather in Paris?")

    assert "".join(stream.stream_text(delta=True)) == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]
