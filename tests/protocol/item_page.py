"""The page of `docs/` that lists the item types; run as a program it prints the page."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mockserver.protocol.grammars import GRAMMARS, CommandOutputs, Commands, PartialImages, Parts, Progress, Stage, Text
from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.item_types.row import Field, ItemType
from mockserver.protocol.statuses import OPEN_STATUSES, STATUSES

HEAD = """\
# Items

Every output item that a [scenario](scenarios.md) can hold, as one line: `type: body`. A body is a mapping of the API's
own fields; where a short form is named, it may stand in their place, and where a type says so, a plain text may stand
for the whole body. Fields in **bold** (or their short forms) must be there; of all others the server makes up what the
API always sends. Each body may also hold `id`, and `status` where the type has one: the server writes `completed`, or
`failed` where an `error` is given; the last item of an incomplete response gets the status named under *broken off*.

Between `response.output_item.added` and `response.output_item.done` come the events of the last column, in this order;
the names are short for `response.<type>.<name>`. An item that was broken off or failed has no event `completed`.

A `message` needs one of `text`, `json`, `refusal` and `content`, an `apply_patch_call` one operation (the name of which
holds the path: `create_file: a.txt`), a `computer_call` one of `action` and `actions`. The last three types belong to
the API's beta: the official SDKs know them under `client.beta.responses` alone.

In a list, a plain text stands for the simplest element: a text part, the URL of a source, a log, the name of a tool.
`arguments`, and the `output` of a function, may be an object, which is written as JSON. `partial_images` is how many
come, or a list of them in base64.

Types marked with ° are in both dialects. In `open-responses` an item of your own, such as `acme:search_result`, is
passed on as it is written, with an `id` and a `status`.

| item | body | broken off | events |
|---|---|---|---|
"""
_LIST_NAMES = {"content": "content parts", "summary": "summary parts"}
_STAGES: Mapping[type, Callable[[Any], str]] = {
    Progress: lambda stage: f"`{stage.name}`",
    Text: lambda stage: f"deltas and done of `{stage.row.field}`",
    Parts: lambda stage: f"{_LIST_NAMES[stage.parts.field]}, each with its deltas",
    PartialImages: lambda stage: "`partial_image` …",
    Commands: lambda stage: "each command with its deltas",
    CommandOutputs: lambda stage: "deltas and done of each output",
}


def page() -> str:
    """Write the page."""
    return HEAD + "".join(map(_row, ITEM_TYPES.values()))


def _row(row: ItemType) -> str:
    name = f"`{row.name}`{'°' if row.name in OPEN_STATUSES else ''}"
    cut = STATUSES[row.name].cut if row.name in STATUSES else None
    return f"| {name} | {_body(row)} | {cut or 'none'} | {_events(GRAMMARS.get(row.name, ()))} |\n"


def _body(row: ItemType) -> str:
    fields = ", ".join(_field(name, field) for name, field in row.fields.items())
    asides = "".join(f", `{key}`" for key in row.asides)
    return f"{fields}{asides}{f'; a text is its `{row.text}`' if row.text else ''}"


def _field(name: str, field: Field) -> str:
    written = f"**`{name}`**" if field.needed else f"`{name}`"
    shorts = ", ".join(f"`{short}`" for short in field.shorts if short != name)
    return f"{written} ({shorts})" if shorts else written


def _events(stages: tuple[Stage, ...]) -> str:
    return ", ".join(_told(stages)).replace("`completed`, `failed`", "`completed` or `failed`") or "none"


def _told(stages: tuple[Stage, ...]) -> Iterator[str]:
    yield from (_STAGES[type(stage)](stage) for stage in stages)


if __name__ == "__main__":
    sys.stdout.write(page())
