"""The models that can be asked (seed 001, listModels)."""

from mockserver.session.clock import EPOCH
from mockserver.session.desk import Desk
from mockserver.session.operations.missing import no_model
from mockserver.values import Call, JsonObject, Violation

KNOWN = (
    "computer-use-preview",
    "gpt-4.1",
    "gpt-4.1-mini",
    "gpt-4o",
    "gpt-4o-mini",
    "gpt-5",
    "gpt-5-mini",
    "gpt-5-nano",
    "gpt-5-pro",
    "gpt-5.1",
    "gpt-5.1-codex",
    "gpt-5.2",
    "o3",
    "o4-mini",
)
"""Models that are there whatever the scenarios say; those that scenarios name are there too."""


def list_models(desk: Desk, call: Call) -> JsonObject:
    """List all models, those of the scenarios last."""
    names = dict.fromkeys([*KNOWN, *desk.models])
    return {"object": "list", "data": [_model(name) for name in names]}


def retrieve_model(desk: Desk, call: Call) -> JsonObject | Violation:
    """Describe one model."""
    name = call.path["model"]
    exists = desk.stateless or name in KNOWN or name in desk.models
    return _model(name) if exists else no_model(name)


def _model(name: str) -> JsonObject:
    owner = "openai" if name in KNOWN else "mockserver"
    return {"id": name, "object": "model", "created": EPOCH, "owned_by": owner}
