"""A scenario to begin with."""

from mockserver.auto.improvise import Improvised, improvise
from mockserver.auto.proof import Fits
from mockserver.auto.request import read_request
from mockserver.values import Dialect, JsonObject, Kind


def draft(body: JsonObject, dialect: Dialect, fits: Fits) -> JsonObject:
    """Write a scenario, as its file has it, that answers a request with what would be made up for it.

    Raises `NoInstance` when nothing can be made up.
    """
    made = improvise(body, dialect, fits)
    when = _when(body, dialect, fits)
    step = {**({"when": when} if when else {}), "reply": _reply(made)}
    return {**({"dialect": dialect} if dialect != "openai" else {}), "steps": [step]}


def _reply(made: Improvised) -> JsonObject | list[JsonObject]:
    return made.output if made.status == "completed" else {"output": made.output, "status": made.status}


def _when(body: JsonObject, dialect: Dialect, fits: Fits) -> JsonObject:
    """Say what tells this request from others: the tools that answer, or what the user said last."""
    request = read_request(body, dialect, fits)
    if request.outputs:
        named: list[JsonObject] = [{"of": name} for name in dict.fromkeys(one.of for one in request.outputs) if name]
        return {"tool_output": named[0] if len(named) == 1 else named} if named else {}
    kinds = [kind for _, kind in request.items if kind is not Kind.OTHER]
    return {"last_user": request.said} if request.said and kinds[-1] is Kind.USER else {}
