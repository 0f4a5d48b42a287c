"""Replies given as objects, held against the schema that the call asks for."""

from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.session.script import Script
from mockserver.values import JsonObject, Mismatch, Violation


def asked_schema(body: JsonObject) -> JsonObject | None:
    """Read the JSON Schema that the call wants its answer to fit."""
    wanted = (body.get("text") or {}).get("format") or {}
    return wanted.get("schema") if wanted.get("type") == "json_schema" else None


def schema_violations(schema: JsonObject | None) -> list[Violation]:
    """Refuse a schema that is none itself."""
    broken = broken_schema(schema) if schema is not None else None
    if broken is None:
        return []
    message = f"Invalid schema for 'text.format': {broken}"
    return [Violation("json_schema", message, param="text.format.schema", code="invalid_json_schema")]


def object_mismatches(script: Script, schema: JsonObject | None) -> list[Mismatch]:
    """Say where the script's objects break the schema; paths begin at the item, as in `$.output[0].message.json`."""
    return [] if schema is None else [found for at, value in script.objects for found in _rooted(at, schema, value)]


def _rooted(index: int, schema: JsonObject, value: object) -> list[Mismatch]:
    root = f"$.output[{index}].message.json"
    return [
        Mismatch(root + found.path.removeprefix("$"), found.expected, found.actual)
        for found in schema_mismatches(schema, value)
    ]
