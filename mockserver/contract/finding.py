"""One place where a body breaks a schema, and what the API says of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mockserver.contract.misnamed import meant_name
from mockserver.contract.words import counted, place, quoted, type_of, types_named
from mockserver.values import Json, JsonObject, Violation, listed

CODES = (
    "invalid_type",
    "invalid_value",
    "missing_required_parameter",
    "unknown_parameter",
    *(f"{kind}_{side}_value" for kind in ("integer", "decimal") for side in ("below_min", "above_max")),
    *(f"{kind}_{side}_length" for kind in ("string", "array") for side in ("below_min", "above_max")),
    *(f"object_{side}_properties" for side in ("below_min", "above_max")),
)
"""Every rule that a schema's violation may be of; it is also the violation's code, but for what is empty."""

EMPTY = {"empty_string": "string_below_min_length", "empty_array": "array_below_min_length"}
"""The codes that the API has for the length 0, and the rules that are broken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A keyword that does not hold at a path: the keyword's value, what came, and the schema that says so.

    For a missing or unknown property the path ends in that property.
    """

    path: tuple[str | int, ...]
    keyword: str
    limit: Json
    instance: Json
    schema: JsonObject

    @property
    def param(self) -> str:
        """The place as the API writes it; empty for the body itself."""
        return place(self.path)

    def violation(self) -> Violation:
        """Say it in the API's words."""
        code, message = SENTENCES.get(self.keyword, _other)(self)
        return Violation(rule=EMPTY.get(code, code), message=message, param=self.param or None, code=code)


Sentence = Callable[[Finding], tuple[str, str]]


def closest(members: list[list[Finding]]) -> list[Finding]:
    """Return what is wrong with a union by the members that a body came closest to, joined.

    Closest are those whose findings reach deepest and, of these, are the fewest.
    """
    depth = max(len(finding.path) for findings in members for finding in findings)
    reaching = [findings for findings in members if any(len(finding.path) == depth for finding in findings)]
    fewest = min(len(findings) for findings in reaching)
    kept = [finding for findings in reaching if len(findings) == fewest for finding in findings]
    return _merged(finding for finding in kept if len(finding.path) == depth)


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Join the supported values that several members name for the same place, and likewise the types."""
    merged: dict[tuple[tuple[str | int, ...], str], Finding] = {}
    for finding in findings:
        kind = "enum" if finding.keyword == "const" else finding.keyword
        first = merged.get((finding.path, kind))
        merged[finding.path, kind] = _joined(first, finding) if first and kind in {"enum", "type"} else finding
    return list(merged.values())


def _joined(first: Finding, second: Finding) -> Finding:
    kind = "type" if first.keyword == "type" else "enum"
    known = _options(first)
    return replace(first, keyword=kind, limit=[*known, *(option for option in _options(second) if option not in known)])


def _options(finding: Finding) -> list[Json]:
    return finding.limit if isinstance(finding.limit, list) and finding.keyword != "const" else [finding.limit]


def _missing(finding: Finding) -> tuple[str, str]:
    return "missing_required_parameter", f"Missing required parameter: '{finding.param}'."


def _unknown(finding: Finding) -> tuple[str, str]:
    meant = meant_name(finding.path, finding.schema.get("properties", {}))
    guess = f" Did you mean '{meant}'?" if meant else ""
    return "unknown_parameter", f"Unknown parameter: '{finding.param}'.{guess}"


def _type(finding: Finding) -> tuple[str, str]:
    words = types_named(_options(finding))
    expected = words[0] if len(words) == 1 else f"one of {listed(words, 'or', serial=True)}"
    subject = f"Invalid type for '{finding.param}'" if finding.path else "Invalid type for the body"
    return "invalid_type", f"{subject}: expected {expected}, but got {type_of(finding.instance)} instead."


def _value(finding: Finding) -> tuple[str, str]:
    supported = [quoted(choice) for choice in _options(finding) if choice is not None] or ["null"]
    choices = listed(supported, "and", serial=True)
    return "invalid_value", f"Invalid value: {quoted(finding.instance)}. Supported values are: {choices}."


def _pattern(finding: Finding) -> tuple[str, str]:
    problem = f"Invalid '{finding.param}': string does not match pattern."
    return "invalid_value", f"{problem} Expected a string that matches the pattern '{finding.limit}'."


def _number(side: str, adjective: str, sign: str) -> Sentence:
    def sentence(finding: Finding) -> tuple[str, str]:
        kind = "integer" if "integer" in _types(finding.schema) else "decimal"
        problem = f"Invalid '{finding.param}': {kind} {adjective} value."
        expected = f"Expected a value {sign} {finding.limit}, but got {quoted(finding.instance)} instead."
        return f"{kind}_{side}_value", f"{problem} {expected}"

    return sentence


def _size(kind: str, side: str, adjective: str, bound: str) -> Sentence:
    def sentence(finding: Finding) -> tuple[str, str]:
        expected = f"Expected {TYPE_ARTICLES[kind]} with {bound} length {finding.limit}"
        if not finding.instance:
            return (
                f"empty_{kind}",
                f"Invalid '{finding.param}': empty {kind}. {expected}, but got an empty {kind} instead.",
            )
        problem = f"Invalid '{finding.param}': {kind} too {adjective}."
        got = f"but got {TYPE_ARTICLES[kind]} with length {len(finding.instance)} instead."
        return f"{kind}_{side}_length", f"{problem} {expected}, {got}"

    return sentence


def _properties(side: str, adjective: str, bound: str) -> Sentence:
    def sentence(finding: Finding) -> tuple[str, str]:
        problem = f"Invalid '{finding.param}': too {adjective} properties."
        expected = f"Expected an object with {bound} {counted(finding.limit, 'property', 'properties')}"
        return f"object_{side}_properties", f"{problem} {expected}, but got {len(finding.instance)} instead."

    return sentence


def _other(finding: Finding) -> tuple[str, str]:
    subject = f"'{finding.param}'" if finding.path else "the body"
    return "invalid_value", f"Invalid value for {subject}: the contract's `{finding.keyword}` does not allow it."


def _unsupported(finding: Finding) -> tuple[str, str]:
    return "invalid_value", f"Invalid value for '{finding.param}': this parameter is not supported here."


def _types(schema: JsonObject) -> Iterable[str]:
    named = schema.get("type", ())
    return [named] if isinstance(named, str) else named


TYPE_ARTICLES = {"string": "a string", "array": "an array"}
SENTENCES: dict[str, Sentence] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "type": _type,
    "enum": _value,
    "const": _value,
    "pattern": _pattern,
    "falseSchema": _unsupported,
    "minimum": _number("below_min", "below minimum", ">="),
    "maximum": _number("above_max", "above maximum", "<="),
    "exclusiveMinimum": _number("below_min", "below minimum", ">"),
    "exclusiveMaximum": _number("above_max", "above maximum", "<"),
    "minLength": _size("string", "below_min", "short", "minimum"),
    "maxLength": _size("string", "above_max", "long", "maximum"),
    "minItems": _size("array", "below_min", "short", "minimum"),
    "maxItems": _size("array", "above_max", "long", "maximum"),
    "minProperties": _properties("below_min", "few", "at least"),
    "maxProperties": _properties("above_max", "many", "at most"),
}
