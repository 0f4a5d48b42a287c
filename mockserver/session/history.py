"""What a thread holds, for answers that are made up."""

from collections.abc import Iterator

from mockserver.session.node import Node
from mockserver.session.reading import Reading
from mockserver.values import JsonObject, input_items


def with_history(reading: Reading, parent: Node | None) -> JsonObject:
    """Put what the thread holds since the user spoke last before the input of a call that leaves this to the server.

    The user's texts, and the model's items with their ids and the names of what they call, are all that is remembered.
    """
    if parent is None or not reading.leaves_history_to_server:
        return reading.body
    above = [item for node in reversed([*_since_spoken(parent)]) for item in _items(node)]
    return {**reading.body, "input": [*above, *input_items(reading.body)]}


def _since_spoken(parent: Node) -> Iterator[Node]:
    for node in parent.ancestry():
        yield node
        if any(text.strip() for text in node.messages):
            break


def _items(node: Node) -> Iterator[JsonObject]:
    yield from ({"role": "user", "content": text} for text in node.messages)
    for issued in node.script.issued(node.base):
        call_id = issued.get("call_id")
        name = node.script.tool_name(call_id, node.base) if call_id else None
        yield {**issued, **({"name": name} if name else {}), **_speaker(issued["type"])}


def _speaker(kind: str) -> JsonObject:
    return {"role": "assistant"} if kind == "message" else {}
