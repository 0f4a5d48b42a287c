"""What the chosen model takes: see `contracts/models.json`."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.model_table import Limit, ModelRow
from mockserver.contract.rules.rule import OPENAI, Rule, at
from mockserver.contract.rules.tools import tools_of
from mockserver.contract.words import quoted
from mockserver.values import Json, JsonObject, Violation, listed

SAMPLING = frozenset({"temperature", "top_p"})


def model_support(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Refuse what the API refuses for this model."""
    row = asked.model_row
    if row.limited.isdisjoint(asked.body):
        return ()
    return _breaches("model_support", row, row.supported, asked.body)


def model_advice(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Tell what this model is documented not to take."""
    row = asked.model_row
    if row.limited.isdisjoint(asked.body):
        return ()
    return _breaches("model_advice", row, row.advised, asked.body)


def image_model_advice(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Tell what an image model is documented not to take."""
    for index, tool in tools_of(asked, "image_generation"):
        row = asked.models.row(tool.get("model"))
        yield from _breaches("image_model_advice", row, row.advised, tool, at("tools", index) + ".")


def _breaches(
    rule: str, row: ModelRow, limits: tuple[Limit, ...], body: JsonObject, prefix: str = ""
) -> Iterable[Violation]:
    broken = [limit for limit in limits if limit.first in body and limit.broken_by(_value(body, limit.path))]
    if not broken:
        return ()
    if _does_not_reason(row, body):
        broken = [limit for limit in broken if limit.param not in SAMPLING]
    return [_unsupported(rule, limit, _value(body, limit.path), body["model"], prefix) for limit in broken]


def _does_not_reason(row: ModelRow, body: JsonObject) -> bool:
    effort = _value(body, ("reasoning", "effort"))
    return (row.defaults.get("reasoning.effort") if effort is None else effort) == "none"


def _value(body: JsonObject, path: tuple[str, ...]) -> Json:
    value: Json = body
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _unsupported(rule: str, limit: Limit, value: Json, model: str, prefix: str) -> Violation:
    param = prefix + limit.param
    if not all(isinstance(allowed, str) for allowed in limit.values) or not limit.values:
        message = f"Unsupported parameter: '{param}' is not supported with this model."
        return Violation(rule, message, param, "unsupported_parameter")
    values = listed([quoted(allowed) for allowed in limit.values], "and", serial=True)
    message = f"Unsupported value: {quoted(value)} is not supported with the {quoted(model)} model."
    return Violation(rule, f"{message} Supported values are: {values}.", param, "unsupported_value")


CAPABILITIES = (
    Rule(
        id="model_support",
        statement="The model takes every parameter and value sent with it.",
        severity="error",
        source="models.json: API reference (R), observed codes (X)",
        check=model_support,
        constraints=("M01",),
        watches=("model",),
        dialects=OPENAI,
        advice="Reasoning models refuse sampling parameters, others refuse reasoning, and each has its own efforts. "
        "Leave the parameter out, or add a row for the model to the table.",
    ),
    Rule(
        id="model_advice",
        statement="The model is not documented to lack a parameter or value sent with it.",
        severity="warn",
        source="models.json; create.json descriptions (O, K)",
        check=model_advice,
        constraints=("M01", "M02"),
        watches=("model",),
        dialects=OPENAI,
        advice="The documents say that this model does without; whether the API refuses is not settled. "
        "Leave the parameter out to be safe.",
    ),
    Rule(
        id="image_model_advice",
        statement="The image model is not documented to lack a setting of the tool.",
        severity="warn",
        source="models.json; ImageGeneration of the SDK (K)",
        check=image_model_advice,
        constraints=("M02",),
        watches=("tools",),
        remembered=True,
        dialects=OPENAI,
        advice="Image models differ in `quality` and `input_fidelity`. Leave the setting out or choose another model.",
    ),
)
