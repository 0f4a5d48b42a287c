"""What OpenAPI 3.0 writes in its own way, rewritten as JSON Schema of today."""

from mockserver.values import Json, JsonObject

BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def modernized(schema: JsonObject) -> JsonObject:
    """Return one schema of OpenAPI 3.0 without `nullable` and without true or false as an exclusive bound.

    Beside a `$ref` every other keyword is ignored there, and so it is here.
    """
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    return _nullable(_bounds(schema))


def _bounds(schema: JsonObject) -> JsonObject:
    rest = {key: value for key, value in schema.items() if not isinstance(value, bool) or key not in BOUNDS}
    for exclusive, inclusive in BOUNDS.items():
        if schema.get(exclusive) is True and inclusive in rest:
            rest[exclusive] = rest.pop(inclusive)
    return rest


def _nullable(schema: JsonObject) -> JsonObject:
    rest = {key: value for key, value in schema.items() if key != "nullable"}
    if schema.get("nullable") is not True:
        return rest
    if isinstance(rest.get("type"), str) and not rest.keys() & {"allOf", "anyOf", "oneOf", "not"}:
        return _with_null(rest)
    return {"anyOf": [rest, {"type": "null"}]}


def _with_null(schema: JsonObject) -> JsonObject:
    nullable: JsonObject = schema | {"type": [schema["type"], "null"]}
    values: list[Json] | None = schema.get("enum")
    return nullable if values is None or None in values else nullable | {"enum": [*values, None]}
