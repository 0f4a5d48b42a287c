"""The answers to calls that no scenario answers."""

from collections.abc import Mapping

from mockserver.scenario.load import from_json
from mockserver.session.candidate import Candidate
from mockserver.values import DIALECTS, Dialect

_LAST = 1_000_000_000
"""A priority behind all that authors give."""

FALLBACK = from_json({"name": "auto", "stubs": [{"reply": "auto", "priority": _LAST}]}, "mockserver")
"""A scenario whose only stub answers everything, when nothing else does."""

_COMPACTION = from_json({"name": "compaction", "stubs": [{"reply": [{"compaction": None}]}]}, "mockserver")

COMPACTION: Mapping[Dialect, Candidate] = {
    dialect: Candidate(_COMPACTION, _COMPACTION.stubs[0], 0, 0, dialect) for dialect in DIALECTS
}
"""What answers a call that asks for nothing but to be made short, when nothing else does."""
