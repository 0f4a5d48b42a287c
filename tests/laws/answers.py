"""What a client sends back for the calls that it runs itself."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import orjson

from mockserver.protocol.item_types.pictures import PICTURE
from mockserver.values import JsonObject

FUNCTION_OUTPUTS: Mapping[str, JsonObject] = {
    "get_weather": {"temperature": 18, "unit": "celsius"},
    "get_time": {"time": "12:00"},
}
SCREENSHOT: JsonObject = {"type": "computer_screenshot", "image_url": f"data:image/png;base64,{PICTURE}"}
EXIT: JsonObject = {"stdout": "a.txt", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}}

_Output: TypeAlias = Callable[[JsonObject], JsonObject]

OUTPUTS: Mapping[str, _Output] = {
    "function_call": lambda call: {"output": orjson.dumps(FUNCTION_OUTPUTS[call["name"]]).decode()},
    "custom_tool_call": lambda call: {"output": "42"},
    "computer_call": lambda call: {"output": SCREENSHOT},
    "local_shell_call": lambda call: {"id": call["call_id"], "output": "a.txt"},
    "shell_call": lambda call: {"output": [EXIT for _ in call["action"]["commands"]]},
    "apply_patch_call": lambda call: {"status": "completed"},
    "tool_search_call": lambda call: {"execution": "client", "tools": []},
}
"""What stands in the output beside its type and the id of the call."""


def answers(response: JsonObject) -> list[JsonObject]:
    """Answer every call of a response that the client has to run, and approve what asks for approval."""
    output = response["output"] if response["status"] == "completed" else []
    answered = {item.get("call_id", item.get("approval_request_id")) for item in output if _is_output(item)}
    outputs = [_output(call) for call in output if _waits(call) and call["call_id"] not in answered]
    return [*outputs, *(_approval(item) for item in output if _asks(item) and item["id"] not in answered)]


def _is_output(item: JsonObject) -> bool:
    return bool(item["type"].endswith(("_output", "_response")))


def _waits(item: JsonObject) -> bool:
    return item["type"] in OUTPUTS and item.get("execution") != "server"


def _asks(item: JsonObject) -> bool:
    return bool(item["type"] == "mcp_approval_request")


def _output(call: JsonObject) -> JsonObject:
    output = (
        f"{call['type'].removesuffix('_call')}_output"
        if call["type"] == "tool_search_call"
        else f"{call['type']}_output"
    )
    return {"type": output, "call_id": call["call_id"], **OUTPUTS[call["type"]](call)}


def _approval(request: JsonObject) -> JsonObject:
    return {"type": "mcp_approval_response", "approval_request_id": request["id"], "approve": True}
