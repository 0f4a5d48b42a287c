"""What `tool_choice` names, among the tools that are declared."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count, islice

from mockserver.contract.limits import GUESSED_WORD
from mockserver.contract.rules.asked import Asked, as_text, numbered, objects
from mockserver.contract.rules.history import History
from mockserver.contract.rules.reading import type_of_item
from mockserver.contract.rules.rule import READS, Rule, at
from mockserver.contract.rules.tools import NAMED, functions
from mockserver.contract.words import quoted
from mockserver.values import Json, JsonObject, Violation, nearest

Label = tuple[str, str]
"""A tool's family and its name or server label; the name is empty where a family has one tool."""

FAMILIES: Mapping[str, str] = {
    "web_search": "web_search",
    "web_search_2025_08_26": "web_search",
    "web_search_preview": "web_search",
    "web_search_preview_2025_03_11": "web_search",
    "computer": "computer",
    "computer_use": "computer",
    "computer_use_preview": "computer",
}
"""Tool types that are one and the same tool to a choice; any other type is a family of its own."""

MOST_GUESSES = 5
"""Tools that are not there for which the name that was meant is sought; whoever errs more often errs otherwise."""

MOST_COMPARED = 100
"""Declared names that are compared with one that is not there."""

BRINGING = ("additional_tools", "tool_search_output")
"""Items that bring tools with them."""


def tool_choice_unknown(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask that a chosen tool is declared."""
    choice = asked.body["tool_choice"]
    wanted = list(_wanted(choice)) if isinstance(choice, dict) else []
    tools = _declared(asked)
    if not wanted or (asked.given("prompt") and not asked.body.get("tools")):
        return ()
    return _unknown(wanted, dict.fromkeys(_labels(tools)))


def _unknown(wanted: Iterable[tuple[str, Label]], known: Collection[Label]) -> Iterator[Violation]:
    guesses = count()
    for param, label in wanted:
        if label not in known:
            meant = _meant(label, known) if next(guesses) < MOST_GUESSES else None
            yield _not_found(param, label, meant)


def _wanted(choice: JsonObject) -> Iterator[tuple[str, Label]]:
    if choice.get("type") != "allowed_tools":
        yield "tool_choice", _label(choice)
        return
    for index, one in numbered(choice.get("tools")):
        yield at("tool_choice", "tools", index), _label(one)


def _declared(asked: Asked) -> list[JsonObject]:
    brought = [item.get("tools") for item in objects(asked.body.get("input")) if type_of_item(item) in BRINGING]
    return [tool for tools in (asked.body.get("tools"), *brought) for tool in objects(tools)]


def _labels(tools: list[JsonObject]) -> Iterator[Label]:
    yield from (_label(tool) for tool in tools)
    yield from (_label(tool) for _, tool in functions(tools))


def _label(tool: JsonObject) -> Label:
    kind = as_text(tool.get("type"))
    names: Mapping[str, Json] = {
        "mcp": tool.get("server_label"),
        **dict.fromkeys((*NAMED, "namespace"), tool.get("name")),
    }
    return FAMILIES.get(kind, kind), as_text(names.get(kind))


def _not_found(param: str, label: Label, meant: str | None) -> Violation:
    kind, name = label
    guess = f" Did you mean '{meant}'?" if meant else ""
    message = f"Tool choice {quoted(name or kind)} not found in 'tools' parameter.{guess}"
    return Violation("tool_choice_unknown", message, param)


def _meant(label: Label, known: Iterable[Label]) -> str | None:
    kind, name = label
    others = (other for family, other in known if family == kind and len(other) <= GUESSED_WORD)
    return nearest(name, islice(others, MOST_COMPARED)) if 0 < len(name) <= GUESSED_WORD else None


def tool_choice_without_tools(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for tools where a call is required."""
    choice = asked.body["tool_choice"]
    if choice != "required" or asked.given("prompt") or _declared(asked):
        return ()
    message = "Tool choice 'required' must be specified with 'tools' parameter."
    return (Violation("tool_choice_without_tools", message, "tool_choice"),)


TOOL_CHOICE_RULES = (
    Rule(
        id="tool_choice_unknown",
        statement="Every tool that tool_choice names is declared in tools.",
        severity="error",
        source="X10",
        check=tool_choice_unknown,
        constraints=("X10",),
        watches=("tool_choice",),
        operations=READS,
        advice="The model can only call what is declared; tools are not carried over from a previous response. "
        "Add the tool to `tools`, or correct the name.",
    ),
    Rule(
        id="tool_choice_without_tools",
        statement="The choice `required` comes with tools.",
        severity="error",
        source="X10",
        check=tool_choice_without_tools,
        constraints=("X10",),
        watches=("tool_choice",),
        operations=READS,
        advice="The model is told to call a tool and has none. Declare one, or leave `tool_choice` out.",
    ),
)
