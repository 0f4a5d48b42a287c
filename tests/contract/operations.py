"""Our operations as tests look at them: by id, their query as one schema; and a judge of values beside the engine."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.contract.parity import OPENAI, Field, Shape, documents

FACTS = Path(__file__).parent / "facts"
METHODS = ("get", "post", "delete")


def operations(files: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return each operation by its id, with its `method` and `path`."""
    return {
        item[method]["operationId"]: item[method] | {"method": method, "path": path}
        for path, item in files["openapi.json"]["paths"].items()
        for method in METHODS
        if method in item
    }


def query_schema(files: Mapping[str, Any], operation: str) -> dict[str, Any]:
    """Return the query parameters of an operation as the schema of one object; references lead into `files`."""
    places = [one["$ref"].partition("#/") for one in operations(files)[operation].get("parameters", [])]
    parameters = [(file, name, files[file][name]) for file, _, name in places]
    return {
        "type": "object",
        "properties": {
            parameter["name"]: {"$ref": f"{file}#/{name}/schema"}
            for file, name, parameter in parameters
            if parameter["in"] == "query"
        },
    }


@cache
def facts(name: str) -> Any:
    """Return a file of facts."""
    return json.loads((FACTS / f"{name}.json").read_text())


def fact_shape(rows: Mapping[str, Mapping[str, Any]], source: str) -> Shape:
    """Return what one source says of an object, from rows `{path: {source: [required, nullable, types, values]}}`."""
    return {path: _field(*columns[source]) for path, columns in rows.items() if source in columns}


def _field(required: bool, nullable: bool, types: list[str], values: list[str] | None) -> Field:
    return Field(required, frozenset([*types, "null"] if nullable else types), frozenset(values) if values else None)


def breaches(reference: str, value: Any) -> list[str]:
    """Return `path keyword` of each breach of a named schema, such as `$.limit maximum`, within unions too; empty means none."""
    return sorted({f"{error.json_path} {error.validator}" for error in _leaves(_judge(reference).iter_errors(value))})


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    for error in errors:
        yield from _leaves(error.context) if error.context else [error]


@cache
def _judge(reference: str) -> Draft202012Validator:
    resources = ((name, DRAFT202012.create_resource(content)) for name, content in documents(OPENAI).items())
    return Draft202012Validator({"$ref": reference}, registry=Registry().with_resources(resources))
