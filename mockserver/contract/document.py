"""From an OpenAPI 3.1 document to one self-contained JSON Schema per request body."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mockserver.contract.files import DocumentError, Files, Location
from mockserver.contract.subschemas import rebuild
from mockserver.values import JsonObject

ROOT = "openapi.json"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def read_requests(path: Path) -> dict[str, JsonObject]:
    """Read the schema of each JSON request body, by operation id (else by `post /path`).

    `path` is the document's root file, or a folder that holds it as `openapi.json`. A schema refers only to its own
    `$defs`. Raises DocumentError when a file is missing or is not JSON, or when a reference leads nowhere.
    """
    files = Files()
    root = Location(path / ROOT if path.is_dir() else path, "")
    return {
        name: _bundle(files, schema)
        for name, operation in _operations(files, root)
        for schema in _body_schemas(files, operation)
    }


def _operations(files: Files, root: Location) -> Iterator[tuple[str, Location]]:
    for path in files.resolve(root.child("paths"))[1]:
        place, item = files.resolve(root.child("paths", path))
        for method in METHODS:
            if method in item:
                yield item[method].get("operationId", f"{method} {path}"), place.child(method)


def _body_schemas(files: Files, operation: Location) -> Iterator[Location]:
    if "requestBody" in files.at(operation):
        place, body = files.resolve(operation.child("requestBody"))
        if "application/json" in body["content"]:
            yield place.child("content", "application/json", "schema")


def _bundle(files: Files, start: Location) -> JsonObject:
    definitions: JsonObject = {}
    owners: dict[str, Location] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        name = _name(here)
        if owners.setdefault(name, here) != here:
            raise DocumentError(f"{here}: {owners[name]} goes by the same name {name!r}")
        if name not in definitions:
            definitions[name] = rebuild(files.at(here), partial(_localize, here, waiting))
    return {"$schema": DIALECT, "$ref": _local(start), "$defs": definitions}


def _localize(here: Location, waiting: list[Location], schema: JsonObject) -> JsonObject:
    """Point `$ref` into `$defs`, and note what is needed there.

    `$recursiveRef` is of an older dialect: validators of this one ignore it, and nested filters would go unchecked
    (`surface/REPORT.md` §10.4). It means the named schema around it.
    """
    local = {key: value for key, value in schema.items() if key not in {"$recursiveRef", "$recursiveAnchor"}}
    if "$recursiveRef" in schema:
        return local | {"$ref": _local(here)}
    if "$ref" in schema:
        target = here.follow(schema["$ref"])
        waiting.append(target)
        return local | {"$ref": _local(target)}
    return local


def _local(location: Location) -> str:
    return f"#/$defs/{_name(location)}"


def _name(location: Location) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", f"{location.file.stem}{location.pointer.replace('/', '.')}")
