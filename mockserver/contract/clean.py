"""The acceptance form of a schema: the same yes and no, in the shape that a compiled validator answers fastest."""

import orjson

from mockserver.contract.subschemas import rebuild
from mockserver.contract.unevaluated import mentions_unevaluated
from mockserver.values import Json, JsonObject

ANNOTATIONS = frozenset(
    {
        "$comment",
        "default",
        "deprecated",
        "description",
        "discriminator",
        "example",
        "examples",
        "externalDocs",
        "format",
        "readOnly",
        "title",
        "writeOnly",
        "xml",
    }
)
FOLDABLE = frozenset(
    {"additionalProperties", "items", "properties", "propertyNames", "required", "type"}
    | {f"{bound}{what}" for bound in ("min", "max") for what in ("Items", "Length", "Properties")}
    | {"enum", "maximum", "minimum", "pattern"}
)
"""Keywords beside which `null` may join `type`: they say nothing about null, but for `enum`, which is extended."""

NULL = {"type": "null"}


def clean(schema: JsonObject) -> JsonObject:
    """Return a schema without annotations, with `oneOf` read as `anyOf`, unions flattened and null in `type`.

    `format` counts as an annotation: `format: uri` stands on texts that also carry data URLs. `oneOf` is read as
    `anyOf` because published unions overlap and would refuse ordinary requests (`surface/REPORT.md` §10.2 and §10.6).
    """
    cleaned: JsonObject = rebuild(schema, _clean_one)
    return cleaned


def unconditional(schema: JsonObject) -> JsonObject:
    """Return the same yes and no with `if A, else B` as a union in which the likelier B is tried first.

    Only for accepting: the condition says which of the two is meant, and so what to tell of a value that is neither.
    """
    if b'"else"' not in orjson.dumps(schema) or mentions_unevaluated(schema):
        return schema
    opened: JsonObject = rebuild(schema, _unconditional_one)
    return opened


def _unconditional_one(schema: JsonObject) -> JsonObject:
    if not {"if", "else"} <= schema.keys() or schema.keys() & {"then", "anyOf"}:
        return schema
    rest = {key: value for key, value in schema.items() if key not in {"if", "else"}}
    return rest | {"anyOf": [*_flat(schema["else"]), schema["if"]]}


def _clean_one(schema: JsonObject) -> JsonObject:
    bare = {key: value for key, value in schema.items() if key not in ANNOTATIONS and not key.startswith("x-")}
    return _simplify_union(_one_as_any(bare))


def _one_as_any(schema: JsonObject) -> JsonObject:
    if "oneOf" not in schema:
        return schema
    rest = {key: value for key, value in schema.items() if key != "oneOf"}
    if "anyOf" not in rest:
        return rest | {"anyOf": schema["oneOf"]}
    return rest | {"allOf": [*rest.get("allOf", []), {"anyOf": schema["oneOf"]}]}


def _simplify_union(schema: JsonObject) -> JsonObject:
    if "anyOf" not in schema:
        return schema
    members = _fold_null([inner for member in schema["anyOf"] for inner in _flat(member)])
    if len(members) == 1 and len(schema) == 1 and isinstance(members[0], dict):
        return members[0]
    return schema | {"anyOf": members}


def _flat(member: Json) -> list[Json]:
    return member["anyOf"] if isinstance(member, dict) and member.keys() == {"anyOf"} else [member]


def _fold_null(members: list[Json]) -> list[Json]:
    """Let the first member that can take null into its `type` do so, instead of a member for null alone."""
    others = [member for member in members if member != NULL]
    index = next((i for i, member in enumerate(others) if _takes_null(member)), None)
    if len(others) == len(members) or index is None:
        return members
    return [*others[:index], _with_null(others[index]), *others[index + 1 :]]


def _takes_null(member: Json) -> bool:
    return isinstance(member, dict) and "type" in member and member.keys() <= FOLDABLE


def _with_null(member: JsonObject) -> JsonObject:
    types = member["type"] if isinstance(member["type"], list) else [member["type"]]
    nullable = member | {"type": list(dict.fromkeys([*types, "null"]))}
    if "enum" in member and None not in member["enum"]:
        nullable["enum"] = [*member["enum"], None]
    return nullable
