"""Calls that are not answered, and what is said of them."""

import re

from mockserver.session.diagnosis import Diagnosis
from mockserver.session.session import Session
from mockserver.values import JsonObject
from tests.session.client import Answer

WEATHER = """
steps:
  - when: {last_user: {$contains: weather}, model: gpt-5}
    reply: [{function_call: {name: get_weather, call_id: call_1}}]
  - when: {tool_output: {of: get_weather}}
    expect: {tool_output: {json: {temp: {$type: number}}}, metadata: {run: "1"}, model: gpt-5}
    reply: [{message: It is warm.}]
"""
NO_STEP = "steps: [{when: {model: none}, reply: []}]"


def message(answer: Answer) -> str:
    return str(answer.error["message"])


def diagnosis(session: Session) -> Diagnosis:
    """Give the diagnosis of the last call."""
    found = list(session.journal)[-1].diagnosis
    assert found is not None
    return found


def output(text: str, call_id: str = "call_1") -> JsonObject:
    return {"type": "function_call_output", "call_id": call_id, "output": text}


def suggestion(answer: Answer) -> str:
    return re.split("(?m)^to answer it, add .*:\n", message(answer))[1]
