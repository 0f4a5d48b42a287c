"""The rules that checking files adds to those of calls and of streams."""

from dataclasses import dataclass
from typing import Literal

_EXAMPLES = "examples of the API reference (R); Open Responses, HTTP Responses"
_OWN = "mockserver check"


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a file; `source` is where the API says so, or who asks."""

    id: str
    statement: str
    source: str
    severity: Literal["error", "warn"] = "error"


EVENT_NAME = Rule("event_name", "Every event has an `event:` line that says its type.", _EXAMPLES)
DONE_MARKER = Rule(
    "done_marker", "Nothing follows `data: [DONE]`, which in Open Responses ends every stream.", _EXAMPLES
)
SYNTAX = Rule("syntax", "A file can be read, and is well-formed YAML, JSON or event stream.", _OWN)
UNKNOWN_FILE = Rule("unknown_file", "A file that is named holds one of the things that can be checked.", _OWN)
UNKNOWN_OBJECT = Rule("unknown_object", "A saved reply is an object that the contract describes.", _OWN)
SCENARIO = Rule("scenario", "A scenario file loads, and its items are ones that the API could send.", _OWN)

NO_JSON_FORM = Rule("no_json_form", "A fault shows in every way in which a reply may be asked for.", _OWN, "warn")

FRAME_RULES = (EVENT_NAME, DONE_MARKER)
"""How server-sent events are written; streams that were saved as plain JSON are not asked."""

FILE_RULES = (SYNTAX, UNKNOWN_FILE, UNKNOWN_OBJECT, SCENARIO, NO_JSON_FORM)
"""What holds for any file."""
