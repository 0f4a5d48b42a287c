"""Schemas that a request brings along: whether they are JSON Schemas at all."""

from collections.abc import Iterable, Iterator

from mockserver.contract.limits import SCHEMA_DEPTH, SCHEMA_PLACES, exceeds
from mockserver.contract.rules.asked import Asked, as_object
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import READS, Rule, at
from mockserver.contract.rules.strict_schema import array_problem
from mockserver.contract.rules.tools import Path, functions
from mockserver.contract.schema import broken_schema, regexes
from mockserver.contract.words import quoted
from mockserver.values import Json, JsonObject, Violation

MOST_COMPILED = 1_000
"""Schemas of functions, and regular expressions in them, that are looked at; beyond, they pass."""


def broken_parameters(tools: Json, *, strict: bool) -> Iterator[tuple[Path, JsonObject, str]]:
    """Yield the functions, strict ones or the others, whose parameters are no JSON Schema, and why not.

    What is too large to be looked at passes.
    """
    left = MOST_COMPILED
    for path, tool in functions(tools):
        parameters = tool.get("parameters")
        if parameters is None or (tool.get("strict") is True) is not strict:
            continue
        left -= 1 + regexes(parameters)
        problem = _problem(parameters) if left >= 0 and not _is_excessive(parameters) else None
        if problem:
            yield path, tool, problem


def _problem(parameters: Json) -> str | None:
    broken = broken_schema(parameters)
    return f"{broken}." if broken else array_problem(parameters)


def _is_excessive(schema: Json) -> bool:
    return exceeds(schema, places=SCHEMA_PLACES, depth=SCHEMA_DEPTH) is not None


def parameters_violation(rule: str, path: Path, tool: JsonObject, problem: str) -> Violation:
    """Say what is wrong with the parameters of a function, as the API does."""
    message = f"Invalid schema for function {quoted(tool.get('name'))}: {problem}"
    return Violation(rule, message, at(*path, "parameters"), "invalid_function_parameters")


def format_violation(rule: str, chosen: JsonObject, problem: str) -> Violation:
    """Say what is wrong with the schema of a format, as the API does."""
    name = f" {quoted(chosen['name'])}" if chosen.get("name") is not None else ""
    message = f"Invalid schema for response_format{name}: {problem}"
    return Violation(rule, message, "text.format.schema", "invalid_json_schema")


def schema_format(asked: Asked) -> JsonObject:
    """Return the format of the text that has a schema; an empty object where there is none."""
    chosen = as_object(as_object(asked.body["text"]).get("format"))
    return chosen if chosen.get("type") == "json_schema" and chosen.get("schema") is not None else {}


def format_schema(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a JSON Schema where a format has one, strict or not."""
    chosen = schema_format(asked)
    problem = broken_schema(chosen["schema"]) if chosen else None
    return (format_violation("format_schema", chosen, f"{problem}."),) if problem else ()


def parameters_schema(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of functions whose parameters are no JSON Schema."""
    for path, tool, problem in broken_parameters(asked.body["tools"], strict=False):
        yield parameters_violation("parameters_schema", path, tool, problem)


ADVICE = "The message names the place. A misspelt type and a reference to a definition that is not there are usual. "
JSON_SCHEMA_RULES = (
    Rule(
        id="format_schema",
        statement="The schema of a format is a JSON Schema, strict or not.",
        severity="error",
        source="observed code and beginning of the message",
        check=format_schema,
        watches=("text",),
        remembered=True,
        operations=READS,
        advice=ADVICE + "References lead to places inside the schema only; nothing is fetched.",
    ),
    Rule(
        id="parameters_schema",
        statement="The parameters of a function that is not strict are a JSON Schema whose arrays have items.",
        severity="warn",
        source="observed code and beginning of the message",
        check=parameters_schema,
        watches=("tools",),
        remembered=True,
        operations=READS,
        advice=ADVICE + "What cannot be read as a schema may be refused, or mean less to the model than was intended.",
    ),
)
