"""What counts as written by the model."""

import pytest

from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item
from mockserver.protocol.usage import output_tokens, reasoning_tokens
from mockserver.values import Json

COUNTED: list[tuple[str, Json, int]] = [
    ("message", "12345678", 2),
    ("message", {"content": ["1234", {"refusal": "12345"}]}, 3),
    ("reasoning", {"summary": "1234", "content": ["1234", "1234"]}, 3),
    ("function_call", {"name": "f", "arguments": "12345678"}, 3),
    ("function_call_output", "12345678", 0),
    ("custom_tool_call", {"name": "f", "input": "12345678"}, 3),
    ("file_search_call", {"queries": ["1234", "1234"], "results": ["12345678"]}, 2),
    ("web_search_call", {"query": "1234", "sources": ["12345678"]}, 2),
    ("code_interpreter_call", {"code": "1234", "logs": "12345678"}, 1),
    ("image_generation_call", {"revised_prompt": "1234"}, 1),
    ("computer_call", {"action": {"type": "type", "text": "1234"}}, 8),
    ("local_shell_call", {"command": ["1234", "1234"]}, 2),
    ("shell_call", {"commands": ["1234", "1234"]}, 2),
    ("shell_call_output", "12345678", 0),
    ("apply_patch_call", {"create_file": "1234", "diff": "1234"}, 2),
    ("mcp_call", {"name": "f", "arguments": "1234", "output": "12345678"}, 2),
    ("mcp_list_tools", {"tools": ["12345678"]}, 0),
    ("program", "1234", 1),
    ("tool_search_call", {"paths": ["a"]}, 4),
    ("compaction", "12345678", 0),
    ("acme:search_result", {"query": "12345678"}, 0),
]


@pytest.mark.parametrize(("name", "body", "tokens"), COUNTED)
def test_texts_of_the_model_are_counted_and_not_those_of_tools(name: str, body: Json, tokens: int) -> None:
    assert tokens == output_tokens([complete_item(name, body, Ids("b"), 0)])


def test_reasoning_is_counted_apart() -> None:
    items = [complete_item(name, "12345678", Ids("b"), 0) for name in ("reasoning", "message")]

    assert (4, 2) == (output_tokens(items), reasoning_tokens(items))
