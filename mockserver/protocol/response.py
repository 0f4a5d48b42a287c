"""The response object (surface/REPORT.md §6)."""

from mockserver.protocol.outcome import Outcome
from mockserver.values import Json, JsonObject


def begun(response_id: str, created_at: Json, echo: JsonObject) -> JsonObject:
    """Write the response as it stands before any output; `created_at` is in whole seconds."""
    return {
        "id": response_id,
        "object": "response",
        "created_at": created_at,
        "status": "in_progress",
        "completed_at": None,
        "error": None,
        "incomplete_details": None,
        "output": [],
        "usage": None,
        **echo,
    }


def ended(
    response: JsonObject, outcome: Outcome, output: list[JsonObject], usage: JsonObject, completed_at: Json
) -> JsonObject:
    """Write the response as it stands at the end."""
    return {
        **response,
        "status": outcome.status,
        "completed_at": completed_at if outcome.status == "completed" else None,
        "error": outcome.error,
        "incomplete_details": outcome.incomplete_details,
        "output": output,
        "usage": usage,
    }
