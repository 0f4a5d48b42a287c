"""Good streams, written by hand so that they owe nothing to the code that writes streams."""

from typing import Any

from mockserver.values import Event, JsonObject

TEXT_AT = {"output_index": 0, "item_id": "msg_1", "content_index": 0}
CITATION = {"type": "url_citation", "url": "https://e.org", "title": "E", "start_index": 0, "end_index": 2}
FILE = {"type": "file_path", "file_id": "file_1", "index": 2}


def event(name: str, /, **fields: Any) -> Event:
    return {"type": f"response.{name}", **fields}


def response(status: str, output: list[JsonObject], **changes: Any) -> JsonObject:
    fields = {"error": None, "incomplete_details": None, "completed_at": None, "usage": None, **changes}
    return {"id": "resp_1", "object": "response", "created_at": 1, "status": status, "output": output, **fields}


def opening(*between: str) -> list[Event]:
    status = "queued" if between else "in_progress"
    queued = [event(name, response=response(name, [])) for name in between]
    created = event("created", response=response(status, []))
    return [created, *queued, event("in_progress", response=response("in_progress", []))]


def completed(*output: JsonObject) -> Event:
    usage = {"input_tokens": 3, "output_tokens": 4, "total_tokens": 7}
    return event("completed", response=response("completed", list(output), completed_at=2, usage=usage))


def item_events(index: int, added: JsonObject, inside: list[Event], done: JsonObject) -> list[Event]:
    first = event("output_item.added", output_index=index, item=added)
    return [first, *inside, event("output_item.done", output_index=index, item=done)]


def message(*parts: JsonObject, status: str = "completed") -> JsonObject:
    return {"id": "msg_1", "type": "message", "status": status, "role": "assistant", "content": list(parts)}


def output_text(text: str, *annotations: JsonObject) -> JsonObject:
    return {"type": "output_text", "text": text, "annotations": list(annotations), "logprobs": []}


def refusal(text: str) -> JsonObject:
    return {"type": "refusal", "refusal": text}


def text_events() -> list[Event]:
    return [
        event("content_part.added", **TEXT_AT, part=output_text("")),
        event("output_text.delta", **TEXT_AT, delta="Hel", logprobs=[]),
        event("output_text.delta", **TEXT_AT, delta="lo", logprobs=[], obfuscation="x"),
        event("output_text.done", **TEXT_AT, text="Hello", logprobs=[]),
        event("content_part.done", **TEXT_AT, part=output_text("Hello")),
    ]


def message_events(status: str = "completed") -> list[Event]:
    item = message(output_text("Hello"), status=status)
    return item_events(0, message(status="in_progress"), text_events(), item)


def simple() -> list[Event]:
    return [*opening(), *message_events(), completed(message(output_text("Hello")))]


def two_parts() -> list[Event]:
    at = {"output_index": 0, "item_id": "msg_1", "content_index": 1}
    second = [
        event("content_part.added", **at, part=refusal("")),
        event("refusal.delta", **at, delta="N"),
        event("refusal.delta", **at, delta="o"),
        event("refusal.done", **at, refusal="No"),
        event("content_part.done", **at, part=refusal("No")),
    ]
    item = message(output_text("Hello"), refusal("No"))
    inside = [*text_events(), *second]
    return [*opening(), *item_events(0, message(status="in_progress"), inside, item), completed(item)]


def annotated() -> list[Event]:
    part = output_text("Hi", CITATION, FILE)
    inside = [
        event("content_part.added", **TEXT_AT, part=output_text("")),
        event("output_text.delta", **TEXT_AT, delta="Hi", logprobs=[]),
        event("output_text.annotation.added", **TEXT_AT, annotation_index=0, annotation=CITATION),
        event("output_text.annotation.added", **TEXT_AT, annotation_index=1, annotation=FILE),
        event("output_text.done", **TEXT_AT, text="Hi", logprobs=[]),
        event("content_part.done", **TEXT_AT, part=part),
    ]
    item = message(part)
    return [*opening(), *item_events(0, message(status="in_progress"), inside, item), completed(item)]


def call(index: int, status: str, arguments: str) -> JsonObject:
    name, ids = f"tool_{index}", {"id": f"fc_{index}", "call_id": f"call_{index}"}
    return {**ids, "type": "function_call", "status": status, "name": name, "arguments": arguments}


def calls() -> list[Event]:
    """Two calls whose arguments arrive in turn."""
    at = [{"output_index": index, "item_id": f"fc_{index}"} for index in (0, 1)]
    delta, done = "function_call_arguments.delta", "function_call_arguments.done"
    items = [call(0, "completed", '{"a":1}'), call(1, "completed", "{}")]
    return [
        *opening(),
        event("output_item.added", output_index=0, item=call(0, "in_progress", "")),
        event("output_item.added", output_index=1, item=call(1, "in_progress", "")),
        event(delta, **at[0], delta='{"a"'),
        event(delta, **at[1], delta="{}"),
        event(delta, **at[0], delta=":1}"),
        event(done, **at[1], arguments="{}", name="tool_1"),
        event(done, **at[0], arguments='{"a":1}'),
        event("output_item.done", output_index=1, item=items[1]),
        event("output_item.done", output_index=0, item=items[0]),
        completed(*items),
    ]


