"""The item types that a reply can hold, one row each."""

from collections.abc import Iterator, Mapping, Sequence

from mockserver.protocol.author import Check, Problem, under
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.agents import AGENT_MESSAGE, MULTI_AGENT_CALL, MULTI_AGENT_CALL_OUTPUT
from mockserver.protocol.item_types.apply_patch import APPLY_PATCH_CALL, APPLY_PATCH_CALL_OUTPUT
from mockserver.protocol.item_types.body import body_check, completed_item, written_keys
from mockserver.protocol.item_types.code_interpreter import CODE_INTERPRETER_CALL
from mockserver.protocol.item_types.compaction import COMPACTION
from mockserver.protocol.item_types.computer import COMPUTER_CALL, COMPUTER_CALL_OUTPUT
from mockserver.protocol.item_types.custom_tool import CUSTOM_TOOL_CALL, CUSTOM_TOOL_CALL_OUTPUT
from mockserver.protocol.item_types.extension import extension, is_extension
from mockserver.protocol.item_types.file_search import FILE_SEARCH_CALL
from mockserver.protocol.item_types.function_call import FUNCTION_CALL, FUNCTION_CALL_OUTPUT
from mockserver.protocol.item_types.image_generation import IMAGE_GENERATION_CALL
from mockserver.protocol.item_types.local_shell import LOCAL_SHELL_CALL, LOCAL_SHELL_CALL_OUTPUT
from mockserver.protocol.item_types.mcp import MCP_APPROVAL_REQUEST, MCP_APPROVAL_RESPONSE, MCP_CALL, MCP_LIST_TOOLS
from mockserver.protocol.item_types.message import MESSAGE
from mockserver.protocol.item_types.nulls import without_nulls
from mockserver.protocol.item_types.program import PROGRAM, PROGRAM_OUTPUT
from mockserver.protocol.item_types.reasoning import REASONING
from mockserver.protocol.item_types.row import ItemType, Making
from mockserver.protocol.item_types.shell import SHELL_CALL, SHELL_CALL_OUTPUT
from mockserver.protocol.item_types.tool_search import ADDITIONAL_TOOLS, TOOL_SEARCH_CALL, TOOL_SEARCH_OUTPUT
from mockserver.protocol.item_types.web_search import WEB_SEARCH_CALL
from mockserver.protocol.statuses import OPEN_STATUSES, StatusRow
from mockserver.values import Dialect, Json, JsonObject, did_you_mean

ITEM_TYPES: Mapping[str, ItemType] = {
    row.name: row
    for row in (
        MESSAGE,
        FUNCTION_CALL,
        FUNCTION_CALL_OUTPUT,
        CUSTOM_TOOL_CALL,
        CUSTOM_TOOL_CALL_OUTPUT,
        REASONING,
        COMPACTION,
        FILE_SEARCH_CALL,
        WEB_SEARCH_CALL,
        IMAGE_GENERATION_CALL,
        CODE_INTERPRETER_CALL,
        COMPUTER_CALL,
        COMPUTER_CALL_OUTPUT,
        LOCAL_SHELL_CALL,
        LOCAL_SHELL_CALL_OUTPUT,
        SHELL_CALL,
        SHELL_CALL_OUTPUT,
        APPLY_PATCH_CALL,
        APPLY_PATCH_CALL_OUTPUT,
        MCP_LIST_TOOLS,
        MCP_CALL,
        MCP_APPROVAL_REQUEST,
        MCP_APPROVAL_RESPONSE,
        PROGRAM,
        PROGRAM_OUTPUT,
        TOOL_SEARCH_CALL,
        TOOL_SEARCH_OUTPUT,
        ADDITIONAL_TOOLS,
        AGENT_MESSAGE,
        MULTI_AGENT_CALL,
        MULTI_AGENT_CALL_OUTPUT,
    )
}
"""Every type of an output item (surface/REPORT.md §3)."""

DIALECT_TYPES: Mapping[Dialect, tuple[str, ...]] = {"openai": (*ITEM_TYPES,), "open-responses": (*OPEN_STATUSES,)}
"""The types that each dialect names itself."""

_ADDS_TYPES: Dialect = "open-responses"
"""The dialect whose servers may add item types of their own."""


def row_of(name: str) -> ItemType:
    """Find the row of an item type; a type that is not known has a row that passes its items on as they are."""
    return ITEM_TYPES.get(name) or extension(name)


def item_problems(name: str, body: Json, dialect: Dialect = "openai") -> Iterator[Problem]:
    """Say what is wrong with an author's item, the nearest valid name included."""
    is_added = dialect == _ADDS_TYPES and is_extension(name)
    if name in DIALECT_TYPES[dialect] or is_added:
        yield from under(name, _check(name, dialect)(without_nulls(name, body)))
    else:
        yield (), _unknown_type(name, dialect)


def complete_item(
    name: str,
    body: Json,
    ids: Ids,
    index: int,
    dialect: Dialect = "openai",
    *,
    is_cut: bool = False,
    before: Sequence[JsonObject] = (),
) -> JsonObject:
    """Make the API's item out of an author's body that has no problems; `index` is its output index.

    `is_cut` says that the response breaks off in this item, unless the author wrote its status; `before` are the items
    before it, which outputs of calls refer to.
    """
    making = Making(ids, index, before=before)
    written = without_nulls(name, body)
    return completed_item(row_of(name), written, making, _statuses(name, dialect), is_cut=is_cut)


def asides_of(name: str, body: Json) -> list[str]:
    """List what an item's events tell and the item does not hold: the partial images, as base64."""
    row = row_of(name)
    return row.told(written_keys(row, body)) if row.asides else []


def _check(name: str, dialect: Dialect) -> Check:
    return body_check(row_of(name), _statuses(name, dialect))


def _statuses(name: str, dialect: Dialect) -> StatusRow | None:
    return StatusRow() if is_extension(name) else DIALECT_ROWS[dialect].status_row(name)


def _unknown_type(name: str, dialect: Dialect) -> str:
    known = DIALECT_TYPES[dialect]
    hint = did_you_mean(name, known)
    if hint and name not in ITEM_TYPES:
        return f"unknown item type '{name}'{hint}"
    listed = f"Known types: {', '.join(known)}"
    if dialect != _ADDS_TYPES:
        own = "; types of your own belong to the dialect open-responses" if is_extension(name) else ""
        return f"unknown item type '{name}'. {listed}{own}"
    own = f"a type of your own begins with a slug, such as 'acme:{name.rpartition(':')[2]}'"
    problem = (
        f"item type '{name}' is not in the dialect {dialect}" if name in ITEM_TYPES else f"unknown item type '{name}'"
    )
    return f"{problem}. {listed}; {own}"
