"""Item replies as bytes; that they are those of the ordinary path is a law."""

import orjson
import pytest

from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Filling
from mockserver.scenario.model import ItemsReply
from mockserver.values import DIALECTS, Dialect

FILLING = Filling("0f" * 23, 0, 1_767_225_603, 7, b'"model":"m"')
PACED = ItemsReply.model_validate(
    {"output": [{"message": "One two"}], "stream": {"chunks": [3, "rest"], "first": "1s", "between": "1s"}}
)
BROKEN = ItemsReply.model_validate({"output": [{"message": "One two"}], "fault": {"error_event": {}}})


@pytest.mark.parametrize("reply", [PACED, BROKEN], ids=["paced", "broken off"])
def test_ending_leaves_with_the_last_event(reply: ItemsReply) -> None:
    bursts = [[*ItemsScript(reply, dialect).reply(FILLING, streams=True).bursts] for dialect in DIALECTS]

    assert [burst.due for burst in bursts[0]] == [burst.due for burst in bursts[1]]
    assert [False, True] == [burst[-1].data.endswith(b"}\n\ndata: [DONE]\n\n") for burst in bursts]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_fault_is_an_http_error_in_json(dialect: Dialect) -> None:
    reply = ItemsScript(BROKEN, dialect).reply(FILLING, streams=False)

    assert (500, "server_error") == (reply.status, orjson.loads(reply.body)["error"]["type"])


def called(script: ItemsScript) -> dict[str, str]:
    return {item["call_id"]: item["type"] for item in script.issued(FILLING.base) if "call_id" in item}


def test_calls_have_the_ids_that_clients_see() -> None:
    calls = ItemsReply.model_validate(
        {
            "output": [
                {"message": "A"},
                {"function_call": {"name": "f"}},
                {"function_call": {"name": "g", "call_id": "c"}},
            ]
        }
    )
    script = ItemsScript(calls)
    output = orjson.loads(script.reply(FILLING, streams=False).body)["output"]

    assert {item["call_id"]: "function_call" for item in output[1:]} == called(script)
    assert {} == called(ItemsScript(PACED))
