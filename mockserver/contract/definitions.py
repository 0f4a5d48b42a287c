"""The schemas of a document under one roof: every `$ref` points into one set of definitions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from mockserver.contract.files import DocumentError, Files, Location
from mockserver.contract.subschemas import rebuild
from mockserver.values import Json, JsonObject

DROPPED = frozenset({"$id", "$recursiveAnchor", "$recursiveRef"})
Rewrite = Callable[[JsonObject], JsonObject]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Collects schemas as they are asked for, with all that they refer to; each is rewritten on the way."""

    files: Files
    rewrite: Rewrite
    found: dict[str, Json] = field(default_factory=dict)
    _names: dict[Location, str] = field(default_factory=dict)

    def refer(self, place: Location) -> JsonObject:
        """Return a reference to the schema at a place, which is among the definitions from then on.

        Raises DocumentError when a reference leads nowhere.
        """
        waiting = [place]
        while waiting:
            self._collect(waiting.pop(), waiting)
        return {"$ref": self._local(place)}

    def _collect(self, here: Location, waiting: list[Location]) -> None:
        name = self._name(here)
        if name not in self.found:
            self.found[name] = rebuild(self._schema(here), partial(self._localize, here, waiting))

    def _schema(self, here: Location) -> Json:
        schema = self.files.at(here)
        if not isinstance(schema, dict | bool):
            raise DocumentError(f"{here}: expected a schema, which is an object, true or false")
        return schema

    def _localize(self, here: Location, waiting: list[Location], schema: JsonObject) -> JsonObject:
        """Point `$ref` into `$defs`, and note what is needed there.

        `$recursiveRef` is of an older dialect: validators of this one ignore it, and nested filters would go unchecked
        (`surface/REPORT.md` §10.4). It means the named schema around it. `$id` would give references another base.
        """
        local = {key: value for key, value in schema.items() if key not in DROPPED}
        if "$recursiveRef" in schema:
            return local | {"$ref": self._local(here)}
        if isinstance(schema.get("$ref"), str):
            target = here.follow(schema["$ref"])
            waiting.append(target)
            local["$ref"] = self._local(target)
        return self.rewrite(local)

    def _local(self, location: Location) -> str:
        return f"#/$defs/{self._name(location)}"

    def _name(self, location: Location) -> str:
        """Name a definition by file and pointer; of two that would go by one name the later gets a number."""
        if location not in self._names:
            plain = re.sub(r"[^A-Za-z0-9_.-]", "_", f"{location.file.stem}{location.pointer.replace('/', '.')}")
            taken = set(self._names.values())
            free = (f"{plain}_{number}" for number in count(2))
            self._names[location] = plain if plain not in taken else next(name for name in free if name not in taken)
        return self._names[location]
