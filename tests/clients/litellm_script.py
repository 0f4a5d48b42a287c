"""Reads fixtures with LiteLLM and prints what it saw; runs where LiteLLM is installed."""

import json
import os
import sys
from typing import Any

import litellm  # type: ignore[import-not-found]  # installed only in the environment that runs this script

NAMES = ("text", "tool_call", "failed")


def ask(name: str, stream: bool) -> Any:
    url, key = os.environ["OPENAI_BASE_URL"], os.environ["OPENAI_API_KEY"]
    return litellm.responses(model="openai/gpt-5", input=f"play {name}", stream=stream, api_base=url, api_key=key)


def read(name: str) -> dict[str, Any]:
    response = ask(name, stream=False)
    calls = [[item.name, item.arguments] for item in response.output if item.type == "function_call"]
    return {"status": response.status, "text": response.output_text, "calls": calls, "error": response.error}


def read_stream(name: str) -> dict[str, Any]:
    types: list[str] = []
    pieces: list[str] = []
    try:
        for event in ask(name, stream=True):
            types.append(event.type.value)
            pieces.append(getattr(event, "delta", ""))
    except litellm.exceptions.MidStreamFallbackError as error:
        return {"types": types, "text": "".join(pieces), "error": error.status_code}
    return {"types": types, "text": "".join(pieces), "error": None}


if __name__ == "__main__":
    json.dump({name: {"json": read(name), "stream": read_stream(name)} for name in NAMES}, sys.stdout)
