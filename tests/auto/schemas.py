"""Random schemas of the strict subset of structured outputs, each of which some value fits.

The published strategies make values for a schema, not schemas.
"""

from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]

FORMATS = ("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid")
NAMES = ("name", "city", "email", "price", "tags", "id", "user_name", "createdAt", "x", "äöü", "a b", "count", "$ref")
PIECES = (
    r"[a-z]{2,5}",
    r"\d+",
    "(?:foo|bar)",
    "[A-F0-9]*",
    "x?",
    "[^0-9]",
    r"\w",
    r"\.",
    "(a|b){2}",
    ".",
    "[_-]",
    r"\s",
)


def strings() -> st.SearchStrategy[Schema]:
    sizes = st.tuples(st.integers(0, 30), st.integers(0, 30))
    return st.one_of(
        st.just({"type": "string"}),
        st.sampled_from(FORMATS).map(lambda name: {"type": "string", "format": name}),
        st.lists(st.sampled_from(PIECES), max_size=5).map(
            lambda pieces: {"type": "string", "pattern": f"^{''.join(pieces)}$"}
        ),
        sizes.map(lambda pair: {"type": "string", "minLength": min(pair), "maxLength": max(pair)}),
    )


def numbers() -> st.SearchStrategy[Schema]:
    bounds = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**4))
    return st.one_of(
        st.sampled_from(["number", "integer"]).map(lambda name: {"type": name}),
        bounds.map(lambda pair: {"type": "integer", "minimum": pair[0], "maximum": sum(pair)}),
        bounds.map(lambda pair: {"type": "number", "exclusiveMinimum": pair[0], "exclusiveMaximum": sum(pair) + 1}),
        bounds.map(lambda pair: {"type": "number", "minimum": pair[0] / 8, "multipleOf": (pair[1] + 1) / 4}),
        bounds.map(lambda pair: {"type": "integer", "maximum": pair[0], "multipleOf": pair[1] + 1}),
        st.sampled_from([0.01, 0.1, 5, 0.5]).map(lambda step: {"type": "number", "multipleOf": step}),
    )


def named() -> st.SearchStrategy[Schema]:
    values = st.one_of(st.text(max_size=8), st.integers(-9, 9), st.booleans(), st.none())
    return st.one_of(
        st.lists(values, min_size=1, max_size=4).map(lambda listed: {"enum": listed}),
        values.map(lambda value: {"const": value}),
    )


def leaves() -> st.SearchStrategy[Schema]:
    plain = st.sampled_from([{"type": "boolean"}, {"type": "null"}])
    nullable = st.one_of(strings(), numbers()).map(lambda schema: {**schema, "type": [schema["type"], "null"]})
    return st.one_of(strings(), numbers(), named(), plain, nullable)


def references() -> st.SearchStrategy[Schema]:
    """Refer only where a value can also end: beside null, and in arrays that may be empty."""
    to = st.sampled_from(["#", "#/$defs/one", "#/$defs/two"]).map(lambda name: {"$ref": name})
    return st.one_of(
        to.map(lambda one: {"anyOf": [one, {"type": "null"}]}), to.map(lambda one: {"type": "array", "items": one})
    )


def objects(inside: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    return st.dictionaries(st.sampled_from(NAMES), inside, max_size=5).map(
        lambda properties: {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    )


def structures(inside: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    sizes = st.tuples(st.integers(0, 4), st.integers(0, 4))
    arrays = st.tuples(inside, sizes).map(
        lambda pair: {"type": "array", "items": pair[0], "minItems": min(pair[1]), "maxItems": max(pair[1])}
    )
    unions = st.lists(inside, min_size=1, max_size=3).map(lambda members: {"anyOf": members})
    return st.one_of(objects(inside), arrays, unions)


def roots() -> st.SearchStrategy[Schema]:
    inner = st.recursive(st.one_of(leaves(), references()), structures, max_leaves=12)
    defined = st.fixed_dictionaries({"one": objects(inner), "two": objects(inner)})
    return st.tuples(objects(inner), defined).map(lambda pair: {**pair[0], "$defs": pair[1]})
