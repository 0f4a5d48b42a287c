"""The request's parameters, as the response repeats them (surface/REPORT.md §6)."""

from collections.abc import Callable

from mockserver.values import Json, JsonObject

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
_TIERS = {"auto": "default", "fast": "priority"}


def _merged(name: str) -> Callable[[Json], Json]:
    defaults = _DEFAULTS[name]
    return lambda value: {**defaults, **{key: given for key, given in value.items() if given is not None}}


_READ: dict[str, Callable[[Json], Json]] = {
    "conversation": lambda value: {"id": value} if isinstance(value, str) else {"id": value["id"]},
    "moderation": lambda value: None,
    "reasoning": _merged("reasoning"),
    "service_tier": lambda value: _TIERS.get(value, value),
    "text": _merged("text"),
}


def echo(body: JsonObject) -> JsonObject:
    """Repeat the request's parameters, defaults in the place of what was left out or null."""
    given = {name: value for name, value in body.items() if value is not None and name in _DEFAULTS}
    for name in given.keys() & _READ.keys():
        given[name] = _READ[name](given[name])
    return {**_DEFAULTS, **given}
