"""What can be known of a scenario only where its items have a meaning."""

from collections.abc import Iterator, Sequence

from mockserver.protocol.item_types import item_problems
from mockserver.scenario.model import ErrorReply, ItemsReply, Scenario
from mockserver.values import Place, ScenarioError

Path = tuple[str | int, ...]


def check_items(scenario: Scenario) -> None:
    """Raise `ScenarioError` at the first item of a reply that its type does not allow."""
    for path, message in _problems(scenario):
        raise ScenarioError(_place(scenario, path), message)


def check_dialects(scenarios: Sequence[Scenario]) -> None:
    """Raise `ScenarioError` when not all scenarios speak one dialect."""
    for scenario in scenarios:
        if scenario.dialect != scenarios[0].dialect:
            message = f"dialect '{scenario.dialect}' beside '{scenarios[0].dialect}' of {scenarios[0].name}"
            raise ScenarioError(scenario.place("dialect"), f"{message}: one session has one dialect")


def _problems(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for name, specs in (("steps", scenario.steps), ("stubs", scenario.stubs)):
        for position, spec in enumerate(specs):
            for number, reply in enumerate(spec.replies):
                for below, message in _reply_problems(reply):
                    yield (name, position, "replies", number, *below), message


def _reply_problems(reply: ItemsReply | ErrorReply) -> Iterator[tuple[Path, str]]:
    for index, item in enumerate(reply.output if isinstance(reply, ItemsReply) else ()):
        for below, message in item_problems(item.type, item.body):
            yield ("output", index, *below), message


def _place(scenario: Scenario, path: Path) -> Place:
    # A reply may be a list without `output:` and an item may be written with its type inside, so one of the
    # ways leads deepest into the file.
    at = path.index("output")
    ways = (path, path[:at] + path[at + 1 :])
    pasted = tuple(way[: at + 1] + way[at + 2 :] for way in ways)
    return max((scenario.place(*way) for way in (*ways, *pasted)), key=lambda place: (place.line, place.column))
