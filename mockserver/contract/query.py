"""Query parameters: they come as texts, and the schema says what they are."""

from collections.abc import Callable, Mapping

from mockserver.contract.facts import Facts
from mockserver.values import Json, JsonObject
from mockserver.values.query import FLAGS, integer_in


def read_query(schema: JsonObject, query: Mapping[str, Json]) -> JsonObject:
    """Return the parameters that the schema knows, each as the JSON value that its text stands for.

    A text that stands for none stays a text, for the schema to refuse. A list may be given as `include` or, as SDKs
    write it, `include[]`; of another name that came more than once the last counts. Unknown names are left out.
    """
    facts = Facts(schema.get("$defs", {}))
    given = {name: query[key] for name in schema["properties"] for key in (f"{name}[]", name) if key in query}
    return {name: _read(facts.types(schema["properties"][name]), value) for name, value in given.items()}


def _read(types: frozenset[str], value: Json) -> Json:
    if "array" in types:
        return value if isinstance(value, list) else [value]
    text = value[-1] if isinstance(value, list) and value else value
    return next((read(text) for name, read in READERS.items() if name in types), text)


def _integer(text: Json) -> Json:
    number = integer_in(text) if isinstance(text, str) else None
    return text if number is None else number


def _boolean(text: Json) -> Json:
    return FLAGS.get(text, text) if isinstance(text, str) else text


READERS: Mapping[str, Callable[[Json], Json]] = {"string": lambda text: text, "integer": _integer, "boolean": _boolean}
