"""What each model supports, as far as the sources say; rows can be added before ours."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mockserver.values import Json, JsonObject

REMEMBERED_NAMES = 256
LONGEST_REMEMBERED = 256
"""Characters of a name that is remembered; no name of a model is as long, and clients can send megabytes."""


class Limit(NamedTuple):
    """The only values that a model takes for a parameter such as `reasoning.effort`; none: not the parameter itself."""

    param: str
    first: str
    path: tuple[str, ...]
    values: tuple[Json, ...]

    def broken_by(self, value: Json) -> bool:
        """Say whether the model does not take the value; null stands for the default."""
        return value is not None and value not in self.values


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What is known of the models whose whole name matches the regular expression `match`.

    `supported` are limits that the API enforces; for those in `advised` the sources leave open whether it does.
    `defaults` are the values that count when a parameter is not sent; `limited` names the top-level parameters of
    all limits.
    """

    match: str
    source: str = ""
    supported: tuple[Limit, ...] = ()
    advised: tuple[Limit, ...] = ()
    defaults: Mapping[str, Json] = field(default_factory=dict)
    limited: frozenset[str] = frozenset()


UNKNOWN_MODEL = ModelRow("")


class ModelTable:
    """Rows in order; the first that matches a name counts, and a model without a row may do anything."""

    def __init__(self, rows: Iterable[ModelRow] = ()) -> None:
        self.rows = tuple(rows)
        self._found: dict[str, ModelRow] = {}

    @classmethod
    def load(cls, path: Path) -> "ModelTable":
        """Read a JSON list of rows; raises OSError or ValueError when it is none."""
        rows = json.loads(path.read_bytes())
        if not isinstance(rows, list):
            raise ValueError(f"{path}: a model table is a list of rows")
        return cls().extended(rows)

    def extended(self, rows: Iterable[JsonObject]) -> "ModelTable":
        """Return a table in which these rows come before the present ones; raises ValueError on a wrong row."""
        return ModelTable((*map(_row, rows), *self.rows))

    def row(self, model: Json) -> ModelRow:
        """Find what is known of a model; `provider/` before a name is skipped."""
        if not isinstance(model, str):
            return UNKNOWN_MODEL
        found = self._found.get(model)
        if found is None:
            found = self._find(model.rpartition("/")[2])
            if len(self._found) < REMEMBERED_NAMES and len(model) <= LONGEST_REMEMBERED:
                self._found[model] = found
        return found

    def _find(self, name: str) -> ModelRow:
        return next((row for row in self.rows if re.fullmatch(row.match, name)), UNKNOWN_MODEL)


def _row(row: JsonObject) -> ModelRow:
    if not isinstance(row, dict) or not isinstance(row.get("match"), str):
        raise ValueError(f"a row of a model table needs a text `match`: {json.dumps(row)}")
    unknown = row.keys() - ROW_KEYS
    if unknown:
        raise ValueError(f"a row of a model table has no {min(unknown)!r}: {json.dumps(row)}")
    supported, advised = (_limits(_mapping(row, name)) for name in ("supported", "advised"))
    limited = frozenset(limit.first for limit in (*supported, *advised))
    defaults = _mapping(row, "defaults")
    return ModelRow(_pattern(row["match"]), str(row.get("source", "")), supported, advised, defaults, limited)


def _mapping(row: JsonObject, name: str) -> JsonObject:
    value = row.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(f"`{name}` of a model table maps parameters: {json.dumps(row)}")
    return value


def _pattern(match: str) -> str:
    try:
        re.compile(match)
    except re.error as error:
        raise ValueError(f"`match` of a model table is no regular expression: {match!r}: {error}") from error
    return match


def _limits(values: JsonObject) -> tuple[Limit, ...]:
    wrong = next((param for param, allowed in values.items() if not isinstance(allowed, list)), None)
    if wrong is not None:
        raise ValueError(f"a row of a model table lists values: {wrong!r} has {json.dumps(values[wrong])}")
    return tuple(
        Limit(param, param.split(".")[0], tuple(param.split(".")), tuple(allowed)) for param, allowed in values.items()
    )


ROW_KEYS = frozenset({"match", "source", "supported", "advised", "defaults"})
NO_MODELS = ModelTable()
"""The table that knows no model."""
