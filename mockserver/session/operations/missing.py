"""What is said of things that are not there, in the API's words."""

from mockserver.values import Violation


def no_response(response_id: str) -> Violation:
    """Say that no response has this id, or not any more."""
    return _not_found("response", response_id)


def no_conversation(conversation_id: str) -> Violation:
    """Say that no conversation has this id, or not any more."""
    return _not_found("conversation", conversation_id)


def no_item(item_id: str, param: str | None = None) -> Violation:
    """Say that no item has this id; `param` is the place that names it, if that is in the body."""
    return _not_found("item", item_id, param)


def no_model(model: str) -> Violation:
    """Say that no model has this name."""
    message = f"The model '{model}' does not exist"
    return Violation("unknown_model", message, "model", "model_not_found", status=404)


def _not_found(noun: str, its_id: str, param: str | None = None) -> Violation:
    message = f"{noun.capitalize()} with id '{its_id}' not found."
    return Violation(f"unknown_{noun}", message, param, status=404)
