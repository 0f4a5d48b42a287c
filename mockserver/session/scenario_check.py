"""What can be known of a scenario only where its items and schemas have a meaning."""

from collections.abc import Iterable, Iterator

from mockserver.contract.contract import Contract
from mockserver.contract.schema import broken_schema
from mockserver.scenario.model import Scenario
from mockserver.scenario.operators import is_operators
from mockserver.session.candidate import Candidate
from mockserver.values import Json, Place, ScenarioError

Path = tuple[str | int, ...]


def check_replies(candidate: Candidate, contract: Contract) -> None:
    """Raise `ScenarioError` at the first thing in a reply that the contract or the protocol does not allow."""
    for number, source in enumerate(candidate.sources):
        for below, message in source.problems(contract):
            path = (*candidate.path, "replies", number, *below)
            raise ScenarioError(place_of(candidate.scenario, path), message)


def check_schemas(candidate: Candidate) -> None:
    """Raise `ScenarioError` at the first `$schema` in `when` or `expect` that is no JSON Schema."""
    for below, schema in _schemas({"when": candidate.spec.when, "expect": candidate.spec.expect}):
        broken = broken_schema(schema)
        if broken:
            raise ScenarioError(candidate.scenario.place(*candidate.path, *below), f"not a JSON Schema: {broken}")


def _schemas(expected: Json) -> Iterator[tuple[Path, Json]]:
    """Find what stands under `$schema`; under `$equals` and in a schema itself that is a key like any other."""
    operators = is_operators(expected)
    for part, inner in _parts(expected):
        if operators and part == "$schema":
            yield (part,), inner
        elif not (operators and part == "$equals"):
            yield from (((part, *below), schema) for below, schema in _schemas(inner))


def _parts(value: Json) -> Iterable[tuple[str | int, Json]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def place_of(scenario: Scenario, path: Path) -> Place:
    """Find what stands at a path of a reply, in whatever way the file has it."""
    # A reply may be a list without `output:` and an item may be written with its type inside, so one of the
    # ways leads deepest into the file.
    if "output" not in path:
        return scenario.place(*path)
    at = path.index("output")
    ways = (path, path[:at] + path[at + 1 :])
    pasted = tuple(way[: at + 1] + way[at + 2 :] for way in ways)
    return max((scenario.place(*way) for way in (*ways, *pasted)), key=lambda place: (place.line, place.column))
