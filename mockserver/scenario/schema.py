"""The JSON Schema of scenario files, for editors and for tools in other languages."""

from typing import Final

from mockserver.scenario.expectation_schema import DEFINITIONS
from mockserver.scenario.model import Scenario
from mockserver.scenario.reply import FORMS, KEYS
from mockserver.values import Json, JsonObject

_NULL: Final = {"type": "null"}
_BESIDE: Final[tuple[str, ...]] = ("description", "default", "minItems")
"""Keywords that stay outside when null becomes an alternative; none of them says anything about null."""


_CONDITIONS: Final = {"when": "When", "expect": "Condition"}
"""The definitions of what stands under keys of a step or stub."""


def scenario_schema() -> JsonObject:
    """Generate the schema from the models: what an author may write, as far as a schema can say it."""
    schema = _with_nulls(_without_noise(Scenario.model_json_schema()))
    definitions = schema.pop("$defs")
    for name in ("Step", "Stub"):
        definitions[name] |= _step_or_stub(definitions[name]["properties"])
    for name in FORMS:
        definitions[name] = _with_null_keys(definitions[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A scenario of mockserver",
        **schema,
        "anyOf": [_some("steps"), _some("stubs")],
        "$defs": {**definitions, **DEFINITIONS},
    }


def _step_or_stub(properties: JsonObject) -> JsonObject:
    """Refer to conditions, and ask for one of the two ways to answer."""
    conditions = {
        key: {"description": properties[key]["description"], "anyOf": [{"$ref": f"#/$defs/{name}"}, _NULL]}
        for key, name in _CONDITIONS.items()
    }
    one_of = [{"required": [key], "properties": {key: {"not": _NULL}}} for key in ("reply", "attempts")]
    return {"properties": {**properties, **conditions}, "oneOf": one_of}


def _with_null_keys(reply: JsonObject) -> JsonObject:
    """Let the keys of other replies be null, which equals leaving them out."""
    if "anyOf" in reply:
        return {**reply, "anyOf": [_with_null_keys(form) for form in reply["anyOf"]]}
    if "properties" not in reply:
        return reply
    others = "|".join(key for key in KEYS if key not in reply["properties"])
    return {**reply, "patternProperties": {f"^({others})$": _NULL}}


def _some(key: str) -> JsonObject:
    return {"required": [key], "properties": {key: {"type": "array", "minItems": 1}}}


def _without_noise(schema: Json) -> Json:
    """Leave out titles, which repeat the keys, and defaults that say nothing."""
    if isinstance(schema, list):
        return [_without_noise(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _without_noise(part) for key, part in schema.items() if not _is_noise(key, part)}


def _is_noise(key: str, part: Json) -> bool:
    return (key == "title" and isinstance(part, str)) or (key == "default" and part in (None, []))


def _with_nulls(schema: Json) -> Json:
    """Allow null for every optional key of the models."""
    if isinstance(schema, list):
        return [_with_nulls(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _with_nulls(part) for key, part in schema.items()}
    if schema.get("additionalProperties") is False and "properties" in schema:
        optional = {key: _or_null(part) for key, part in schema["properties"].items() if not _is_required(key, schema)}
        schema["properties"] = schema["properties"] | optional
    return schema


def _is_required(key: str, schema: JsonObject) -> bool:
    return key in schema.get("required", ())


def _or_null(schema: JsonObject) -> JsonObject:
    if _NULL in schema.get("anyOf", ()) or "null" in schema.get("type", ()):
        return schema
    beside: JsonObject = {key: schema[key] for key in _BESIDE if key in schema}
    inner = {key: part for key, part in schema.items() if key not in beside}
    alternatives = inner["anyOf"] if inner.keys() == {"anyOf"} else [inner]
    return {**beside, "anyOf": [*alternatives, _NULL]}
