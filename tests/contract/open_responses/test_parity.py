"""Our documents say what the specification's schemas say, but for what is listed here.

`facts.json` holds the schemas of release 2026-04-24, `names.json` the place of each in our documents.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.contract.open_responses.documents import SCHEMAS, data
from tests.contract.open_responses.statements import Schemas, differences

FACTS = data("facts.json")
NAMES = data("names.json")
THEIRS = Schemas({"": FACTS}, lambda place: NAMES[place.removeprefix("#/")])

ALIASES = {"Annotation", "EmptyModelParam", "SpecificToolChoiceParam"}
"""Names of the specification's that only rename another schema, or any object."""

MESSAGES = ("AssistantMessageItemParam", "DeveloperMessageItemParam", "SystemMessageItemParam", "UserMessageItemParam")
STATUSES = ("", " type string", " value completed", " value in_progress", " value incomplete")
EXCEPTIONS = {
    "a message may come without its type, as the specification's own prose sends it": [
        f"{name}.type required -" for name in MESSAGES
    ],
    "every optional parameter may be null, as clients send it": [
        f"CreateResponseBody.{name} type null +"
        for name in ("background", "include", "service_tier", "store", "stream", "truncation")
    ],
    "may be null, as clients that also speak to OpenAI send it": [
        "AssistantMessageItemParam.phase type null +",
        "FunctionToolParam.strict type null +",
        "JsonSchemaResponseFormatParam.description type null +",
        "OutputTextContentParam.annotations type null +",
        "TextParam.verbosity type null +",
    ],
    "extensions of implementors are legal in prose": [
        "CompactResponseMethodPublicBody.input[] is items.json#/ExtensionItem +",
        "CreateResponseBody.input[] is items.json#/ExtensionItem +",
        "CreateResponseBody.tools[] is tools.json#/ExtensionTool +",
        "FunctionCallOutputItemParam.output[] is content.json#/ExtensionPart +",
        "ItemParam is items.json#/ExtensionItem +",
        "ResponsesToolParam is tools.json#/ExtensionTool +",
        *(f"{name}.content[] is content.json#/ExtensionPart +" for name in MESSAGES),
    ],
    "the response repeats the extensions of the request": [
        "ResponseResource.tools[] is tools.json#/ExtensionTool +",
        "Tool is tools.json#/ExtensionTool +",
    ],
    "a reference without type is a schema of its own, so that a message is never taken for one": [
        "CompactResponseMethodPublicBody.input[] is messages.json#/BareReference +",
        "CreateResponseBody.input[] is messages.json#/BareReference +",
        "ItemParam is messages.json#/BareReference +",
        "ItemReferenceParam.type required +",
    ],
    "the limit stands in prose": [
        "CreateResponseBody.metadata{name} maxLength 64 +",
        "CreateResponseBody.temperature maximum 2 +",
        "CreateResponseBody.temperature minimum 0 +",
        "CreateResponseBody.top_p maximum 1 +",
        "CreateResponseBody.top_p minimum 0 +",
        "JsonSchemaResponseFormatParam.name maxLength 64 +",
        "JsonSchemaResponseFormatParam.name pattern ^[a-zA-Z0-9_-]+$ +",
        "MetadataParam{name} maxLength 64 +",
    ],
    "clients send back the reasoning that they got": [
        "ReasoningItemParam.content type array +",
        "ReasoningItemParam.content[] is reasoning.json#/ReasoningText +",
    ],
    "the response knows the format, so the request must be able to ask for it": [
        "TextFormatParam is text.json#/JsonObjectText +",
        "TextParam.format is text.json#/JsonObjectText +",
    ],
    "prose asks every item for a status": [
        f"{name}.status{what} +" for name in ("CompactionBody", "ReasoningBody") for what in STATUSES
    ],
    "without its type a format could be anything, and the response could not repeat it": [
        "JsonSchemaResponseFormatParam.type required +",
    ],
    "only the reference pages have it": [
        f"{name}.created_by{what} +" for name in ("FunctionCall", "FunctionCallOutput") for what in ("", " type string")
    ],
    "OpenAI requires it, and strict clients let it pass": [
        "ResponseFunctionCallArgumentsDoneStreamingEvent.name +",
        "ResponseFunctionCallArgumentsDoneStreamingEvent.name type string +",
    ],
    "prose wants as much of the item as is known": [
        f"ResponseOutputItem{what}StreamingEvent.item type null -" for what in ("Added", "Done")
    ],
    "the schema leaves it open, the request does not": [
        f"ResponseResource.metadata{what} +" for what in (" type null", " type object", "{} type string")
    ],
}
OWN = {
    "content.json#/ExtensionPart": "prose only",
    "errors.json#/Error": "prose only",
    "errors.json#/ErrorResponse": "prose only",
    "items.json#/ExtensionItem": "prose only",
    "messages.json#/BareReference": "one half of ItemReferenceParam",
    "reasoning.json#/ReasoningText": "what ReasoningItemParam should have",
    "tools.json#/ExtensionTool": "prose only",
}


