"""The answer to calls that no scenario answers."""

from mockserver.scenario.load import from_json

_LAST = 1_000_000_000
"""A priority behind all that authors give."""

FALLBACK = from_json({"name": "auto", "stubs": [{"reply": "auto", "priority": _LAST}]}, "mockserver")
"""A scenario whose only stub answers everything, when nothing else does."""
