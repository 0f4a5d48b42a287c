"""The official SDK's own types, which read strictly what the server sends."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from openai.types.beta import BetaResponse, BetaResponseStreamEvent
from openai.types.beta import beta_response_function_call_arguments_done_event as beta_arguments
from openai.types.responses import (
    Response,
    ResponseCustomToolCall,
    ResponseFunctionCallArgumentsDoneEvent,
    ResponseStreamEvent,
)
from openai.types.responses.response_output_item import LocalShellCallOutput
from pydantic import BaseModel

from mockserver.values import Event, Json, JsonObject

_BEYOND = {"frequency_penalty", "presence_penalty", "store"}
_NAMED = {"name"}

NOT_IN_SDK: Mapping[type[BaseModel], set[str]] = {
    Response: _BEYOND,
    BetaResponse: _BEYOND,
    ResponseFunctionCallArgumentsDoneEvent: _NAMED,
    beta_arguments.BetaResponseFunctionCallArgumentsDoneEvent: _NAMED,
    LocalShellCallOutput: {"call_id"},
    ResponseCustomToolCall: {"status"},
}
"""What other sources require and the SDK has no field for (surface/REPORT.md §6, §2 and §3).

Any delta may besides be padded with `obfuscation`.
"""

BETA = frozenset({"agent_message", "multi_agent_call", "multi_agent_call_output"})
"""The item types that only the SDK's beta types know."""


def _models(union: Any) -> Iterator[tuple[str, type[BaseModel]]]:
    members, *_ = get_args(union)
    for model in get_args(members):
        for name in get_args(model.model_fields["type"].annotation):
            yield name, model


# By type, since the union itself tries every member and reports the flaws of all.
_PLAIN_MODELS = dict(_models(ResponseStreamEvent))
_BETA_MODELS = dict(_models(BetaResponseStreamEvent))


def read_event(event: Event) -> BaseModel:
    """Read an event as the type that it names."""
    models = _BETA_MODELS if _is_beta(event) else _PLAIN_MODELS
    return models[event["type"]].model_validate(event, strict=True)


def read_response(body: JsonObject) -> BaseModel:
    """Read a response."""
    return (BetaResponse if _is_beta(body) else Response).model_validate(body, strict=True)


def unknown_fields(value: object, path: str = "$") -> list[str]:
    """List the fields that the SDK's models took without a word."""
    if isinstance(value, BaseModel):
        inside = {name: getattr(value, name) for name in type(value).model_fields}
        extra = set(value.model_extra or {}) - _known_elsewhere(value)
        return [f"{path}.{name}" for name in extra] + unknown_fields(inside, path)
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in unknown_fields(part, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for index, part in enumerate(value) for found in unknown_fields(part, f"{path}[{index}]")]
    return []


def _known_elsewhere(model: BaseModel) -> set[str]:
    is_delta = str(getattr(model, "type", "")).endswith(".delta")
    return NOT_IN_SDK.get(type(model), set()) | ({"obfuscation"} if is_delta else set())


def as_sent(model: BaseModel) -> JsonObject:
    """Write what was read."""
    return model.model_dump(by_alias=True, exclude_unset=True)


def _is_beta(value: Json) -> bool:
    if isinstance(value, list):
        return any(map(_is_beta, value))
    if not isinstance(value, dict):
        return False
    return value.get("type") in BETA or any(
        _is_beta(value[key]) for key in ("item", "response", "output") if key in value
    )
