"""The keys of tools: tools are open, so a misspelt one is silently ignored."""

from collections.abc import Iterator, Mapping
from itertools import islice

from mockserver.contract.limits import GUESSED_WORD
from mockserver.contract.rules.asked import Asked, as_text
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import READS, Rule, at
from mockserver.contract.rules.tools import Path, with_members
from mockserver.values import Json, Violation, nearest

MOST_GUESSES = 100
"""Unknown keys that are compared with the known ones, of all that a request has."""

LIKENESS = 0.85
"""How like a key must be to count as misspelt; below, `input_schema` would be taken for `output_schema`."""

EXTENSIONS = ("x-", "x_")
"""How keys begin that their senders added on purpose."""

WEB_SEARCH = ("external_web_access", "filters", "search_context_size", "user_location")
WEB_SEARCH_PREVIEW = ("search_content_types", "search_context_size", "user_location")
KEYS: Mapping[str, tuple[str, ...]] = {
    "apply_patch": ("allowed_callers",),
    "code_interpreter": ("allowed_callers", "container"),
    "computer": (),
    "computer_use_preview": ("display_height", "display_width", "environment"),
    "custom": ("allowed_callers", "async", "defer_loading", "description", "format", "name"),
    "file_search": ("filters", "max_num_results", "ranking_options", "vector_store_ids"),
    "function": (
        "allowed_callers",
        "async",
        "defer_loading",
        "description",
        "name",
        "output_schema",
        "parameters",
        "strict",
    ),
    "image_generation": (
        "action",
        "background",
        "complexity",
        "frame_count",
        "frame_duration_ms",
        "input_fidelity",
        "input_image_mask",
        "model",
        "moderation",
        "output_compression",
        "output_format",
        "partial_images",
        "quality",
        "size",
        "svg",
    ),
    "local_shell": (),
    "mcp": (
        "allowed_callers",
        "allowed_tools",
        "authorization",
        "connector_id",
        "defer_loading",
        "headers",
        "require_approval",
        "server_description",
        "server_label",
        "server_url",
        "tunnel_id",
    ),
    "namespace": ("description", "name", "tools"),
    "programmatic_tool_calling": (),
    "shell": ("allowed_callers", "environment"),
    "tool_search": ("description", "execution", "parameters"),
    "web_search": WEB_SEARCH,
    "web_search_2025_08_26": WEB_SEARCH,
    "web_search_preview": WEB_SEARCH_PREVIEW,
    "web_search_preview_2025_03_11": WEB_SEARCH_PREVIEW,
}
"""The keys of each type of tool, but for `type`; a test holds them against the documents."""


def misspelled_tool_key(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of unknown keys of tools that look like known ones."""
    for path, key, known in islice(_unknown(asked.body["tools"]), MOST_GUESSES):
        meant = nearest(key.lower(), known, cutoff=LIKENESS)
        if meant:
            param = at(*path, key)
            message = f"Unknown parameter: '{param}'. Did you mean '{meant}'?"
            yield Violation("misspelled_tool_key", message, param, "unknown_parameter")


def _unknown(tools: Json) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for path, tool in with_members(tools):
        known = KEYS.get(as_text(tool.get("type")), ())
        for key in tool if known else ():
            if key not in known and key != "type" and _is_word(key):
                yield path, key, known


def _is_word(key: str) -> bool:
    """Say whether a key may be a misspelt one, and no extension."""
    return len(key) <= GUESSED_WORD and ":" not in key and not key.startswith(EXTENSIONS)


TOOL_KEY_RULES = (
    Rule(
        id="misspelled_tool_key",
        statement="No unknown key of a tool looks like a misspelled known one.",
        severity="warn",
        source="ours: every document leaves tools open",
        check=misspelled_tool_key,
        watches=("tools",),
        remembered=True,
        operations=READS,
        advice="An unknown key is ignored, so a typing error costs what the key was for: a function with `srict` is "
        "not strict. Correct the name.",
    ),
)
