"""The plain values that the stages hand to each other; this package imports no other of ours."""

from mockserver.values.call import Call
from mockserver.values.dialect import DIALECTS, Dialect
from mockserver.values.errors import ScenarioError
from mockserver.values.event import Event
from mockserver.values.headers import Headers
from mockserver.values.input_items import Items, Kind, input_items, kind_of, read_items, text_of
from mockserver.values.json import Json, JsonObject
from mockserver.values.mismatch import Mismatch
from mockserver.values.place import Place
from mockserver.values.reply import Burst, Ending, Reader, Reply, Step
from mockserver.values.severity import SEVERITIES, Severity
from mockserver.values.violation import Violation, path_of, words
from mockserver.values.wording import did_you_mean, listed, nearest

__all__ = [
    "DIALECTS",
    "SEVERITIES",
    "Burst",
    "Call",
    "Dialect",
    "Ending",
    "Event",
    "Headers",
    "Items",
    "Json",
    "JsonObject",
    "Kind",
    "Mismatch",
    "Place",
    "Reader",
    "Reply",
    "ScenarioError",
    "Severity",
    "Step",
    "Violation",
    "did_you_mean",
    "input_items",
    "kind_of",
    "listed",
    "nearest",
    "path_of",
    "read_items",
    "text_of",
    "words",
]
