"""Single items and content parts of the input."""

from collections.abc import Iterable, Iterator, Mapping

from mockserver.contract.rules.asked import Asked, items_param
from mockserver.contract.rules.history import History
from mockserver.contract.rules.reading import Part
from mockserver.contract.rules.rule import ANSWERS, OPENAI, READS, STORES, Rule, at, invalid, missing
from mockserver.values import Dialect, Violation

IMAGES = ("input_image", "computer_screenshot")
IMAGE_SOURCES: Mapping[Dialect, tuple[str, ...]] = {
    "openai": ("image_url", "file_id"),
    "open-responses": ("image_url",),
}
FILE_SOURCES: Mapping[Dialect, tuple[str, ...]] = {
    "openai": ("file_id", "file_data", "file_url"),
    "open-responses": ("file_data", "file_url"),
}
MOST_BREAKPOINTS = 4


def compaction_trigger_last(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for the trigger at the end."""
    last = len(asked.reading.items) - 1
    for seen in asked.reading.of("compaction_trigger"):
        if seen.position != last:
            problem = "a compaction trigger must be the last item."
            yield invalid("compaction_trigger_last", at("input", seen.position), problem)


def image_source(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask of every image where it is."""
    return _sourceless("image_source", asked, IMAGES, IMAGE_SOURCES[asked.dialect])


def file_source(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask of every file where it is."""
    return _sourceless("file_source", asked, ("input_file",), FILE_SOURCES[asked.dialect])


def _sourceless(rule: str, asked: Asked, types: tuple[str, ...], sources: tuple[str, ...]) -> Iterator[Violation]:
    names = " or ".join(f"'{name}'" for name in sources)
    for part in asked.reading.parts:
        if part.value.get("type") in types and all(part.value.get(name) is None for name in sources):
            yield missing(rule, _param(asked, part, sources[0]), f" The part needs {names}.")


def _param(asked: Asked, part: Part, name: str) -> str:
    return at(items_param(asked.operation), *part.path, name)


def cache_breakpoints(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Count the breakpoints that are asked for; one is the server's own unless the mode is explicit."""
    options = asked.body.get("prompt_cache_options")
    explicit = isinstance(options, dict) and options.get("mode") == "explicit"
    most = MOST_BREAKPOINTS if explicit else MOST_BREAKPOINTS - 1
    marked = [part for part in asked.reading.parts if part.value.get("prompt_cache_breakpoint") is not None]
    if len(marked) <= most:
        return ()
    param = _param(asked, marked[0], "prompt_cache_breakpoint")
    problem = f"the request has {len(marked)} cache breakpoints, of which only the last {most} are written."
    return (invalid("cache_breakpoints", param, problem),)


def phase_on_assistant(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Allow a phase where a model spoke."""
    for seen in map(asked.reading.seen, asked.reading.phased):
        if seen.item["phase"] is not None and seen.item.get("role") != "assistant":
            problem = "only assistant messages have a phase."
            yield invalid("phase_on_assistant", at("input", seen.position, "phase"), problem)


ITEM_RULES = (
    Rule(
        id="compaction_trigger_last",
        statement="A compaction trigger is the last item of the input.",
        severity="error",
        source="X06",
        check=compaction_trigger_last,
        constraints=("X06",),
        looks_at="others",
        dialects=OPENAI,
        advice="The trigger asks to compact all that stands before it. Move it to the end.",
    ),
    Rule(
        id="image_source",
        statement="An image has an image_url or a file_id, of which Open Responses knows the first.",
        severity="error",
        source="X09",
        check=image_source,
        constraints=("X09",),
        looks_at="parts",
        operations=(*READS, *STORES),
        advice="The part says that there is an image, but not where. Set `image_url` (also a data URL) or `file_id`.",
    ),
    Rule(
        id="file_source",
        statement="A file has a file_id, file_data or a file_url, of which Open Responses knows the last two.",
        severity="error",
        source="X09",
        check=file_source,
        constraints=("X09",),
        looks_at="parts",
        operations=(*READS, *STORES),
        advice="The part says that there is a file, but not where. Set one of them.",
    ),
    Rule(
        id="cache_breakpoints",
        statement="A request has at most four cache breakpoints, three beside the implicit one.",
        severity="warn",
        source="X15",
        check=cache_breakpoints,
        constraints=("X15",),
        looks_at="parts",
        operations=ANSWERS,
        dialects=OPENAI,
        advice="The server writes only the latest ones, so the others cost nothing and do nothing. Remove them.",
    ),
    Rule(
        id="phase_on_assistant",
        statement="Only assistant messages have a phase.",
        severity="warn",
        source="L23",
        check=phase_on_assistant,
        constraints=("L23",),
        looks_at="phased",
        operations=READS,
        advice="The phase tells commentary of the model from its final answer. Leave it out of other messages.",
    ),
)
