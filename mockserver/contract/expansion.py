"""How many schemas one value is held against: references in unions and in `allOf` may multiply them without end."""

from collections.abc import Iterator, Mapping

from mockserver.contract.limits import EXPANDED_REFERENCES, EXPANDED_SCHEMAS
from mockserver.contract.subschemas import beside, referred
from mockserver.values import Json, JsonObject


def multiplied(definitions: Mapping[str, Json]) -> str | None:
    """Name the first definition that puts too many schemas upon one value, and say why; None when none does."""
    for name, schema in definitions.items():
        excess = _excess(schema, definitions) if isinstance(schema, dict) else None
        if excess:
            return f"{name}: {excess}"
    return None


def _excess(schema: JsonObject, definitions: Mapping[str, Json]) -> str | None:
    for count, references in enumerate(_applied(schema, definitions)):
        if count >= EXPANDED_SCHEMAS:
            return f"more than {EXPANDED_SCHEMAS:,} schemas apply to one value"
        if references > EXPANDED_REFERENCES:
            return f"more than {EXPANDED_REFERENCES:,} references follow one another"
    return None


def _applied(schema: JsonObject, definitions: Mapping[str, Json]) -> Iterator[int]:
    """Yield, for every schema that applies, by how many references; one that leads back to itself ends there."""
    waiting = [(schema, frozenset[str]())]
    while waiting:
        one, followed = waiting.pop()
        yield len(followed)
        waiting += [(inner, followed) for inner in beside(one)]
        if one.get("$ref") not in followed:
            waiting += [(target, followed | {one["$ref"]}) for target in referred(one, definitions)]
