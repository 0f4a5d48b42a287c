"""The Open Responses documents, and validators of what they name."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

FOLDER = Path(__file__).parents[3] / "contracts" / "open-responses"
FILES: Mapping[str, Any] = {file.name: json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))}
SCHEMAS = {name: file for name, file in FILES.items() if name not in {"openapi.json", "refusals.json"}}
HERE = Path(__file__).parent


def data(name: str) -> Any:
    return json.loads((HERE / name).read_text())


@cache
def validator(pointer: str) -> jsonschema_rs.Validator:
    """Compile the schema that a reference such as `items.json#/OutputItem` points at."""
    registry = jsonschema_rs.Registry([(f"contract:/{name}", file) for name, file in FILES.items()])
    return jsonschema_rs.validator_for({"$ref": f"contract:/{pointer}"}, registry=registry, offline=True)


def accepts(pointer: str, value: Any) -> bool:
    return validator(pointer).is_valid(value)
