"""Settings of the image generation tool that depend on each other."""

import re
from collections.abc import Iterable, Iterator

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, READS, Rule, at, invalid
from mockserver.contract.rules.tools import tools_of
from mockserver.values import Json, JsonObject, Violation

DEFAULT_FORMAT = "png"
NEEDS_FORMAT = {"frame_count": ("gif",), "frame_duration_ms": ("gif",), "svg": ("svg",)}
"""Settings that only some output formats have."""

TRANSPARENT_FORMATS = ("png", "webp")
FULL_QUALITY = 100
SIZE = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
STANDARD_SIZES = frozenset({"auto", "1024x1024", "1024x1536", "1536x1024"})
STEP = 16
LARGEST_RATIO = 3
LONGEST_SIDE, SHORTEST_SIDE = 3840, 2160


def image_settings(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for settings that go together."""
    for index, tool in tools_of(asked, "image_generation"):
        for name, problem in _conflicts(tool):
            yield invalid("image_settings", at("tools", index, name), problem)


def _conflicts(tool: JsonObject) -> Iterator[tuple[str, str]]:
    chosen = tool.get("output_format") or DEFAULT_FORMAT
    for name, formats in NEEDS_FORMAT.items():
        if tool.get(name) is not None and chosen not in formats:
            yield name, f"it requires 'output_format' to be '{formats[0]}'."
    if tool.get("background") == "transparent" and chosen not in TRANSPARENT_FORMATS:
        yield "background", "a transparent background requires 'output_format' to be 'png' or 'webp'."
    if chosen == "gif":
        yield from ((name, "GIF output does not support it.") for name in _not_for_gif(tool))


def _not_for_gif(tool: JsonObject) -> Iterable[str]:
    wrong = {
        "partial_images": bool(tool.get("partial_images")),
        "input_image_mask": tool.get("input_image_mask") is not None,
        "output_compression": tool.get("output_compression") not in (None, FULL_QUALITY),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def image_size(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for a size that the tool can draw."""
    for index, tool in tools_of(asked, "image_generation"):
        problem = _size_problem(tool.get("size"))
        if problem:
            yield invalid("image_size", at("tools", index, "size"), problem)


def _size_problem(size: Json) -> str | None:
    if not isinstance(size, str) or size in STANDARD_SIZES:
        return None
    sides = SIZE.fullmatch(size)
    if sides is None:
        return "expected 'auto' or WIDTHxHEIGHT such as '1536x864'."
    long, short = sorted((int(sides[1]), int(sides[2])), reverse=True)
    if long % STEP or short % STEP:
        return f"width and height must both be divisible by {STEP}."
    if long > short * LARGEST_RATIO:
        return f"the aspect ratio must be between 1:{LARGEST_RATIO} and {LARGEST_RATIO}:1."
    if long > LONGEST_SIDE or short > SHORTEST_SIDE:
        return f"the largest size is {LONGEST_SIDE}x{SHORTEST_SIDE}."
    return None


IMAGE_TOOL_RULES = (
    Rule(
        id="image_settings",
        statement="Settings of an image tool fit its output format.",
        severity="error",
        source="X07",
        check=image_settings,
        constraints=("X07",),
        watches=("tools",),
        remembered=True,
        operations=READS,
        dialects=OPENAI,
        advice="Frames belong to GIF, authors to SVG, transparency to PNG and WebP; the format is PNG when none is "
        "set. Set `output_format`, or drop the setting.",
    ),
    Rule(
        id="image_size",
        statement="An image has a standard size, or sides divisible by 16 and not too long.",
        severity="error",
        source="L13",
        check=image_size,
        constraints=("L13",),
        watches=("tools",),
        remembered=True,
        operations=READS,
        dialects=OPENAI,
        advice="Choose 1024x1024, 1024x1536, 1536x1024 or auto. Newer image models also take other sizes whose sides "
        "are divisible by 16, up to 3840x2160 and no longer than three times as wide.",
    ),
)
