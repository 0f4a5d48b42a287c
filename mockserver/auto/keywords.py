"""Keywords of JSON Schema whose values have one type in every draft that knows them.

A draft that does not know a keyword lets anything stand under it.
"""

from collections.abc import Mapping

from mockserver.values import Json, JsonObject

_OBJECTS = ("properties", "patternProperties", "dependentRequired", "dependentSchemas", "$defs", "definitions")
_ARRAYS = ("required", "enum", "allOf", "anyOf", "oneOf", "prefixItems")
_TEXTS = ("pattern", "format", "$ref", "$dynamicRef", "$recursiveRef")
_NUMBERS = (
    *("minLength", "maxLength", "minItems", "maxItems", "minContains", "maxContains", "minProperties", "maxProperties"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
)

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(_OBJECTS, dict),
    **dict.fromkeys(_ARRAYS, list),
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(_NUMBERS, (int, float)),
}


def understood(schema: JsonObject) -> JsonObject:
    """Leave out the keywords whose values have another type than theirs."""
    odd = [key for key, value in schema.items() if key in _TYPES and not _is_typed(key, value)]
    return {key: value for key, value in schema.items() if key not in odd} if odd else schema


def _is_typed(key: str, value: Json) -> bool:
    # Under two keywords draft 4 has booleans, which Python counts as numbers.
    return isinstance(value, _TYPES[key]) and not (key in _NUMBERS and isinstance(value, bool))
