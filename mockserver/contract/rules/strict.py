"""Strict mode of functions and of structured text."""

from collections.abc import Iterable, Iterator

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.json_schemas import (
    broken_parameters,
    format_violation,
    parameters_violation,
    schema_format,
)
from mockserver.contract.rules.rule import READS, Rule
from mockserver.contract.rules.strict_schema import strict_problem
from mockserver.contract.rules.tools import Path, functions
from mockserver.values import Violation

PARAMETERS_RULE, FORMAT_RULE = "strict_parameters", "strict_format"


def strict_parameters(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Hold the parameters of strict functions to the subset; a schema that is none is outside of it."""
    told: set[Path] = set()
    for path, tool in functions(asked.body["tools"]):
        parameters = tool.get("parameters")
        problem = strict_problem(parameters) if tool.get("strict") is True and parameters is not None else None
        if problem:
            told.add(path)
            yield parameters_violation(PARAMETERS_RULE, path, tool, problem)
    for path, tool, problem in broken_parameters(asked.body["tools"], strict=True):
        if path not in told:
            yield parameters_violation(PARAMETERS_RULE, path, tool, problem)


def strict_format(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Hold the schema of a strict format to the subset."""
    chosen = schema_format(asked)
    problem = strict_problem(chosen["schema"]) if chosen.get("strict") is True else None
    return (format_violation(FORMAT_RULE, chosen, problem),) if problem else ()


ADVICE = (
    "Strict mode makes the model follow the schema exactly, which it can for a part of JSON Schema only: every object "
    "closed, every property required (optional ones may be null) and with a type, no unions at the top. "
)
STRICT_RULES = (
    Rule(
        id=PARAMETERS_RULE,
        statement="The parameters of a strict function are a JSON Schema of the subset that strict mode knows.",
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
