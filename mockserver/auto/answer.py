"""What is said to the user."""

from mockserver.auto.instance import instance
from mockserver.auto.limits import HEARD, QUOTED
from mockserver.auto.proof import NoInstance
from mockserver.auto.request import Output, Request, mapping
from mockserver.auto.spot import Spot
from mockserver.auto.words import shortened
from mockserver.values import Json, JsonObject

_GIST = 60
_OPENINGS = (
    "You asked: {}. Here is a made-up answer to it.",
    "About {}: this is an answer that was made up.",
    "On {}, this made-up answer is all there is to say.",
)
EXAMPLE_RESULT = "An example result."
"""What tools of MCP servers answer."""

_APPROVED = f"The call that was approved answered: {EXAMPLE_RESULT}"
_NOTHING_SAID = "There was nothing to read in the request, so this answer is made up."


def message(request: Request, annotate: JsonObject | None = None) -> JsonObject:
    """Write the message that answers: in the format that is asked for, or in words. Raises `NoInstance`.

    `annotate` is an annotation without its place, put on a text in words.
    """
    wanted = mapping(mapping(request.body.get("text")).get("format"))
    if wanted.get("type") == "json_schema":
        return {"message": {"json": _structured(request, wanted.get("schema", True))}}
    if wanted.get("type") == "json_object":
        return {"message": {"json": {"answer": words(request)}}}
    text = words(request)
    return {"message": {"text": text, "annotations": [_placed(annotate, text)]} if annotate else text}


def words(request: Request) -> str:
    """Answer in a few words: what the tools gave, or what the user wants."""
    if request.outputs:
        return " ".join(_told(output) for output in request.outputs)
    gist = shortened(request.said, _GIST).rstrip(".?!")
    opening = _OPENINGS[Spot(request.chance).pick(len(_OPENINGS))]
    return opening.format(gist) if gist else _NOTHING_SAID


def made_for(place: str, schema: Json, request: Request) -> Json:
    """Make an instance of a schema of the request. Raises `NoInstance`, which names the schema by its place."""
    try:
        return instance(schema, request.fits, request.chance, request.said[:HEARD])
    except NoInstance as error:
        raise NoInstance(f"no value can be made that {place} allows: {error}") from None


def _structured(request: Request, schema: Json) -> Json:
    return made_for("text.format.schema", schema, request)


def _told(output: Output) -> str:
    if output.item.get("type") == "mcp_approval_response":
        is_approved = output.item.get("approve") is True
        return _APPROVED if is_approved else "The call was not approved, so there is no more to tell."
    tool = f"The tool {output.of}" if output.of else "The tool"
    text = shortened(output.text, QUOTED)
    return f"{tool} answered: {text}" if text else f"{tool} has done its work and had nothing to say."


def _placed(annotation: JsonObject, text: str) -> JsonObject:
    if annotation["type"] == "file_citation":
        return {**annotation, "index": len(text)}
    return {**annotation, "start_index": 0, "end_index": len(text)}
