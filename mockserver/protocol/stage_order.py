"""Where in its item's grammar an event stands."""

from collections.abc import Mapping
from typing import TypeAlias

from mockserver.protocol.grammars import GRAMMARS, CommandOutputs, Commands, PartialImages, Parts, Progress, Stage, Text
from mockserver.protocol.rows import EventRow, Kind, PartList, TextRow
from mockserver.values import Event, Json

_Key: TypeAlias = str | TextRow | PartList | type[Stage]

_KEY_OF_KIND: Mapping[Kind, type[Stage]] = {
    "image": PartialImages,
    "command_added": Commands,
    "command_delta": Commands,
    "command_done": Commands,
    "output_delta": CommandOutputs,
    "output_done": CommandOutputs,
}


def stage_of(item_type: Json, row: EventRow, event: Event) -> int | None:
    """Find the place of an event in the grammar of such an item, from 0; none when it has none there."""
    stages = _STAGES.get(item_type) if isinstance(item_type, str) else None
    return stages.get(_key_of_event(row, event["type"])) if stages else None


def progress_name(item_type: str, stage: Progress) -> str:
    """Name the event that tells a stage."""
    return f"response.{item_type}.{stage.name}"


def _key_of_event(row: EventRow, name: str) -> _Key:
    text = row.text and (row.text.parts or row.text)
    return row.parts or text or _KEY_OF_KIND.get(row.kind) or name


def _key_of_stage(item_type: str, stage: Stage) -> _Key:
    if isinstance(stage, Progress):
        return progress_name(item_type, stage)
    if isinstance(stage, Text):
        return stage.row
    return stage.parts if isinstance(stage, Parts) else type(stage)


_STAGES: Mapping[str, Mapping[_Key, int]] = {
    name: {_key_of_stage(name, stage): place for place, stage in enumerate(stages)} for name, stages in GRAMMARS.items()
}
