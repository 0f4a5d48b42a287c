"""A tool loop of LangChain, tested without the API."""

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI


@tool
def get_weather(city: str) -> str:
    """Tell the weather in a city."""
    return {"Paris": "18 °C"}[city]


def ask(question, streaming):
    """Run the tools that the model calls until it answers."""
    # Reads OPENAI_BASE_URL, so it is made when the test has begun.
    model = ChatOpenAI(model="gpt-5", use_responses_api=True, streaming=streaming).bind_tools([get_weather])
    messages = [HumanMessage(question)]
    while True:
        answer = model.invoke(messages)
        if not answer.tool_calls:
            return answer.text
        messages += [answer, *(get_weather.invoke(call) for call in answer.tool_calls)]


@pytest.mark.parametrize("streaming", [False, True])
def test_weather(mockserver, streaming):
    mockserver.load("weather")

    assert ask("How is the weather in Paris?", streaming) == "18 °C in Paris."
    assert [call["output"] for call in mockserver.tool_trajectory()] == ["18 °C"]
