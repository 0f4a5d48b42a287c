"""Images that the model made (seed 001, ImageGenerationCall)."""

from collections.abc import Iterator

from mockserver.protocol.author import Problem, check_mapping, check_nullable, check_text, check_text_or, check_texts
from mockserver.protocol.item_types.common import AGENT, constant, filled, nothing, optional, unless_broken
from mockserver.protocol.item_types.pictures import PARTIAL_PICTURES, PICTURE
from mockserver.protocol.item_types.row import Field, ItemType
from mockserver.values import Json, JsonObject

_MOST = len(PARTIAL_PICTURES)


def _check_partial_images(value: Json) -> Iterator[Problem]:
    if isinstance(value, list):
        yield from check_texts(value)
    elif not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        yield (), f"expected a number from 0 to {_MOST}, or a list of base64 texts"


def _partial_images(body: JsonObject) -> list[str]:
    asked = body.get("partial_images", 0)
    return [*PARTIAL_PICTURES[:asked]] if isinstance(asked, int) else asked


IMAGE_GENERATION_CALL = ItemType(
    "image_generation_call",
    "ig",
    {
        "result": Field(check_nullable(check_text), make=unless_broken(constant(PICTURE)), first=nothing),
        "revised_prompt": Field(check_nullable(check_text), first=nothing),
        "action": optional(check_text),
        "size": optional(check_text),
        "quality": optional(check_text),
        "background": optional(check_text),
        "output_format": optional(check_text),
        "error": Field(
            check_nullable(check_text_or(dict, check_mapping)),
            read=filled("message", {"type": "image_generation_error", "code": None, "param": None}),
            first=nothing,
        ),
        "svg_usage": Field(check_nullable(check_mapping), first=nothing),
        **AGENT,
    },
    written=("revised_prompt",),
    asides={"partial_images": _check_partial_images},
    told=_partial_images,
)
