"""A reply with a fault put into it is the reply that has it written."""

from typing import Any

import pytest

from mockserver.replies.script import Filling
from mockserver.replies.sources import source_of
from mockserver.scenario.load import from_json
from mockserver.scenario.model import Fault
from mockserver.values import Dialect, JsonObject

REPLIES: dict[str, Any] = {
    "items": {"output": [{"message": "Hello you"}]},
    "paced items": {"output": [{"message": "Hello you"}], "stream": {"chunks": [1, "rest"], "between": "1ms"}},
    "faulty items": {"output": [{"message": "Hello you"}], "fault": {"empty_body": True}},
    "events": {"events": [{"type": "response.created"}, {"type": "response.completed"}], "invalid": "allow"},
    "raw": {"raw": "abcdefghijklm"},
    "raw in pieces": {"raw": "abcdefghijklm", "stream": {"chunks": [3, "rest"]}},
    "error": {"error": {"status": 429, "code": "rate_limit_exceeded"}},
    "auto": {"auto": True},
}
FAULTS: dict[str, JsonObject] = {
    "page": {"html_error": 503},
    "cut": {"cut_body": 4},
    "truncated": {"truncate_after": 1},
    "late": {"slow_headers": 1},
    "error event": {"error_event": {"after": 1, "code": "server_error", "message": "Broken"}},
}
FILLING = Filling("0" * 46, 0, 0, 1, b"")
BODY: JsonObject = {"model": "gpt-5", "input": "hi"}


def scripted(reply: Any, dialect: Dialect) -> Any:
    scenario = from_json({"steps": [{"reply": reply}]}, "one")
    return source_of(scenario.steps[0].replies[0], dialect, 0).script_for(BODY)


@pytest.mark.parametrize("dialect", ["openai", "open-responses"])
@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_put_in_is_written(reply: Any, fault: JsonObject, streams: bool, dialect: Dialect) -> None:
    whole = scripted(reply, dialect)
    given, expected = whole.with_fault(Fault.model_validate(fault)), scripted({**reply, "fault": fault}, dialect)
    one, other = given.reply(FILLING, streams=streams), expected.reply(FILLING, streams=streams)

    assert [*other.bursts] == [*one.bursts]
    assert (other.status, other.headers, other.ending) == (one.status, one.headers, one.ending)
    assert expected.effect(streams=streams) == given.effect(streams=streams)
    assert [*whole.reply(FILLING, streams=streams).bursts] == [
        *scripted(reply, dialect).reply(FILLING, streams=streams).bursts
    ]
