"""Strict mode of functions and of structured text."""

from collections.abc import Iterable, Iterator

from mockserver.contract.rules.asked import Asked, as_object
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import READS, Rule, at
from mockserver.contract.rules.strict_schema import strict_problem
from mockserver.contract.rules.tools import functions
from mockserver.values import Violation

PARAMETERS_RULE, FORMAT_RULE = "strict_parameters", "strict_format"


def strict_parameters(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Hold the parameters of strict functions to the subset."""
    for path, tool in functions(asked.body["tools"]):
        parameters = tool.get("parameters")
        problem = strict_problem(parameters) if tool.get("strict") is True and parameters is not None else None
        if problem:
            message = f"Invalid schema for function '{tool.get('name')}': {problem}"
            yield Violation(PARAMETERS_RULE, message, at(*path, "parameters"), "invalid_function_parameters")


def strict_format(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Hold the schema of a strict format to the subset."""
    chosen = as_object(as_object(asked.body["text"]).get("format"))
    if chosen.get("strict") is not True or chosen.get("type") != "json_schema":
        return ()
    problem = strict_problem(chosen.get("schema"))
    if problem is None:
        return ()
    message = f"Invalid schema for response_format '{chosen.get('name')}': {problem}"
    return (Violation(FORMAT_RULE, message, "text.format.schema", "invalid_json_schema"),)


ADVICE = (
    "Strict mode makes the model follow the schema exactly, which it can for a part of JSON Schema only: every object "
    "closed, every property required (optional ones may be null), no unions at the top. "
)
STRICT_RULES = (
    Rule(
        id=PARAMETERS_RULE,
        statement="The parameters of a strict function keep to the subset of JSON Schema that strict mode knows.",
        severity="error",
        source="X12; observed messages; limits from the guide (X)",
        check=strict_parameters,
        constraints=("X12",),
        watches=("tools",),
        remembered=True,
        operations=READS,
        advice=ADVICE + "Change the schema, or set `strict: false`.",
    ),
    Rule(
        id=FORMAT_RULE,
        statement="The schema of a strict format keeps to the subset of JSON Schema that strict mode knows.",
        severity="error",
        source="X12; observed messages; limits from the guide (X)",
        check=strict_format,
        constraints=("X12",),
        watches=("text",),
        remembered=True,
        operations=READS,
        advice=ADVICE + "Change the schema, or leave `strict` out of the format.",
    ),
)
