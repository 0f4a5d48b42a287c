"""The request's parameters, as the response repeats them (surface/REPORT.md §6, open-responses/NOTES.md §5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from mockserver.values import Dialect, Json, JsonObject

_Read: TypeAlias = Callable[[Json], Json]

_DEFAULT_MODEL = "gpt-5"
_DEFAULTS: JsonObject = {
    "background": False,
    "conversation": None,
    "frequency_penalty": 0.0,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "metadata": {},
    "model": _DEFAULT_MODEL,
    "moderation": None,
    "parallel_tool_calls": True,
    "presence_penalty": 0.0,
    "previous_response_id": None,
    "prompt": None,
    "prompt_cache_key": None,
    "prompt_cache_retention": None,
    "reasoning": {"effort": None, "summary": None},
    "safety_identifier": None,
    "service_tier": "default",
    "store": True,
    "temperature": 1.0,
    "text": {"format": {"type": "text"}, "verbosity": "medium"},
    "tool_choice": "auto",
    "tools": [],
    "top_logprobs": 0,
    "top_p": 1.0,
    "truncation": "disabled",
    "user": None,
}
_ONLY_OPENAI = frozenset({"conversation", "moderation", "prompt", "prompt_cache_retention", "user"})
_TIERS = {"auto": "default", "fast": "priority"}
_RETENTIONS = {"in-memory": "in_memory"}


def _object(value: Json) -> JsonObject:
    # A call that breaks the contract may be answered all the same, so any value can come.
    return value if isinstance(value, dict) else {}


def _filled(value: JsonObject, defaults: JsonObject) -> JsonObject:
    return {**value, **{key: default for key, default in defaults.items() if value.get(key) is None}}


def _merged(name: str) -> _Read:
    defaults = _DEFAULTS[name]
    return lambda value: {**defaults, **{key: given for key, given in _object(value).items() if given is not None}}


def _conversation(value: Json) -> Json:
    return {"id": _object(value).get("id", value)}


def _respelt(name: str, words: Mapping[str, str]) -> _Read:
    return lambda value: words.get(value, value) if isinstance(value, str) else _DEFAULTS[name]


_service_tier = _respelt("service_tier", _TIERS)


def _text_only(value: Json) -> Json:
    return value if isinstance(value, str) else None


def _effort_and_summary(value: Json) -> Json:
    return {name: _object(value).get(name) for name in _DEFAULTS["reasoning"]}


def _text_without_schema(value: Json) -> Json:
    text = _merged("text")(value)
    wanted = _object(text["format"])
    if wanted.get("type") != "json_schema":
        return text
    fields = {"type": "json_schema", "name": wanted.get("name") or "", "description": wanted.get("description")}
    return {**text, "format": {**fields, "schema": None, "strict": wanted.get("strict") or False}}


def _tool_choice(value: Json) -> Json:
    allows = _object(value).get("type") == "allowed_tools"
    return _filled(value, {"mode": "auto"}) if allows else value


def _tools(value: Json) -> Json:
    return [_tool(_object(tool)) for tool in value] if isinstance(value, list) else []


def _tool(tool: JsonObject) -> JsonObject:
    whole = {"description": None, "parameters": None, "strict": None}
    return _filled(tool, whole) if tool.get("type") == "function" else tool


@dataclass(frozen=True, slots=True)
class _Echo:
    """What one dialect repeats: each parameter with its default, and how one that was sent is read."""

    defaults: JsonObject
    read: Mapping[str, _Read]


_ECHOES: Mapping[Dialect, _Echo] = {
    "openai": _Echo(
        _DEFAULTS,
        {
            "conversation": _conversation,
            "moderation": lambda value: None,
            "prompt_cache_retention": _respelt("prompt_cache_retention", _RETENTIONS),
            "reasoning": _merged("reasoning"),
            "service_tier": _service_tier,
            "text": _merged("text"),
        },
    ),
    "open-responses": _Echo(
        {name: default for name, default in _DEFAULTS.items() if name not in _ONLY_OPENAI},
        {
            "instructions": _text_only,
            "reasoning": _effort_and_summary,
            "service_tier": _service_tier,
            "text": _text_without_schema,
            "tool_choice": _tool_choice,
            "tools": _tools,
        },
    ),
}


def echo(body: JsonObject, dialect: Dialect = "openai") -> JsonObject:
    """Repeat the request's parameters, defaults in the place of what was left out or null."""
    row = _ECHOES[dialect]
    given = {name: value for name, value in body.items() if value is not None and name in row.defaults}
    for name in given.keys() & row.read.keys():
        given[name] = row.read[name](given[name])
    return {**row.defaults, **given}
