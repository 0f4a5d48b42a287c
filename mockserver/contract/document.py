"""From an OpenAPI document to the schemas of the operations that this server knows."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jsonschema_rs
import orjson

from mockserver.contract.bundle import SCHEMA_DIALECT, Bundle, Part, Parts
from mockserver.contract.clean import clean
from mockserver.contract.definitions import Definitions
from mockserver.contract.discriminate import discriminate
from mockserver.contract.expansion import multiplied
from mockserver.contract.facts import Facts
from mockserver.contract.files import DocumentError, Files, Location
from mockserver.contract.openapi30 import modernized
from mockserver.contract.operations import METHODS, nearest_path, operation_named
from mockserver.contract.undefined import without_undefined
from mockserver.contract.words import LONGEST
from mockserver.values import Json, JsonObject
from mockserver.values.operation import CONNECT, CREATE

ROOT = "openapi.json"
JSON, EVENTS = "application/json", "text/event-stream"
SUCCESSES = ("200", "2XX", "2xx", "201", "default")
FAILURES = ("400", "4XX", "4xx", "default", "401", "404", "429", "500", "5XX", "5xx")


def read_document(path: Path) -> Bundle:
    """Read an OpenAPI 3.x document, cleaned for validation.

    `path` is the document's root file (JSON or YAML), or a folder that holds it as `openapi.json`. Raises DocumentError
    when a file is missing or cannot be read, is no such document, or does not describe `POST /responses`.
    """
    written = read_written(path)
    definitions = {name: clean(schema) for name, schema in without_undefined(written.definitions).items()}
    bundle = Bundle(definitions, written.operations)
    for operation, parts in bundle.operations.items():
        for part in parts:
            _compile(f"{path}: {part} of {operation}", bundle.part(operation, part) or {})
    return bundle


def read_written(path: Path) -> Bundle:
    """Read the schemas as they are written, but for their names and what older dialects say in their own way."""
    reader = _Reader(path / ROOT if path.is_dir() else path)
    operations = dict(reader.operations())
    if CREATE not in operations:
        raise DocumentError(reader.lacks_responses())
    if "body" not in operations[CREATE]:
        raise DocumentError(reader.lacks_body())
    definitions = reader.definitions.found
    _validate(path, definitions)
    excess = multiplied(definitions)
    if excess:
        raise DocumentError(f"{path}: {excess}")
    return Bundle(definitions, {name: {**parts, **_item(definitions, parts)} for name, parts in operations.items()})


def _item(definitions: JsonObject, parts: Parts) -> Parts:
    """Find what `output` holds in a reply, wherever the merged schemas of the reply say it."""
    facts = Facts(definitions)
    outputs = [part for output in facts.property(parts.get("reply"), "output") for part in facts.merged(output)]
    items = next((output["items"] for output in outputs if isinstance(output.get("items"), dict)), None)
    return {} if items is None else {"item": items}


def _validate(path: Path, definitions: JsonObject) -> None:
    try:
        # Half of a surrogate pair is the one thing that the parsers let through and nothing else takes.
        orjson.dumps(definitions)
        jsonschema_rs.meta.validate({"$schema": SCHEMA_DIALECT, "$defs": definitions})
    except jsonschema_rs.ValidationError as error:
        place = "/".join(str(step) for step in [*error.instance_path][1:])
        raise DocumentError(f"{path}: not a JSON Schema at {place}: {_first_line(error)}") from error
    except orjson.JSONEncodeError as error:
        raise DocumentError(f"{path}: {error}") from error


def _compile(what: str, schema: JsonObject) -> None:
    """Try both forms, for what cannot be compiled would otherwise fail when the first call comes."""
    try:
        for form in (schema, discriminate(schema)):
            jsonschema_rs.validator_for(form, offline=True)
    except (ValueError, orjson.JSONEncodeError) as error:
        raise DocumentError(f"{what}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:LONGEST]


class _Reader:
    """Walks one document; every schema that it meets goes into the definitions."""

    def __init__(self, file: Path) -> None:
        self._files = Files()
        self._root = Location(file, "")
        self._document = self._openapi()
        old = str(self._document["openapi"]).startswith("3.0")
        self.definitions = Definitions(self._files, modernized if old else dict)

    def _openapi(self) -> JsonObject:
        document = self._files.at(self._root)
        if not isinstance(document, dict):
            raise DocumentError(f"{self._root.file}: not an OpenAPI document, which is an object")
        version = document.get("openapi")
        if not str(version).startswith("3."):
            found = f"openapi: {version!r}" if version is not None else _instead(document)
            raise DocumentError(f"{self._root.file}: not an OpenAPI 3.x document: found {found}")
        return document

    def operations(self) -> Iterator[tuple[str, Parts]]:
        """Yield each operation that the API has; of two paths that name the same the first counts."""
        named: dict[str, tuple[Location, Location]] = {}
        for path in self._paths():
            place, item = self._files.resolve(self._root.child("paths", path))
            for method in METHODS:
                name = operation_named(method, path) if isinstance(item.get(method), dict) else None
                if name and (name != CONNECT or "x-websocket" in item[method]):
                    named.setdefault(name, (place, place.child(method)))
        for name, (item_place, operation) in named.items():
            yield name, dict(self._parts(item_place, operation))

    def lacks_responses(self) -> str:
        """Say that the one needed operation is missing, and what comes nearest."""
        paths = self._paths()
        closest = nearest_path(paths)
        found = f"the nearest path is {closest} ({_methods(paths[closest])})" if closest else "it has no paths"
        return f"{self._root.file}: does not describe POST /responses: {found}"

    def lacks_body(self) -> str:
        """Say that nothing describes what a client sends as JSON."""
        return f"{self._root.file}: POST /responses has no request body of type {JSON} with a schema"

    def _paths(self) -> JsonObject:
        """Return the path items by path; `x-…` is anybody's own extension."""
        return {path: item for path, item in self._object("paths").items() if not path.startswith("x-")}

    def _object(self, key: str) -> JsonObject:
        value = self._document.get(key, {})
        if not isinstance(value, dict):
            raise DocumentError(f"{self._root.child(key)}: expected an object")
        return value

    def _parts(self, item: Location, operation: Location) -> Iterator[tuple[Part, JsonObject]]:
        yield from self._body(operation)
        yield from self._query([item, operation])
        yield from self._replies(operation)
        sockets = self._inside(operation, "x-websocket")
        if sockets:
            yield "body", self.definitions.refer(sockets.child("send"))
            yield "event", self.definitions.refer(sockets.child("receive"))

    def _body(self, operation: Location) -> Iterator[tuple[Part, JsonObject]]:
        schema = self._content(self._inside(operation, "requestBody"), JSON)
        if schema:
            yield "body", self.definitions.refer(schema)

    def _query(self, owners: Iterable[Location]) -> Iterator[tuple[Part, JsonObject]]:
        properties: JsonObject = {}
        required: dict[str, bool] = {}
        for place, parameter in self._parameters(owners):
            name = parameter.get("name")
            if parameter.get("in") == "query" and isinstance(name, str) and "schema" in parameter:
                properties[name] = self.definitions.refer(place.child("schema"))
                required[name] = parameter.get("required") is True
        if properties:
            names = [name for name, needed in required.items() if needed]
            yield "query", {"type": "object", "properties": properties, "required": names}

    def _parameters(self, owners: Iterable[Location]) -> Iterator[tuple[Location, JsonObject]]:
        for owner in owners:
            listing = self._files.resolve(owner)[1].get("parameters")
            for index in range(len(listing) if isinstance(listing, list) else 0):
                yield self._files.resolve(owner.child("parameters", index))

    def _replies(self, operation: Location) -> Iterator[tuple[Part, JsonObject]]:
        wanted: tuple[tuple[Part, tuple[str, ...], str], ...] = (
            ("reply", SUCCESSES, JSON),
            ("event", SUCCESSES, EVENTS),
            ("error", FAILURES, JSON),
        )
        for part, statuses, media in wanted:
            schema = self._reply(operation, statuses, media)
            if schema:
                yield part, self.definitions.refer(schema)

    def _reply(self, operation: Location, statuses: Iterable[str], media: str) -> Location | None:
        replies = (self._inside(operation, "responses", status) for status in statuses)
        return next((schema for reply in replies if (schema := self._content(reply, media))), None)

    def _content(self, place: Location | None, media: str) -> Location | None:
        content = self._inside(place, "content") if place else None
        for name in self._files.at(content) if content else ():
            value = self._inside(content, name) if _essence(name) == media else None
            if value and "schema" in self._files.at(value):
                return value.child("schema")
        return None

    def _inside(self, place: Location | None, *keys: str) -> Location | None:
        """Follow keys, and references on the way, as far as there is something."""
        for key in keys:
            if place is None or key not in self._files.at(place):
                return None
            place = self._files.resolve(place.child(key))[0]
        return place


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _instead(document: Mapping[str, Json]) -> str:
    if "swagger" in document:
        return f"swagger: {document['swagger']!r}"
    names = [str(name) for name in document][:5]
    return f"the keys {', '.join(names)}" if names else "nothing"


def _methods(item: Json) -> str:
    return ", ".join(method for method in METHODS if isinstance(item, dict) and method in item) or "no method"
