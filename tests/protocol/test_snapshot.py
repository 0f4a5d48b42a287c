"""What of an item is there when it is added, as recorded streams of the live API have it."""

import pytest

from mockserver.protocol.snapshot import added
from mockserver.values import Json, JsonObject
from tests.protocol.played import items_of

ADDED: list[tuple[str, Json, JsonObject]] = [
    ("program", "x", {"code": ""}),
    ("program_output", "1", {"result": ""}),
    ("tool_search_call", {"paths": ["a"]}, {"arguments": {}}),
    ("tool_search_call", {"arguments": 5}, {"arguments": 5}),
    ("local_shell_call", {"command": ["ls"]}, {"action": {"type": "exec", "env": {}, "command": []}}),
    ("apply_patch_call", {"create_file": "a", "diff": "+x"}, {"operation": {"type": "create_file", "path": "a", "diff": ""}}),
    ("apply_patch_call", {"delete_file": "a"}, {"operation": {"type": "delete_file", "path": "a"}}),
    ("mcp_approval_request", {"name": "f", "arguments": {"a": 1}}, {"arguments": '{"a":1}'}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "expected"), ADDED, ids=[f"{name}-{body}" for name, body, _ in ADDED])
def test_added_item_holds_what_is_known_then(name: str, body: Json, expected: JsonObject) -> None:
    [item] = items_of([(name, body)])
    first = added(item, None)

    assert expected == {key: first[key] for key in expected}
