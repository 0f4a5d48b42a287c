"""What a call cannot do without."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import ANSWERS, Rule, missing
from mockserver.values import Violation

STORED_INPUTS = ("prompt", "previous_response_id", "conversation")


def model_required(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a model, unless a stored prompt brings its own."""
    body = asked.body
    if body.get("model") or body.get("prompt") is not None:
        return ()
    return (missing("model_required", "model"),)


def input_required(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for something to answer to: an input, or something stored that holds one."""
    body = asked.body
    if body.get("input") is not None or any(body.get(name) is not None for name in STORED_INPUTS):
        return ()
    # On a socket a client may only warm up the connection.
    if body.get("generate") is False:
        return ()
    return (missing("input_required", "input"),)


MODEL_REQUIRED = Rule(
    id="model_required",
    statement="A response needs a model or a stored prompt; compacting needs a model.",
    severity="error",
    source="observed (X); no document requires anything",
    check=model_required,
    operations=(*ANSWERS, "responses.compact"),
    advice="Something has to say which model answers. Set `model`, or name a stored `prompt` that brings one.",
)
INPUT_REQUIRED = Rule(
    id="input_required",
    statement="A response needs an input, a stored prompt, a previous response or a conversation.",
    severity="error",
    source="observed (X); no document requires anything",
    check=input_required,
    advice="There is nothing to answer. Set `input`, or continue something that is stored.",
)
REQUIRED = (MODEL_REQUIRED, INPUT_REQUIRED)
