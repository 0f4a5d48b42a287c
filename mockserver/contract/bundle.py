"""A contract as plain JSON: one file per dialect, read at start-up instead of the documents it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import orjson

from mockserver.contract.subschemas import references
from mockserver.contract.wrong import DocumentError
from mockserver.values import Dialect, JsonObject

Part: TypeAlias = Literal["body", "query", "reply", "item", "event", "error"]
"""What a schema describes: a request's body or query; a reply, an item or an event of it; an error."""

Parts: TypeAlias = Mapping[Part, JsonObject]

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The schemas of each operation by part; they refer to definitions that all share.

    `foreign` says that the documents are not ours, so that less is certain of them.
    """

    definitions: JsonObject
    operations: Mapping[str, Parts]
    foreign: bool = False

    def part(self, operation: str, part: Part) -> JsonObject | None:
        """Return the schema of one part by itself; None when the documents say nothing of it."""
        schema = self.operations.get(operation, {}).get(part)
        return None if schema is None else self.alone(schema)

    def alone(self, schema: JsonObject) -> JsonObject:
        """Return a schema with those definitions that it needs, for a compiler reads all that it is given."""
        needed: JsonObject = {}
        waiting = references(schema)
        while waiting:
            name = waiting.pop()
            if name not in needed and name in self.definitions:
                needed[name] = self.definitions[name]
                waiting += references(needed[name])
        return {"$schema": SCHEMA_DIALECT, **schema, "$defs": dict(sorted(needed.items()))}

    def dump(self) -> bytes:
        """Write the bundle; equal bundles give equal bytes."""
        content = {"definitions": self.definitions, "operations": self.operations}
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def bundle_file(folder: Path, dialect: Dialect) -> Path:
    """Say where the bundle of a dialect lies in the folder of contracts."""
    return folder / "bundles" / f"{dialect}.json"


def read_bundle(file: Path) -> Bundle:
    """Read what `Bundle.dump` wrote; raises DocumentError when there is no such file."""
    try:
        content = orjson.loads(file.read_bytes())
    except OSError as error:
        raise DocumentError(f"{file}: {error.strerror}") from error
    return Bundle(content["definitions"], content["operations"])
