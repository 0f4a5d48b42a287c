"""What the schemas of the documents demand, as rules: so it is listed, explained and switched like any other."""

from mockserver.contract.rules.rule import Rule

SOURCE = "the contract documents"


def _rule(code: str, statement: str, advice: str, *constraints: str) -> Rule:
    return Rule(code, statement, "error", SOURCE, advice, constraints=constraints, operations=())


def _limit(code: str, statement: str) -> Rule:
    return _rule(code, statement, "The message names the limit and what came. Keep to the limit.")


SCHEMA_RULES: tuple[Rule, ...] = (
    _rule(
        "missing_required_parameter",
        "Every required parameter is there.",
        "The API cannot do without it. `param` names what is missing and where.",
    ),
    _rule(
        "unknown_parameter",
        "No parameter is unknown.",
        "The API refuses what it does not know, so that typing errors do not pass. Check the name, or set this rule "
        "to `warn` for a client that sends parameters of its own.",
    ),
    _rule(
        "invalid_type",
        "Every value has a type that the parameter can have.",
        "Often a number or list that is sent as text. The message names the types that fit.",
    ),
    _rule(
        "invalid_value",
        "Every value is one that the parameter can have.",
        "The message lists the supported values, or the form that is expected.",
    ),
    _limit("integer_below_min_value", "No integer is below its minimum."),
    _limit("integer_above_max_value", "No integer is above its maximum."),
    _limit("decimal_below_min_value", "No number is below its minimum."),
    _limit("decimal_above_max_value", "No number is above its maximum."),
    _limit("string_below_min_length", "No text is shorter than its minimum."),
    _limit("string_above_max_length", "No text is longer than its maximum."),
    _limit("array_below_min_length", "No list has fewer items than its minimum."),
    _limit("array_above_max_length", "No list has more items than its maximum."),
    _limit("object_below_min_properties", "No object has fewer properties than its minimum."),
    _limit("object_above_max_properties", "No object has more properties than its maximum."),
)
"""One rule for each error code that explains a schema; none has a check of its own."""
