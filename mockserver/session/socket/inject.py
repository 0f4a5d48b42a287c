"""Items that a client puts into a running response (beta), and the events that tell of them."""

from mockserver.values import Event, JsonObject


def created(frame: JsonObject) -> Event:
    """Say that the items were taken."""
    return {"type": "response.inject.created", "response_id": frame["response_id"]}


def failed(frame: JsonObject, end: str | None) -> Event:
    """Say that they were not, and give them back; `end` is how the response ended, if it was this connection's."""
    code = "response_already_completed" if end else "response_not_found"
    message = "The response has ended already." if end else "This connection has no such response."
    named = {"response_id": frame["response_id"], "input": frame["input"]}
    return {"type": "response.inject.failed", **named, "error": {"code": code, "message": message}}
