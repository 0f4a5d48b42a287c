"""The part of the scenario schema that describes `when`, `expect` and the operators."""

from typing import Final

from mockserver.scenario.condition import OPERATION
from mockserver.scenario.operations import OPERATIONS, PATH_NAMES
from mockserver.scenario.operators import TYPES
from mockserver.values import JsonObject
from mockserver.values.operation import CREATE


def _ref(name: str) -> JsonObject:
    return {"$ref": f"#/$defs/{name}"}


def _or_operators(data: JsonObject) -> JsonObject:
    """Allow a mapping of operators beside data; a mapping with one operator in it must hold nothing else."""
    has_operators = {"type": "object", "not": {"propertyNames": {"not": {"pattern": r"^\$"}}}}
    return {"if": has_operators, "then": _ref("Operators"), "else": data}


_ANY: Final = _ref("Expectation")
_TEXT: Final = _ref("TextExpectation")
_SOME: Final = {"type": "array", "minItems": 1}

_QUERIED: Final = {"if": {"type": "array"}, "then": _ANY, "else": _TEXT}
_LISTED_NAME: Final = r"\[\]$"

OPERATORS: Final[dict[str, JsonObject]] = {
    "$equals": {"description": "Exactly this value: no key and no element more."},
    "$contains": {
        "description": "A text in which this text, or each of these, occurs.",
        "anyOf": [{"type": "string"}, {**_SOME, "items": {"type": "string"}}],
    },
    "$regex": {
        "description": "A text in which this regular expression of Python finds something.",
        "type": "string",
        "format": "regex",
    },
    "$has": {
        "description": "A list with an element like this, or like each of these; a plain text names a tool or a type. "
        "A mapping with this key, or these.",
        "not": {"type": "array", "maxItems": 0},
        **_ANY,
    },
    "$absent": {"description": "Whether the value is missing; null is not missing.", "type": "boolean"},
    "$any": {
        "description": "True: anything but null. A list: like at least one of these.",
        "anyOf": [{"const": True}, {**_SOME, "items": _ANY}],
    },
    "$type": {"description": "A value of this JSON type.", "enum": [*TYPES]},
    "$schema": {"description": "A value that this JSON Schema allows.", "type": "object"},
    "$not": {"description": "Not like this.", **_ANY},
}
"""Every operator and what it may be given."""

CONDITIONS: Final[dict[str, JsonObject]] = {
    "model": {"description": "The model that is asked for.", **_TEXT},
    "last_user": {
        "description": "The text of the last user message; missing when something of the model's or a tool output "
        "follows it.",
        **_TEXT,
    },
    "input": {"description": "The whole input as it was sent.", **_ANY},
    "instructions": {"description": "The instructions.", **_TEXT},
    "tools": {"description": "The list of tools.", "type": ["array", "object", "null"], **_ANY},
    "tool_output": {
        "description": "An output of a tool that came after the last item of the model; of a list, each in turn.",
        "if": {"type": "array"},
        "then": {"items": {"type": "object", **_ref("ToolOutput")}},
        "else": _ref("ToolOutput"),
    },
    "metadata": {"description": "The metadata.", "type": ["object", "null"], **_ANY},
    "headers": {
        "description": "The HTTP headers.",
        **_or_operators({"type": ["object", "null"], "additionalProperties": _TEXT}),
    },
    "previous_response_id": {"description": "The id of the response that is continued.", **_TEXT},
    "conversation": {"description": "The id of the conversation.", **_TEXT},
    "path": {
        "description": "What the path names.",
        **_or_operators(
            {
                "type": ["object", "null"],
                "properties": dict.fromkeys(PATH_NAMES, _TEXT),
                "additionalProperties": False,
            }
        ),
    },
    "query": {
        "description": "The query's texts; a list where a name ends in [] or is there more than once.",
        **_or_operators(
            {
                "type": ["object", "null"],
                "patternProperties": {_LISTED_NAME: {"type": ["array", "object", "null"], **_QUERIED}},
                "additionalProperties": {"type": ["string", "array", "object", "null"], **_QUERIED},
            }
        ),
    },
}
"""Every key of a condition and what it may be compared with."""

_JOINTS: Final = {
    "$any": {
        "description": "True, or at least one of these conditions holds.",
        "anyOf": [{"const": True}, {**_SOME, "items": _ref("Condition")}],
    },
    "$not": {"description": "This condition does not hold.", **_ref("Condition")},
}

_OPERATION: Final = {
    OPERATION: {"description": f"The operation that is answered; {CREATE} when left out.", "enum": [*OPERATIONS]}
}

DEFINITIONS: Final[dict[str, JsonObject]] = {
    "When": {
        "description": "The operation, and what a call of it must look like; an empty one fits every call that asks "
        "for a response.",
        "type": "object",
        **_or_operators({"properties": {**_OPERATION, **CONDITIONS}, "additionalProperties": False}),
        "then": {"properties": {**_OPERATION, **_JOINTS}, "additionalProperties": False},
    },
    "Condition": {
        "description": "What a call must look like; an empty one fits every call.",
        "type": "object",
        **_or_operators({"properties": CONDITIONS, "additionalProperties": False}),
        "then": {"properties": _JOINTS, "additionalProperties": False},
    },
    "Expectation": {
        "description": "Data, of which mappings match as subsets and lists in order and whole; or operators.",
        **_or_operators({"items": _ANY, "additionalProperties": _ANY}),
    },
    "TextExpectation": {
        "description": "A text that must be equal, or operators.",
        **_or_operators({"type": ["string", "null"]}),
    },
    "ToolOutput": {
        "description": "The output's text, operators on it, or what is said of it.",
        **_or_operators(
            {
                "type": ["string", "object", "null"],
                "properties": {
                    "of": {"description": "The name of the tool.", **_TEXT},
                    "call_id": {"description": "The id of the call.", **_TEXT},
                    "text": {"description": "The output as text.", **_TEXT},
                    "json": {"description": "The output parsed as JSON.", **_ANY},
                },
                "additionalProperties": False,
            }
        ),
    },
    "Operators": {
        "description": "Operators, all of which must hold.",
        "type": "object",
        "properties": OPERATORS,
        "additionalProperties": False,
    },
}
"""The definitions that the schema of a scenario refers to."""