def compared(files: Mapping[str, Any]) -> list[str]:
    ours = Schemas(files, str)
    found = (differences(name, THEIRS.statements(f"#/{name}"), ours.statements(NAMES[name])) for name in NAMES)
    return [difference for differences_of_one in found for difference in differences_of_one]


def test_every_schema_of_the_specification_has_a_place() -> None:
    assert ALIASES == FACTS.keys() - NAMES.keys()
    assert set() == NAMES.keys() - FACTS.keys()


def test_every_object_of_ours_is_one_of_the_specification() -> None:
    objects = {
        f"{file}#/{name}" for file, schemas in SCHEMAS.items() for name in schemas if "properties" in schemas[name]
    }

    assert set(OWN) == objects - set(NAMES.values())


def test_both_say_the_same_but_for_the_exceptions() -> None:
    expected = [difference for excepted in EXCEPTIONS.values() for difference in excepted]

    assert sorted(expected) == sorted(compared(SCHEMAS))


def test_a_stream_holds_every_event_of_the_specification() -> None:
    events = {NAMES[name] for name in FACTS if name.endswith("StreamingEvent")}
    sent = Schemas(SCHEMAS, str)

    assert 24 == len(events)
    assert {f" is {event}" for event in events} == sent.statements("events.json#/StreamEvent")


def test_a_websocket_frames_its_errors_another_way() -> None:
    ours = Schemas(SCHEMAS, str)
    framed, streamed = (ours.statements(f"{union}Event") for union in ("websocket.json#/Server", "events.json#/Stream"))

    assert {" is errors.json#/ErrorEvent"} == streamed - framed
    assert {" is websocket.json#/ErrorFrame", " x-since 2026-04-24"} == framed - streamed


DEFECTS: dict[str, tuple[str, str, str]] = {
    "a property is missing": ("compact.json", '"instructions": ', '"instruction": '),
    "a value is missing": ("reasoning.json", '"none", "low"', '"low"'),
    "a value too many": ("content.json", '"enum": ["low"', '"enum": ["tiny", "low"'),
    "a limit is off by one": ("functions.json", '"maxLength": 64', '"maxLength": 65'),
    "a limit is missing": ("tool_choice.json", '"minItems": 1, ', ""),
    "null is missing": ("response.json", '["integer", "null"]', '["integer"]'),
    "null too many": ("annotations.json", '"type": "integer"', '"type": ["integer", "null"]'),
    "a property is no longer required": ("errors.json", '"sequence_number", "error"', '"error"'),
    "a union lacks a member": ("items.json", '{"$ref": "reasoning.json#/ReasoningResource"}, ', ""),
    "a union has another member": ("items.json", "compaction.json#/CompactionResource", "compaction.json#/Compaction"),
    "an addition is not marked": ("compaction.json", '"x-since": "2026-04-24", ', ""),
    "a parameter of HTTP is let through": ("websocket.json", '"background": false', '"background": true'),
}


@pytest.mark.parametrize(("file", "right", "wrong"), DEFECTS.values(), ids=DEFECTS)
def test_a_defect_is_found(file: str, right: str, wrong: str) -> None:
    written = json.dumps(SCHEMAS[file])
    broken = {**SCHEMAS, file: json.loads(written.replace(right, wrong, 1))}

    assert right in written
    assert sorted(compared(broken)) != sorted(compared(SCHEMAS))