def reasoning() -> list[Event]:
    at = {"output_index": 0, "item_id": "rs_1", "summary_index": 0}
    inner = {"output_index": 0, "item_id": "rs_1", "content_index": 0}
    begun: JsonObject = {"id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "abc"}
    summary = {"type": "summary_text", "text": "Think"}
    thought = {"type": "reasoning_text", "text": "Deep"}
    inside = [
        event("reasoning_summary_part.added", **at, part={**summary, "text": ""}),
        event("reasoning_summary_text.delta", **at, delta="Th"),
        event("reasoning_summary_text.delta", **at, delta="ink"),
        event("reasoning_summary_text.done", **at, text="Think"),
        event("reasoning_summary_part.done", **at, part=summary),
        event("content_part.added", **inner, part={**thought, "text": ""}),
        event("reasoning_text.delta", **inner, delta="Deep"),
        event("reasoning_text.done", **inner, text="Deep"),
        event("content_part.done", **inner, part=thought),
    ]
    item = {**begun, "summary": [summary], "content": [thought], "encrypted_content": "abcdef"}
    return [*opening(), *item_events(0, begun, inside, item), completed(item)]


def reasoning_with_status() -> list[Event]:
    item: JsonObject = {"id": "rs_1", "type": "reasoning", "summary": [], "status": "completed"}
    events = item_events(0, {**item, "status": "in_progress"}, [], item)
    return [*opening("queued"), *events, completed(item)]


def cut(status: str, **changes: Any) -> list[Event]:
    output = [message(output_text("Hello"), status="incomplete")]
    end = event("incomplete", response=response(status, output, **changes))
    return [*opening(), *message_events("incomplete"), end]


def incomplete() -> list[Event]:
    return cut("incomplete", incomplete_details={"reason": "max_output_tokens"})


def cancelled() -> list[Event]:
    return cut("cancelled")


def failed() -> list[Event]:
    """Fail when the first item is done and the second is not."""
    begun = {**message(status="in_progress"), "id": "msg_2"}
    error = {"code": "server_error", "message": "Sorry."}
    output = [message(output_text("Hello"))]
    open_item = event("output_item.added", output_index=1, item=begun)
    end = event("failed", response=response("failed", output, error=error))
    return [*opening(), *message_events(), open_item, end]


def error() -> list[Event]:
    end = {"type": "error", "code": "server_error", "message": "Sorry.", "param": None}
    return [*opening(), *message_events()[:3], end]


def hosted() -> list[Event]:
    """Call a tool without texts and one with code, then ask for leave to call a third."""
    search = {
        "id": "ws_1",
        "type": "web_search_call",
        "status": "completed",
        "action": {"type": "search", "query": "q"},
    }
    ran = {"status": "completed", "code": "1", "container_id": "c_1", "outputs": None}
    code: JsonObject = {"id": "ci_1", "type": "code_interpreter_call", **ran}
    names = ("web_search_call.in_progress", "web_search_call.searching", "web_search_call.completed")
    searching = [event(name, output_index=0, item_id="ws_1") for name in names]
    at = {"output_index": 1, "item_id": "ci_1"}
    coding = [
        event("code_interpreter_call.in_progress", **at),
        event("code_interpreter_call_code.delta", **at, delta="1"),
        event("code_interpreter_call_code.done", **at, code="1"),
        event("code_interpreter_call.interpreting", **at),
        event("code_interpreter_call.completed", **at),
    ]
    started = [{**item, "status": "in_progress"} for item in (search, code)]
    asked = {"id": "mr_1", "type": "mcp_approval_request", "arguments": "{}", "name": "n", "server_label": "s"}
    return [
        *opening(),
        *item_events(0, started[0], searching, search),
        *item_events(1, {**started[1], "code": None}, coding, code),
        *item_events(2, asked, [], asked),
        completed(search, code, asked),
    ]


def empty() -> list[Event]:
    return [*opening(), completed()]


def open_reasoning() -> list[Event]:
    """Think and say so, in the words of Open Responses."""
    at = {"output_index": 0, "item_id": "rs_1", "content_index": 0}
    begun: JsonObject = {"id": "rs_1", "type": "reasoning", "status": "in_progress", "summary": []}
    thought = {"type": "reasoning_text", "text": "Deep"}
    inside = [
        event("content_part.added", **at, part={**thought, "text": ""}),
        event("reasoning.delta", **at, delta="De"),
        event("reasoning.delta", **at, delta="ep"),
        event("reasoning.done", **at, text="Deep"),
        event("content_part.done", **at, part=thought),
    ]
    item = {**begun, "status": "completed", "content": [thought]}
    return [*opening(), *item_events(0, begun, inside, item), completed(item)]


def open_error() -> list[Event]:
    """Break off with an error, and fail."""
    payload = {"type": "server_error", "code": "server_error", "message": "Sorry.", "param": None}
    failure = response("failed", [], error={"code": "server_error", "message": "Sorry."})
    broken = {"type": "error", "error": payload}
    return [*opening(), *message_events()[:3], broken, event("failed", response=failure)]


def open_extension() -> list[Event]:
    """Let the server say something of its own, and leave out the logprobs."""
    item = message(output_text("Hello"))
    inside = [{key: value for key, value in one.items() if key != "logprobs"} for one in text_events()]
    own = {"type": "acme:search.progress", "found": 3}
    return [*opening(), own, *item_events(0, message(status="in_progress"), inside, item), completed(item)]


def open_cut() -> list[Event]:
    """Break off in the second of two items."""
    items = [call(0, "completed", ""), {**message(status="incomplete"), "id": "msg_1"}]
    done = event("function_call_arguments.done", output_index=0, item_id="fc_0", arguments="")
    end = event("incomplete", response=response("incomplete", items, incomplete_details={"reason": "content_filter"}))
    return [
        *opening(),
        *item_events(0, call(0, "in_progress", ""), [done], items[0]),
        *item_events(1, message(status="in_progress"), [], items[1]),
        end,
    ]


IN_BOTH = (simple, two_parts, annotated, calls, reasoning_with_status, incomplete, cancelled, failed, empty)
OPENAI = (reasoning, error, hosted)
OPEN = (open_reasoning, open_error, open_extension, open_cut)
