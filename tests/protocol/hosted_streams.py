"""Good streams of the tools that the API runs, in every way that they can go, written by hand."""

from typing import Any

from mockserver.values import Event, JsonObject
from tests.protocol.item_streams import broken, item, of_item, plain, told, whole

PNG = "iVBORw0KGgo="


def search(name: str, status: str, **fields: Any) -> JsonObject:
    own = {"queries": ["q"], "results": None} if name == "file_search_call" else {"action": {"type": "open_page"}}
    return item(name, status, **own, **fields)


def file_search() -> list[Event]:
    done = search("file_search_call", "completed")
    return whole(told("file_search_call", "in_progress", "searching", "completed"), done, queries=[])


def file_search_failed() -> list[Event]:
    return whole(told("file_search_call", "in_progress", "searching"), search("file_search_call", "failed"), queries=[])


def file_search_cut() -> list[Event]:
    return broken(told("file_search_call", "in_progress"), search("file_search_call", "incomplete"), queries=[])


def web_search() -> list[Event]:
    done = search("web_search_call", "completed")
    return whole(told("web_search_call", "in_progress", "searching", "completed"), done)


def web_search_failed() -> list[Event]:
    return whole(told("web_search_call", "in_progress", "searching"), search("web_search_call", "failed"))


def web_search_cut() -> list[Event]:
    return broken(told("web_search_call", "in_progress", "searching"), search("web_search_call", "incomplete"))


def images(count: int) -> list[Event]:
    name = "image_generation_call.partial_image"
    partial = [of_item(name, partial_image_index=index, partial_image_b64=PNG) for index in range(count)]
    return [*told("image_generation_call", "in_progress", "generating"), *partial]


def image() -> list[Event]:
    inside = [*images(2), *told("image_generation_call", "completed")]
    return whole(inside, item("image_generation_call", result=PNG), result=None)


def image_left_generating() -> list[Event]:
    """End as the live API often does: without `completed`, in word and in status."""
    return whole(images(1), item("image_generation_call", "generating", result=PNG), result=None)


def image_failed() -> list[Event]:
    return whole(images(0), item("image_generation_call", "failed", result=None))


def image_cut() -> list[Event]:
    return broken(images(1), item("image_generation_call", "generating", result=None))


def code(value: str) -> list[Event]:
    name = "code_interpreter_call_code"
    deltas = [of_item(f"{name}.delta", delta=piece) for piece in value]
    return [*told("code_interpreter_call", "in_progress"), *deltas, of_item(f"{name}.done", code=value)]


def interpreter(status: str, value: str) -> JsonObject:
    return item("code_interpreter_call", status, code=value, container_id="cntr_1", outputs=None)


def code_interpreter() -> list[Event]:
    inside = [*code("1+1"), *told("code_interpreter_call", "interpreting", "completed")]
    return whole(inside, interpreter("completed", "1+1"), code="")


def code_interpreter_failed() -> list[Event]:
    inside = [*code("1/0"), *told("code_interpreter_call", "interpreting")]
    return whole(inside, interpreter("failed", "1/0"), code="")


def code_interpreter_cut() -> list[Event]:
    """Break off while the code runs."""
    inside = [*code("1"), *told("code_interpreter_call", "interpreting")]
    return broken(inside, interpreter("incomplete", "1"), code="")


def code_cut() -> list[Event]:
    """Break off within the code."""
    return broken(code("1+"), interpreter("incomplete", "1+"), code="")


def mcp(status: str, **fields: Any) -> JsonObject:
    own = {"name": "roll", "server_label": "dice", "arguments": '{"n":2}', "output": None, "error": None}
    return item("mcp_call", status, **own, **fields)


def mcp_events(*last: str) -> list[Event]:
    name = "mcp_call_arguments"
    deltas = [of_item(f"{name}.delta", delta=piece) for piece in ('{"n"', ":2}")]
    done = of_item(f"{name}.done", arguments='{"n":2}')
    return [*told("mcp_call", "in_progress"), *deltas, done, *told("mcp_call", *last)]


def mcp_call() -> list[Event]:
    return whole(mcp_events("completed"), {**mcp("completed"), "output": "7"}, arguments="", output=None)


def mcp_call_failed() -> list[Event]:
    error = {"type": "mcp_protocol_error", "code": 1, "message": "No."}
    return whole(mcp_events("failed"), {**mcp("failed"), "error": error}, arguments="", error=None)


def mcp_call_with_error() -> list[Event]:
    """Fail in word, and stay completed in status."""
    error = {"type": "mcp_protocol_error", "code": 1, "message": "No."}
    return whole(mcp_events("failed"), {**mcp("completed"), "error": error}, arguments="", error=None)


def mcp_call_cut() -> list[Event]:
    return broken(mcp_events(), mcp("incomplete"), arguments="")


def mcp_tools(*names: str, **fields: Any) -> JsonObject:
    tools: list[JsonObject] = [
        {"name": name, "input_schema": {}, "description": None, "annotations": None} for name in names
    ]
    return item("mcp_list_tools", None, server_label="dice", tools=tools, **fields)


def mcp_list_tools() -> list[Event]:
    return whole(told("mcp_list_tools", "in_progress", "completed"), mcp_tools("roll"), tools=[])


def mcp_list_tools_failed() -> list[Event]:
    return whole(told("mcp_list_tools", "in_progress", "failed"), mcp_tools(error="No."))


def mcp_list_tools_known() -> list[Event]:
    """Show tools that were listed before."""
    return plain(mcp_tools("roll"))


HOSTED = (
    file_search,
    file_search_failed,
    file_search_cut,
    web_search,
    web_search_failed,
    web_search_cut,
    image,
    image_left_generating,
    image_failed,
    image_cut,
    code_interpreter,
    code_interpreter_failed,
    code_interpreter_cut,
    code_cut,
    mcp_call,
    mcp_call_failed,
    mcp_call_with_error,
    mcp_call_cut,
    mcp_list_tools,
    mcp_list_tools_failed,
    mcp_list_tools_known,
)
