"""Replies given as objects, held against the schema that the call asks for."""

from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.replies.script import Script
from mockserver.values import JsonObject, Mismatch


def asked_schema(body: JsonObject) -> JsonObject | None:
    """Read the JSON Schema that the call wants its answer to fit; none when it is broken, which is for rules to say."""
    wanted = (body.get("text") or {}).get("format") or {}
    schema = wanted.get("schema") if wanted.get("type") == "json_schema" else None
    return None if schema is None or broken_schema(schema) else schema


def object_mismatches(script: Script, schema: JsonObject | None) -> list[Mismatch]:
    """Say where the script's objects break the schema; paths begin at the item, as in `$.output[0].message.json`."""
    return [] if schema is None else [found for at, value in script.objects for found in _rooted(at, schema, value)]


def _rooted(index: int, schema: JsonObject, value: object) -> list[Mismatch]:
    root = f"$.output[{index}].message.json"
    return [
        Mismatch(root + found.path.removeprefix("$"), found.expected, found.actual)
        for found in schema_mismatches(schema, value)
    ]
