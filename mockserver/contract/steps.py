"""How much work it is to hold a value against a schema: references may multiply it without end."""

from collections import Counter
from collections.abc import Iterator, Mapping

from mockserver.contract.limits import SCHEMA_STEPS
from mockserver.values import Json, JsonObject

SAME_LISTED = ("allOf", "anyOf", "oneOf")
SAME_SINGLE = ("if", "then", "else", "not")
SAME_NAMED = ("dependentSchemas",)
OTHER_NAMES = ("additionalProperties", "unevaluatedProperties")
OTHER_ITEMS = ("items", "additionalItems", "contains", "unevaluatedItems")
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def too_much_work(schema: Json, value: Json) -> bool:
    """Say whether more than `SCHEMA_STEPS` subschemas would be applied, counted as if no union ended early.

    Unions whose members refer to the same schema double the work with every level. The count walks value and schema
    together and stops at the limit.
    """
    return any(done > SCHEMA_STEPS for done in _steps(schema, value))


def _steps(schema: Json, value: Json) -> Iterator[int]:
    """Yield how many steps are done, after each."""
    done = 0
    waiting: list[tuple[Json, Counter[int]]] = [(value, Counter({id(schema): 1}))]
    known = {id(schema): schema}
    while waiting:
        here, schemas = waiting.pop()
        below: dict[str | int, Counter[int]] = {}
        for one, times, links in _applied(schema, schemas, known):
            # A long chain of references costs more with each link, here as in the library.
            done += times + links
            yield done
            for key, inner in _inward(one, here):
                done += 1
                yield done
                known[id(inner)] = inner
                below.setdefault(key, Counter())[id(inner)] += times
        waiting += [(here[key], counted) for key, counted in below.items()]


def _applied(root: Json, schemas: Counter[int], known: Mapping[int, Json]) -> Iterator[tuple[JsonObject, int, int]]:
    """Yield every schema that describes one value, how many times over, and by how many references.

    A reference back into the chain that led to it ends, as it does in the library.
    """
    waiting = [(known[identity], times, frozenset[str]()) for identity, times in schemas.items()]
    while waiting:
        schema, times, followed = waiting.pop()
        if not isinstance(schema, dict):
            continue
        yield schema, times, len(followed)
        waiting += [(inner, times, followed) for inner in _beside(schema)]
        for reference in _references(schema):
            if reference not in followed:
                waiting.append((_target(root, reference), times, followed | {reference}))


def _beside(schema: JsonObject) -> Iterator[Json]:
    for keyword in SAME_LISTED:
        yield from _list(schema.get(keyword))
    for keyword in SAME_NAMED:
        yield from _object(schema.get(keyword)).values()
    yield from (schema[keyword] for keyword in SAME_SINGLE if keyword in schema)


def _inward(schema: JsonObject, value: Json) -> Iterator[tuple[str | int, Json]]:
    """Yield the schemas of what is directly inside a value, each with its key."""
    if isinstance(value, dict):
        properties = _object(schema.get("properties"))
        yield from ((name, properties[name]) for name in value if name in properties)
        others = [schema[keyword] for keyword in OTHER_NAMES if keyword in schema]
        others += _object(schema.get("patternProperties")).values()
        yield from ((name, other) for name in value for other in others)
    elif isinstance(value, list):
        yield from enumerate(_list(schema.get("prefixItems"))[: len(value)])
        others = [schema[keyword] for keyword in OTHER_ITEMS if keyword in schema]
        yield from ((index, other) for index in range(len(value)) for other in others)


def _references(schema: JsonObject) -> Iterator[str]:
    yield from (schema[keyword] for keyword in REFERENCES if isinstance(schema.get(keyword), str))


def _target(root: Json, reference: str) -> Json:
    """Find what a plain pointer such as `#/$defs/A` leads to; for any other kind of reference the whole schema."""
    if not reference.startswith("#/"):
        return root
    found = root
    for step in reference.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        found = _child(found, key)
    return found


def _child(value: Json, key: str) -> Json:
    if isinstance(value, list):
        return value[int(key)] if key.isdecimal() and int(key) < len(value) else None
    return _object(value).get(key)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
