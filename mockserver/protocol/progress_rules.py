"""Stream rules for what an item tells on its way by events that change no text.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator

from mockserver.protocol.courses import course_of
from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.grammars import GRAMMARS, Course, Progress
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stage_order import progress_name, stage_of
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event, Json, JsonObject

_GENERATING = "response.image_generation_call.generating"
_MAY_BE_SILENT = ("mcp_list_tools",)
"""Items that may be there without having told anything: the tools of a server may be known from before."""


def find_wrong_progress(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the order of the item's grammar, each progress event once."""
    item = state.item(event)
    stage = stage_of(item.added.get("type"), row, event) if item else None
    if item is None or stage is None:
        return
    progress = item.progress
    place, before = progress.furthest if row.kind == "progress" else progress.latest
    if event["type"] in progress.told:
        yield Finding("type", f"expected every progress once, got {shown(event['type'])} again")
    elif place > stage:
        yield Finding("type", f"expected {shown(event['type'])} before {shown(before)}, got it after")


def find_wrong_image(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the image is being generated, and the next index of its partial images."""
    item = state.item(event)
    if item is not None and _GENERATING not in item.progress.told:
        yield Finding("type", f"expected {shown(_GENERATING)} before {shown(event['type'])}, got nothing of it")
    if item is not None:
        yield from differences("partial_image_index", item.images, event["partial_image_index"])


def find_wrong_course(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand what every item that went so has told, and refuse an end that it did not come to.

    Only what belongs to a single course is an end: an item that broke off may have told all that came before.
    """
    item, item_type = state.item(event), event["item"].get("type")
    if item is None or (not item.progress.told and item_type in _MAY_BE_SILENT):
        return
    told, courses = item.progress.told, _courses(event["item"])
    stages = {progress_name(item_type, stage): stage for stage in _progress_of(item_type)}
    ends = {name: stage for name, stage in stages.items() if len(stage.courses) == 1}
    foreign = [name for name, stage in ends.items() if name in told and not courses & set(stage.courses)]
    for name in foreign:
        yield Finding("item.status", f"expected {ends[name].name} after {shown(name)}, got {_went(event['item'])}")
    if "cut" not in courses:
        ways = [name for name, stage in stages.items() if name not in ends and courses <= set(stage.courses)]
        yield from _missing(told, [[name] for name in ways if not stages[name].optional])
        if not foreign:
            yield from _missing(told, [[name for name, stage in ends.items() if courses & set(stage.courses)]])


def _missing(told: set[str], wanted: list[list[str]]) -> Iterator[Finding]:
    for names in wanted:
        if names and not told & set(names):
            either = " or ".join(shown(name) for name in names)
            yield Finding("item", f"expected {either} before the item is done, got nothing of it")


def _progress_of(item_type: Json) -> list[Progress]:
    stages = GRAMMARS.get(item_type, ()) if isinstance(item_type, str) else ()
    return [stage for stage in stages if isinstance(stage, Progress)]


def _courses(item: JsonObject) -> set[Course]:
    """Tell how an item may have gone.

    A call with an error may be called completed, as the call itself was. The live API leaves finished images in the
    status `generating`.
    """
    course = course_of(item)
    if course == "completed" and item.get("error") is not None:
        return {"completed", "failed"}
    return {"cut", "completed"} if course == "cut" and item.get("result") is not None else {course}


def _went(item: JsonObject) -> str:
    status = item.get("status")
    return shown(status) if status is not None else "an error" if item.get("error") is not None else "no error"
