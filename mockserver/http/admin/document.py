"""The document of the admin API: the one place that says what is asked and answered."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import orjson

from mockserver.scenario.schema import scenario_schema
from mockserver.values import Json, JsonObject

METHODS: Final = ("get", "post", "delete")
"""The methods that its paths have."""

_UNIONS: Final = ("anyOf", "oneOf")
_DEFINITIONS: Final = "#/$defs/"
_COMPONENTS: Final = "#/components/schemas/"
_WHOLE: Final = "Scenario"
_DESCRIBED: Final = (_WHOLE, "Step", "Stub", "Fault", "When")
"""The parts of scenario files that the document describes; below them files nest without end, which tools that make
bodies out of schemas do not bear. What they leave open is refused as a conflict."""
_NO_PART: Final = ("$schema", "$defs")
_SHARED: Final = {"401": "Unauthorized", "403": "Foreign"}
_WITH_SESSION: Final = {"404": "Unknown"}
_WITH_INPUT: Final = {"400": "Refused"}
_WITH_BODY: Final = {"413": "TooLarge"}
_WITH_CHANGES: Final = {"415": "NotJson"}


@cache
def document() -> JsonObject:
    """Give the document: what the file says, the parts of a scenario file, and the refusals that routes share."""
    written: JsonObject = orjson.loads(Path(__file__).with_name("openapi.json").read_bytes())
    components = written["components"]
    schemas = {**components["schemas"], **_of_scenarios()}
    paths = {path: _with_refusals(item) for path, item in written["paths"].items()}
    return {**written, "paths": paths, "components": {**components, "schemas": schemas}}


def secured(*, needs_token: bool) -> JsonObject:
    """Give the document of a server that asks for a token, or of one that does not."""
    return {**document(), "security": [{"token": []}]} if needs_token else document()


def closed_schema(schema: JsonObject) -> JsonObject:
    """Give a schema of the document with all that it refers to, so that it stands by itself."""
    known = document()["components"]["schemas"]
    needed: dict[str, Json] = {}
    waiting = [schema]
    while waiting:
        for name in _named(waiting.pop()):
            if name not in needed:
                needed[name] = known[name]
                waiting.append(known[name])
    return {**schema, "components": {"schemas": needed}} if needed else schema


def parameters_of(item: JsonObject, operation: JsonObject) -> list[JsonObject]:
    """List the parameters of an operation, those of its path first."""
    shared = document()["components"]["parameters"]
    given = [*item.get("parameters", ()), *operation.get("parameters", ())]
    return [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in given]


def _of_scenarios() -> dict[str, Json]:
    """Take in the parts of scenario files that bodies hold, under the names that they have there."""
    schema = scenario_schema()
    parts = {**schema["$defs"], _WHOLE: {key: part for key, part in schema.items() if key not in _NO_PART}}
    return {name: _shallow(parts[name]) for name in _DESCRIBED}


def _shallow(schema: Json) -> Json:
    """Refer to the parts that are described here, and leave all others to the reader of scenarios."""
    if isinstance(schema, list):
        return [_shallow(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema and _is_described(schema):
        return {**schema, "$ref": schema["$ref"].replace(_DEFINITIONS, _COMPONENTS)}
    return {key: _shallow(part) for key, part in schema.items() if key != "$ref" and not _is_open(key, part)}


def _is_open(key: str, part: Json) -> bool:
    """Whether a union holds a part that is left out here, so that nothing can be said of its values."""
    return key in _UNIONS and any("$ref" in one and not _is_described(one) for one in part)


def _is_described(schema: JsonObject) -> bool:
    return schema["$ref"].removeprefix(_DEFINITIONS) in _DESCRIBED


def _with_refusals(item: JsonObject) -> JsonObject:
    return {key: _refusing(key, part, item) if key in METHODS else part for key, part in item.items()}


def _refusing(method: str, operation: JsonObject, item: JsonObject) -> JsonObject:
    has_body, has_input = "requestBody" in operation, "requestBody" in operation or "parameters" in operation
    named = {
        **(_WITH_INPUT if has_input else {}),
        **_SHARED,
        **(_WITH_SESSION if "parameters" in item else {}),
        **(_WITH_BODY if has_body else {}),
        **({} if method == "get" else _WITH_CHANGES),
    }
    refusals = {status: {"$ref": f"#/components/responses/{name}"} for status, name in named.items()}
    return {**operation, "responses": dict(sorted({**refusals, **operation["responses"]}.items()))}


def _named(schema: Json) -> Iterator[str]:
    waiting = [schema]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            reference = inner.get("$ref")
            if isinstance(reference, str) and reference.startswith(_COMPONENTS):
                yield reference.removeprefix(_COMPONENTS)
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
