"""What can be known of a scenario only where its items and schemas have a meaning."""

from collections.abc import Iterable, Iterator, Sequence

from mockserver.contract.contract import Contract
from mockserver.contract.schema import broken_schema
from mockserver.protocol.item_types import item_problems
from mockserver.replies.compose import MARKED, Composition
from mockserver.scenario.model import ErrorReply, Item, ItemsReply, Scenario, Step, Stub
from mockserver.scenario.operators import is_operation
from mockserver.values import Json, Place, ScenarioError

Path = tuple[str | int, ...]

_ID_KEYS = ("id", "call_id")


def check_items(scenario: Scenario, contract: Contract) -> None:
    """Raise `ScenarioError` at the first item of a reply that its type or the contract does not allow."""
    for path, message in _problems(scenario, contract):
        raise ScenarioError(_place(scenario, path), message)


def check_schemas(scenario: Scenario) -> None:
    """Raise `ScenarioError` at the first `$schema` in `when` or `expect` that is no JSON Schema."""
    for path, spec in _specs(scenario):
        for below, schema in _schemas({"when": spec.when, "expect": spec.expect}):
            broken = broken_schema(schema)
            if broken:
                raise ScenarioError(scenario.place(*path, *below), f"not a JSON Schema: {broken}")


def _specs(scenario: Scenario) -> Iterator[tuple[Path, Step | Stub]]:
    groups: tuple[tuple[str, tuple[Step | Stub, ...]], ...] = (("steps", scenario.steps), ("stubs", scenario.stubs))
    for name, specs in groups:
        yield from (((name, position), spec) for position, spec in enumerate(specs))


def _schemas(expected: Json) -> Iterator[tuple[Path, Json]]:
    """Find what stands under `$schema`; under `$equals` and in a schema itself that is a key like any other."""
    operators = is_operation(expected)
    for part, inner in _parts(expected):
        if operators and part == "$schema":
            yield (part,), inner
        elif not (operators and part == "$equals"):
            yield from (((part, *below), schema) for below, schema in _schemas(inner))


def _parts(value: Json) -> Iterable[tuple[str | int, Json]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _problems(scenario: Scenario, contract: Contract) -> Iterator[tuple[Path, str]]:
    for path, spec in _specs(scenario):
        for number, reply in enumerate(spec.replies):
            for below, message in _reply_problems(reply, contract):
                yield (*path, "replies", number, *below), message


def _reply_problems(reply: ItemsReply | ErrorReply, contract: Contract) -> Iterator[tuple[Path, str]]:
    if isinstance(reply, ErrorReply):
        return
    for index, item in enumerate(reply.output):
        for below, message in item_problems(item.type, item.body):
            yield ("output", index, *below), message
    yield from _repeated_ids(reply.output)
    composition = Composition(reply, MARKED, contract.dialect)
    for index, message in composition.misplaced_cuts:
        yield ("output", index), message
    for index, made in enumerate(composition.items):
        for violation in contract.item_violations(made):
            yield ("output", index), f"the contract does not allow this item: {violation.message}"


def _repeated_ids(items: Sequence[Item]) -> Iterator[tuple[Path, str]]:
    seen: dict[tuple[str, Json], int] = {}
    for index, item in enumerate(items):
        body = item.body if isinstance(item.body, dict) else {}
        for key in (key for key in _ID_KEYS if key in body):
            first = seen.setdefault((key, body[key]), index)
            if first != index:
                message = f"{key} {body[key]!r} is that of item {first + 1} already"
                yield ("output", index, item.type, key), message


def _place(scenario: Scenario, path: Path) -> Place:
    # A reply may be a list without `output:` and an item may be written with its type inside, so one of the
    # ways leads deepest into the file.
    at = path.index("output")
    ways = (path, path[:at] + path[at + 1 :])
    pasted = tuple(way[: at + 1] + way[at + 2 :] for way in ways)
    return max((scenario.place(*way) for way in (*ways, *pasted)), key=lambda place: (place.line, place.column))
