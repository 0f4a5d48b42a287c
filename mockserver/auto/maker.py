"""What the makers of objects, arrays and single values ask of each other."""

from collections.abc import Callable, Mapping
from functools import reduce

from mockserver.auto.branches import Branches
from mockserver.auto.limits import LEVELS, MOST_EFFORT, MOST_VALUES, RICH_LEVELS, RICH_VALUES
from mockserver.auto.merge import ALSO, as_schema, both
from mockserver.auto.proof import Fits, NoInstance, TooMuchError
from mockserver.auto.spot import Spot
from mockserver.values import Json, JsonObject

Making = Callable[["Maker", JsonObject, Spot], Json]
"""Makes a value of one branch of a schema. Raises `NoInstance`, and `TooMuchError` when it is no use to go on."""


class Maker:
    """Makes one instance of a schema, with a way to make the values of each branch.

    `said` is what the user said; `uses_examples` lets the schema's own examples and defaults stand; `is_spare` makes
    only what the schema demands, from the top on.
    """

    def __init__(
        self, root: JsonObject, fits: Fits, making: Making, said: str, *, uses_examples: bool, is_spare: bool
    ) -> None:
        self.fits = fits
        self.said = said
        self.uses_examples = uses_examples
        self._making = making
        self._is_spare = is_spare
        self._branches = Branches(root)
        self._joined: dict[tuple[int, ...], tuple[list[Json], JsonObject]] = {}
        self._made = 0
        self._effort = 0

    def value(self, schema: Json, spot: Spot) -> Json:
        """Make a value of the first branch that allows one. Raises `NoInstance` and `TooMuchError`."""
        self._made += 1
        if self._made > MOST_VALUES:
            raise TooMuchError(f"it asks for more than {MOST_VALUES:,} values")
        why = NoInstance(f"{spot.path}: nothing is allowed that ends within {LEVELS} levels")
        for branch in self._possible(schema, spot):
            try:
                return self._making(self, branch, spot)
            except NoInstance as error:
                why = error
        raise why

    def proves(self, demands: JsonObject, value: Json) -> bool:
        """Whether a single value fits demands that stand alone. Raises `TooMuchError` after too many in vain."""
        is_good = self.fits(demands, value)
        size = len(value) if isinstance(value, str) else 0
        self._effort += size // 1000 if is_good else 1 + size // 20
        if self._effort > MOST_EFFORT:
            raise TooMuchError("too much was tried in vain, or is to be written")
        return is_good

    def can(self, schema: Json, spot: Spot) -> bool:
        """Whether the schema may be met in a spot, as far as its depth tells."""
        return self._branches.can(schema, LEVELS - spot.level)

    def is_plain(self, spot: Spot) -> bool:
        """Whether no more is to be made than the schema demands."""
        return self._is_spare or spot.level > RICH_LEVELS or self._made > RICH_VALUES

    def joined(self, schemas: list[Json]) -> JsonObject:
        """Give the schema that means all of these, the same one for the same schemas."""
        key = tuple(id(schema) for schema in schemas)
        if key not in self._joined:
            self._joined[key] = schemas, reduce(both, map(as_schema, schemas))
        return self._joined[key][1]

    def _possible(self, schema: Json, spot: Spot) -> list[JsonObject]:
        levels = LEVELS - spot.level
        found = [branch for branch in self._branches.of(schema) if self._branches.reaches(branch, levels)]
        if self.is_plain(spot):
            return sorted(found, key=lambda branch: self._branches.height(branch, levels))
        return sorted(found, key=_is_nothing)


def plainly(branch: JsonObject) -> JsonObject:
    """Keep what a branch demands of single values, and can be proved without the schema around it."""
    kept = {key: branch[key] for key in _SINGLE if key in branch}
    nots = [branch["not"]] if "not" in branch else []
    also = [one for one in branch.get(ALSO, ()) if not _refers(one)]
    demands = [*({"not": one} for one in nots if not _refers(one)), *also]
    return {**kept, "allOf": demands} if demands else kept


def _is_nothing(branch: JsonObject) -> bool:
    return branch.get("type") in ("null", ["null"]) or ("const" in branch and branch["const"] is None)


def _refers(schema: Json) -> bool:
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if any(key.endswith(("$ref", "Ref")) for key in value):
                return True
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return False


_SINGLE = (
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
)
